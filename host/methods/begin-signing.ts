import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { Call } from '../messaging/dispatcher.ts';
import { certificateResult } from './certificate-result.ts';
import type { Host } from './host.ts';

/**
 * Sends the signature password once and tells whose certificate stands behind it; the key stays open for `sign`. Only
 * after a wrong password the card stays open without it.
 * @throws `card-not-open`, and those of CardSession.beginSigning
 */
export async function beginSigning(
  host: Host,
  { pin }: HostParams<'beginSigning'>,
  call: Call,
): Promise<HostResult<'beginSigning'>> {
  const certificate = await host.cards.use(
    (card, signal) => card.beginSigning(pin, host.now(), signal),
    call.signal,
  );
  return certificateResult(host, certificate);
}
