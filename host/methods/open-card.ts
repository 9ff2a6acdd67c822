import { errorCodeOf } from '../../shared/errors.ts';
import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/** Holds the card in this reader and says how many tries are left. @throws those of CardAccess.open */
export async function openCard(
  { cards, watch }: Host,
  { reader }: HostParams<'openCard'>,
  { signal }: Call,
): Promise<HostResult<'openCard'>> {
  try {
    return { kind: 'individual-number-card', triesLeft: await cards.open(reader, signal) };
  } catch (error) {
    if (errorCodeOf(error) === 'card-unsupported') watch.markUnsupported(reader);
    throw error;
  }
}
