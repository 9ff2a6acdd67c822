import { fromBase64, toBase64 } from '../../shared/base64.ts';
import { KazasuError } from '../../shared/errors.ts';
import { DIGEST_LENGTH, type HostParams, type HostResult } from '../../shared/host-protocol.ts';
import type { Digest } from '../card/card-session.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/**
 * Signs digests with the signature key and closes the card; only after a wrong password it stays open.
 * @throws `invalid-params` for a digest of the wrong length; `card-not-open`, and those of CardSession.signDigests
 */
export async function sign(
  { cards, now }: Host,
  { pin, digests }: HostParams<'sign'>,
  call: Call,
): Promise<HostResult<'sign'>> {
  const parsed = digests.map(parseDigest);
  const { certificate, signatures } = await cards.useAndClose(
    (card, signal) => card.signDigests(parsed, pin, signal, now()),
    call.signal,
  );
  return { certificate: toBase64(certificate.der), signatures: signatures.map(toBase64) };
}

function parseDigest({ algorithm, value }: HostParams<'sign'>['digests'][number]): Digest {
  const bytes = fromBase64(value);
  if (bytes.length !== DIGEST_LENGTH[algorithm]) throw new KazasuError('invalid-params');
  return { algorithm, value: bytes };
}
