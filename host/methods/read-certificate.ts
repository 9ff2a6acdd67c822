import type { HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { CardCertificate } from '../card/certificate.ts';
import type { Call } from '../messaging/dispatcher.ts';
import { certificateResult } from './certificate-result.ts';
import type { Host } from './host.ts';

/**
 * A certificate of the open card, valid or not: whoever shows it can say why it is of no use. The one that the signature
 * password protects closes the card, because what the password has opened includes the signature key.
 * @throws `card-not-open`, and those of CardSession.readCertificate or readSignCertificate
 */
export async function readCertificate(
  host: Host,
  params: HostParams<'readCertificate'>,
  call: Call,
): Promise<HostResult<'readCertificate'>> {
  return certificateResult(host, await readFromCard(host, params, call));
}

function readFromCard(
  { cards }: Host,
  params: HostParams<'readCertificate'>,
  { signal }: Call,
): Promise<CardCertificate> {
  if (params.which === 'digitalSignature') {
    const { pin } = params;
    return cards.useAndClose((card, either) => card.readSignCertificate(pin, either), signal);
  }
  const { which } = params;
  return cards.use((card, either) => card.readCertificate(which, either), signal);
}
