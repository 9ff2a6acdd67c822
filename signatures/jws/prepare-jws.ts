/** A document and its JWS in compact serialisation (RFC 7515 section 7.1), in one file or in two (appendix F). */
import { toBase64, toBase64Url } from '../../shared/base64.ts';
import { concatBytes, toUtf8 } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import type { PACKAGINGS } from '../../shared/signing.ts';
import type { BoundDocument, PreparedDocument, SignableDocument, Signer } from '../container.ts';
import { startHash } from '../running-hash.ts';
import { encodeBase64Url } from './base64url-octets.ts';
import { JWS_ALGORITHM, type JwsHeader } from './jws-header.ts';

export interface JwsOptions {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly packaging: (typeof PACKAGINGS.jws)[number];
}

/** Any document can be signed so. The header comes first and names the certificate: nothing is hashed beforehand. */
export function prepareJws(document: SignableDocument, options: JwsOptions): Promise<PreparedDocument> {
  return Promise.resolve({ bind: (signer) => bind(document, options, signer) });
}

async function bind(
  { content, type }: SignableDocument,
  { digestAlgorithm, packaging }: JwsOptions,
  signer: Signer,
): Promise<BoundDocument> {
  const head = toUtf8(`${toBase64Url(toUtf8(JSON.stringify(header(type, digestAlgorithm, signer))))}.`);
  return {
    digestAlgorithm,
    digest: await signingDigest(head, content, digestAlgorithm),
    finish(rsaSignature) {
      const tail = toUtf8(`.${toBase64Url(rsaSignature)}`);
      const signature = concatBytes(head, tail);
      const payload = { offset: 0, length: content.size, encoding: 'base64url' } as const;
      return { parts: packaging === 'detached' ? [signature] : [head, payload, tail], signature };
    },
  };
}

function header(cty: string, digestAlgorithm: DigestAlgorithm, { certificate, time }: Signer): JwsHeader {
  return {
    alg: JWS_ALGORITHM[digestAlgorithm],
    cty,
    x5c: [toBase64(certificate)],
    'x5t#S256': toBase64Url(startHash('SHA-256').update(certificate).digest()),
    iat: Math.floor(time.getTime() / 1000),
  };
}

/** Bytes at a time: a multiple of three, so that each piece's base64url continues that of the one before. */
const PIECE = 3 * 256 * 1024;

/** Section 5.1: of the header, a dot and the payload. */
async function signingDigest(
  head: Uint8Array,
  content: Blob,
  algorithm: DigestAlgorithm,
): Promise<Uint8Array> {
  const hash = startHash(algorithm).update(head);
  for (let offset = 0; offset < content.size; offset += PIECE) {
    const piece = await content.slice(offset, offset + PIECE).arrayBuffer();
    hash.update(encodeBase64Url(new Uint8Array(piece)));
  }
  return hash.digest();
}
