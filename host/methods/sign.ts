import { fromBase64, toBase64 } from '../../shared/base64.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import { DIGEST_LENGTH } from '../../shared/jpki.ts';
import type { Digest } from '../card/card-session.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/**
 * Signs digests with the key that `beginSigning` has opened, and closes the card, whatever comes of it.
 * @throws `card-not-open` without `beginSigning`; `invalid-params` for a digest of the wrong length; those of
 *   CardSession.signDigests
 */
export async function sign(
  { cards }: Host,
  { digests }: HostParams<'sign'>,
  call: Call,
): Promise<HostResult<'sign'>> {
  const signatures = await cards.signAndClose(
    (card, signal) => card.signDigests(digests.map(parseDigest), signal),
    call.signal,
  );
  return { signatures: signatures.map(toBase64) };
}

function parseDigest({ algorithm, value }: HostParams<'sign'>['digests'][number]): Digest {
  const bytes = fromBase64(value);
  if (bytes.length !== DIGEST_LENGTH[algorithm]) throw new KazasuError('invalid-params');
  return { algorithm, value: bytes };
}
