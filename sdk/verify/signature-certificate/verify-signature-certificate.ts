import { types } from 'node:util';
import type { Certificate } from '../../../signatures/x509/certificate.ts';
import type { Moment } from '../../../signatures/x509/certificate-validity.ts';
import { summarise } from '../certificate/certificate-summary.ts';
import { checkValidity } from '../certificate/certificate-validity.ts';
import {
  type JudgedCertificate,
  judgeCertificate,
  readCertificate,
} from '../certificate/judged-certificate.ts';
import type { TrustAnchors } from '../certificate/trust-anchors.ts';
import { Refusal } from '../refusal.ts';
import { checkRevocation } from '../revocation/check-revocation.ts';
import type { Trust } from '../trust-settings.ts';
import { type Holder, parseHolder } from '../../../signatures/x509/holder.ts';
import type { SignatureCertificateSuccess } from './signature-certificate-result.ts';

/** Over twice what one with the longest name and address has. */
const CERTIFICATE_MAX_BYTES = 8192;

/**
 * The checks in the order of `SIGNATURE_CERTIFICATE_FAILURES`. Nothing is remembered: the certificate holds personal data.
 * @throws Refusal
 */
export async function verifySignatureCertificate(
  offered: unknown,
  anchors: TrustAnchors,
  trust: Pick<Trust, 'moment' | 'revocation'>,
): Promise<SignatureCertificateSuccess> {
  const moment = trust.moment();
  const { der, judged, holder } = judgeSigner(offered, anchors, moment);
  const question = { certificate: der, issuer: judged.issuer.der, now: moment.now };
  const revocation = await checkRevocation(question, trust.revocation);
  const { issuer, publicKey } = judged;
  return {
    ok: true,
    holder,
    certificate: summarise(judged),
    publicKey,
    simulated: issuer.isTest,
    revocation,
  };
}

/** A signature certificate about which everything is right but, perhaps, that it has been revoked. */
export interface JudgedSigner {
  readonly der: Uint8Array;
  readonly judged: JudgedCertificate;
  readonly holder: Holder;
}

/** @throws Refusal */
export function judgeSigner(offered: unknown, anchors: TrustAnchors, moment: Moment): JudgedSigner {
  const der = copyOf(offered);
  const certificate = readCertificate(der);
  const judged = judgeCertificate(certificate, anchors, 'digitalSignature');
  checkValidity(judged, moment);
  return { der, judged, holder: readHolder(certificate) };
}

/** Revocation is asked about later, when the caller may have wiped its octets, or have others in their place. */
function copyOf(offered: unknown): Uint8Array {
  if (!types.isUint8Array(offered) || offered.length > CERTIFICATE_MAX_BYTES) {
    throw new Refusal('certificate-malformed');
  }
  return new Uint8Array(offered);
}

function readHolder(certificate: Certificate): Holder {
  try {
    return parseHolder(certificate);
  } catch (cause) {
    throw new Refusal('certificate-holder-malformed', { cause });
  }
}
