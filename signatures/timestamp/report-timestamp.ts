/**
 * A TimeStampToken (RFC 3161 section 2.4.2), judged in all but trust in its authority: when certain bytes existed, by the
 * word of whoever has the certificate.
 */
import { equalBytes } from '../../shared/bytes.ts';
import { CONTENT_TYPE } from '../cms/cms-oid.ts';
import { parseSignedData } from '../cms/signed-data.ts';
import { type ExpectedSigner, type FoundSigner, verifySigner } from '../cms/verify-signer.ts';
import { startHash } from '../running-hash.ts';
import { acceptedDigest } from '../signature-algorithm.ts';
import { integrityOf, SignatureFailure } from '../signature-failure.ts';
import type { TimestampReport } from '../signature-report.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { EXTENSION_OID, extendedKeyUsages, KEY_PURPOSE } from '../x509/certificate-extensions.ts';
import { type MessageImprint, parseTstInfo } from './tst-info.ts';

/** @param stamped what the time stamp is over: in CMS and PDF, the octets of the signature */
export async function reportTimestamp(token: Uint8Array, stamped: Uint8Array): Promise<TimestampReport> {
  const found: FoundTimestamp = {};
  const integrity = await integrityOf(() => verifyTimestamp(token, stamped, found));
  return { integrity, time: found.time, certificate: found.certificate };
}

interface FoundTimestamp extends FoundSigner {
  time?: Date;
}

async function verifyTimestamp(token: Uint8Array, stamped: Uint8Array, found: FoundTimestamp): Promise<void> {
  const signedData = parseSignedData(token);
  const { content } = signedData;
  if (!content) throw new SyntaxError('a time stamp without its content');
  const { imprint, time } = parseTstInfo(content);
  found.time = time;
  const expected = {
    contentType: CONTENT_TYPE.tstInfo,
    sha1CertificateId: 'allowed',
    contentDigest: (algorithm) => startHash(algorithm).update(content).digest(),
  } as const satisfies ExpectedSigner;
  await verifySigner(signedData, expected, found);
  if (found.certificate) expectAuthority(found.certificate);
  expectImprint(imprint, stamped);
}

/** Section 2.3: the key is for time-stamping and for nothing else, and the certificate says so critically. */
function expectAuthority(der: Uint8Array): void {
  const certificate = parseCertificate(der);
  const isCritical = certificate.extensions.get(EXTENSION_OID.extendedKeyUsage)?.critical;
  const [purpose, ...others] = extendedKeyUsages(certificate);
  if (!isCritical || purpose !== KEY_PURPOSE.timeStamping || others.length > 0)
    throw new SignatureFailure(
      'signature-form-unsupported',
      'the certificate is not for time-stamping alone',
    );
}

function expectImprint({ digestAlgorithm, digest }: MessageImprint, stamped: Uint8Array): void {
  const expected = startHash(acceptedDigest(digestAlgorithm)).update(stamped).digest();
  if (!equalBytes(digest, expected))
    throw new SignatureFailure('digest-mismatch', 'the time stamp is over something else');
}
