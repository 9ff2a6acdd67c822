/** What a time-stamp authority is asked (RFC 3161 section 2.4.1): by SHA-256, with a nonce, and for its certificate. */
import { type Bytes, concatBytes } from '../../shared/bytes.ts';
import { readOnly, TAG } from '../der/der-reader.ts';
import { readInteger, readOptionalBoolean, readSmallInteger } from '../der/der-values.ts';
import { der, derObjectIdentifier } from '../der/der-writer.ts';
import { startHash } from '../running-hash.ts';
import { DIGEST_OID } from '../signature-algorithm.ts';
import { type MessageImprint, readImprint } from './tst-info.ts';

const VERSION_1 = der(TAG.integer, Uint8Array.of(1));
const CERTIFICATE_WANTED = der(TAG.boolean, Uint8Array.of(0xff));

/**
 * TimeStampReq in DER.
 * @param stamped what the time stamp is to be over: in CMS and PDF, the octets of the signature
 */
export function timestampRequest(stamped: Uint8Array): Bytes {
  const digest = startHash('SHA-256').update(stamped).digest();
  const algorithm = der(TAG.sequence, derObjectIdentifier(DIGEST_OID['SHA-256']), der(TAG.null));
  const imprint = der(TAG.sequence, algorithm, der(TAG.octetString, digest));
  // Whatever eight octets follow a first one of 1, together they are a positive INTEGER in DER.
  const nonce = concatBytes(Uint8Array.of(1), crypto.getRandomValues(new Uint8Array(8)));
  return der(TAG.sequence, VERSION_1, imprint, der(TAG.integer, nonce), CERTIFICATE_WANTED);
}

export interface TimestampRequest {
  readonly imprint: MessageImprint;
  /** Contents of the INTEGER. */
  readonly nonce: Uint8Array;
}

/**
 * Reads what {@link timestampRequest} has written.
 * @throws SyntaxError
 */
export function parseTimestampRequest(request: Uint8Array): TimestampRequest {
  const fields = readOnly(request, TAG.sequence);
  readSmallInteger(fields);
  const imprint = readImprint(fields);
  const nonce = readInteger(fields);
  readOptionalBoolean(fields);
  fields.expectEnd();
  return { imprint, nonce };
}
