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
import type { Certificate } from '../x509/certificate.ts';
import { EXTENSION_OID, extendedKeyUsages, KEY_PURPOSE } from '../x509/certificate-extensions.ts';
import { parseTstInfo, type TstInfo } from './tst-info.ts';

/** @param stamped what the time stamp is over: in CMS and PDF, the octets of the signature */
export async function reportTimestamp(token: Uint8Array, stamped: Uint8Array): Promise<TimestampReport> {
  const found: FoundTimestamp = {};
  const integrity = await integrityOf(async () => {
    expectImprint(await verifyToken(token, found), stamped);
  });
  return { integrity, time: found.time, certificate: found.certificate };
}

/** What was found before a check failed, if one did. */
interface FoundTimestamp extends FoundSigner {
  time?: Date;
}

/**
 * What the authority says, and that it does; what it is about is for the caller to compare.
 * @param found is filled while the checks pass
 * @throws SignatureFailure, SyntaxError
 */
export async function verifyToken(token: Uint8Array, found: FoundTimestamp = {}): Promise<TstInfo> {
  const signedData = parseSignedData(token);
  const { content } = signedData;
  if (!content) throw new SyntaxError('a time stamp without its content');
  const tstInfo = parseTstInfo(content);
  found.time = tstInfo.time;
  const expected: ExpectedSigner = {
    contentType: CONTENT_TYPE.tstInfo,
    sha1CertificateId: 'allowed',
    contentDigest: (algorithm) => startHash(algorithm).update(content).digest(),
  };
  expectAuthority(await verifySigner(signedData, expected, found));
  return tstInfo;
}

/** Section 2.3: the key is for time-stamping and for nothing else, and the certificate says so critically. */
function expectAuthority(certificate: Certificate): void {
  const isCritical = certificate.extensions.get(EXTENSION_OID.extendedKeyUsage)?.critical;
  const [purpose, ...others] = extendedKeyUsages(certificate);
  if (!isCritical || purpose !== KEY_PURPOSE.timeStamping || others.length > 0)
    throw new SignatureFailure(
      'signature-form-unsupported',
      'the certificate is not for time-stamping alone',
    );
}

function expectImprint({ imprint }: TstInfo, stamped: Uint8Array): void {
  const expected = startHash(acceptedDigest(imprint.digestAlgorithm)).update(stamped).digest();
  if (!equalBytes(imprint.digest, expected))
    throw new SignatureFailure('digest-mismatch', 'the time stamp is over something else');
}
