import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';
import { markingUnsupported } from './unsupported-card.ts';

/** Holds the card in this reader and says how many tries are left. @throws those of CardAccess.open */
export function openCard(
  { cards, watch }: Host,
  { reader, pin }: HostParams<'openCard'>,
  { signal }: Call,
): Promise<HostResult<'openCard'>> {
  return markingUnsupported(watch, reader, async () => ({
    triesLeft: await cards.open(reader, (card, either) => card.begin(pin, either), signal),
  }));
}
