import { toBase64 } from '../../shared/base64.ts';
import type { HostResult } from '../../shared/host-protocol.ts';
import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/**
 * The user-authentication certificate of the open card, valid or not: whoever shows it can say why it is of no use.
 * @throws `card-not-open`, and those of CardSession.readAuthCertificate
 */
export async function readCertificate(
  { cards }: Host,
  { signal }: Call,
): Promise<HostResult<'readCertificate'>> {
  const certificate = await cards.use((card, either) => card.readAuthCertificate(either), signal);
  return {
    certificate: toBase64(certificate.der),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  };
}
