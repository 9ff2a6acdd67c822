import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/**
 * Changes a PIN and closes the card; only after a wrong present PIN it stays open.
 * @throws `card-not-open`, and those of CardSession.changePin
 */
export async function changePin(
  { cards }: Host,
  { which, pin, newPin }: HostParams<'changePin'>,
  call: Call,
): Promise<HostResult<'changePin'>> {
  return {
    triesLeft: await cards.useAndClose(
      (card, signal) => card.changePin(which, pin, newPin, signal),
      call.signal,
    ),
  };
}
