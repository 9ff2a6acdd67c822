import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/**
 * The attributes asked for, and no others, and closes the card; only after a wrong PIN it stays open.
 * @throws `card-not-open`, and those of CardSession.readAttributes
 */
export async function readAttributes(
  { cards }: Host,
  { pin, attributes }: HostParams<'readAttributes'>,
  call: Call,
): Promise<HostResult<'readAttributes'>> {
  const all = await cards.useAndClose((card, signal) => card.readAttributes(pin, signal), call.signal);
  // An attribute that the card does not have is left out.
  return { attributes: Object.fromEntries(attributes.map((attribute) => [attribute, all[attribute]])) };
}
