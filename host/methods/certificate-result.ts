import { toBase64 } from '../../shared/base64.ts';
import type { HostResult } from '../../shared/host-protocol.ts';
import type { CardCertificate } from '../card/certificate.ts';
import type { Host } from './host.ts';

/** A certificate as the protocol has it. */
export function certificateResult(
  { readers }: Host,
  certificate: CardCertificate,
): HostResult<'readCertificate'> & HostResult<'beginSigning'> {
  return {
    certificate: toBase64(certificate.der),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    simulated: readers.simulated || certificate.isTest,
  };
}
