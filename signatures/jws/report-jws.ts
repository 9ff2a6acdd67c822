/** A JWS in compact serialisation, with the document in it or beside it: who signed what. */
import * as v from 'valibot';
import { fromBase64, toBase64Url } from '../../shared/base64.ts';
import { concatBytes, equalBytes, toUtf8 } from '../../shared/bytes.ts';
import { startHash } from '../running-hash.ts';
import { integrityOf, SignatureFailure } from '../signature-failure.ts';
import type { SignatureReport } from '../signature-report.ts';
import { verifySignature } from '../verify-signature.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { encodeBase64Url } from './base64url-octets.ts';
import { JWS_DIGEST, type JwsHeader, jwsHeaderSchema } from './jws-header.ts';
import { type JwsParts, splitJws } from './jws-parts.ts';

export interface JwsReport {
  /** Exactly one. */
  readonly signatures: readonly SignatureReport[];
  /** The document, when it is in the JWS. */
  readonly content: Uint8Array | undefined;
}

/**
 * @param document that the JWS is detached from (RFC 7515 appendix F); where it has one itself, it must be the same
 * @throws SyntaxError unless there are three parts in base64url, and JSON in the first of them
 */
export async function reportJws(jws: string, document?: Uint8Array): Promise<JwsReport> {
  const parts = splitJws(jws);
  const content = parts.payload.length === 0 ? undefined : parts.payload;
  const signed = content ?? document;
  const found: FoundSigner = {};
  const integrity = await integrityOf(async () => {
    const header = readHeader(parts);
    found.header = header;
    found.certificates = header.x5c.map(fromBase64);
    const signer = readSigner(found.certificates, header);
    found.certificate = signer.der;
    if (content && document && !equalBytes(content, document))
      throw new SignatureFailure(
        'digest-mismatch',
        'the document in the JWS is another than the one beside it',
      );
    if (!signed) throw new SignatureFailure('reference-ambiguous', 'the document is not here');
    await verify(header, signer.certificate, parts, signed);
  });
  const coverage = { kind: signed ? 'whole-document' : 'document-missing' } as const;
  return { signatures: [{ integrity, ...describe(found), coverage }], content };
}

/** What was found before a check failed, if one did. */
interface FoundSigner {
  header?: JwsHeader;
  /** DER */
  certificates?: readonly Uint8Array[];
  certificate?: Uint8Array;
}

function readHeader({ header, headerNames }: JwsParts): JwsHeader {
  const { success, output, issues } = v.safeParse(jwsHeaderSchema, header);
  if (!success) throw new SignatureFailure('signature-form-unsupported', nameFault(issues[0].path?.[0].key));
  // RFC 7515 section 4: of a name that stands there twice, one reader takes the first and another one the last.
  if (headerNames !== Object.keys(output).length) throw new SyntaxError('a header parameter twice');
  return output;
}

/** The reason goes to a log, where whatever the signer called a parameter would be a line of its own making. */
function nameFault(name: unknown): string {
  const isHarmless = typeof name === 'string' && /^[\w#]{1,20}$/u.test(name);
  return isHarmless ? `header parameter ${name}` : 'the header';
}

/** Being in the protected header binds it (RFC 7515 section 4.1.6); a digest that is there too is its own. */
function readSigner([first]: readonly Uint8Array[], { 'x5t#S256': digest }: JwsHeader) {
  const der = first ?? new Uint8Array();
  const certificate = parseCertificate(der);
  const actual = toBase64Url(startHash('SHA-256').update(der).digest());
  if ((digest ?? actual) !== actual)
    throw new SignatureFailure('signer-certificate-unbound', 'x5t#S256 is of another certificate');
  return { der, certificate };
}

async function verify(
  { alg }: JwsHeader,
  certificate: Certificate,
  { encodedHeader, signature }: JwsParts,
  document: Uint8Array,
): Promise<void> {
  await verifySignature({
    certificate,
    family: 'RSASSA-PKCS1-v1_5',
    digestAlgorithm: JWS_DIGEST[alg],
    signature,
    signedBytes: concatBytes(toUtf8(`${encodedHeader}.`), encodeBase64Url(document)),
  });
}

function describe({ header, certificate, certificates = [] }: FoundSigner) {
  return {
    certificate,
    certificates,
    digestAlgorithm: header && JWS_DIGEST[header.alg],
    claimedTime: header?.iat === undefined ? undefined : new Date(header.iat * 1000),
    timestamp: undefined,
  };
}
