/** A basic response (RFC 6960 section 4.2), read but not believed yet. */
import {
  type DerReader,
  explicitTag,
  implicitTag,
  readOnly,
  TAG,
} from '../../../../signatures/der/der-reader.ts';
import {
  type Extensions,
  readEnumerated,
  readExtensions,
  readGeneralizedTime,
  readObjectIdentifier,
  readSmallInteger,
} from '../../../../signatures/der/der-values.ts';
import { RevocationProblem, type RevocationProblemCode } from '../revocation-problems.ts';
import { namedReason } from '../revocation-reasons.ts';
import { readSigned, type Signed } from '../signed.ts';
import { type CertId, readCertId } from './cert-id.ts';

export interface OcspResponse extends Signed {
  readonly responder: ResponderId;
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly extensions: Extensions;
  /** DER, of whom they may. */
  readonly certificates: readonly Uint8Array[];
}

export type ResponderId =
  /** DER of the Name. */
  | { readonly by: 'name'; readonly name: Uint8Array }
  /** SHA-1 of the key. */
  | { readonly by: 'key'; readonly keyHash: Uint8Array };

export interface SingleResponse {
  readonly certId: CertId;
  readonly status: CertStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: Extensions;
}

export type CertStatus =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly revokedAt: Date; readonly reason?: string }
  | { readonly status: 'unknown' };

/** OCSPResponseStatus, section 4.2.1: what is said in place of an answer, and by nobody in particular. */
const REFUSALS: Readonly<Partial<Record<number, RevocationProblemCode>>> = {
  1: 'ocsp-malformed-request',
  2: 'ocsp-internal-error',
  3: 'ocsp-try-later',
  5: 'ocsp-signature-required',
  6: 'ocsp-unauthorized',
};
const SUCCESSFUL = 0;
const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';

/**
 * @throws RevocationProblem when the responder does not answer
 * @throws SyntaxError unless it is one basic response in DER
 */
export function parseOcspResponse(bytes: Uint8Array): OcspResponse {
  const fields = readOnly(bytes, TAG.sequence);
  const status = readEnumerated(fields);
  const refusal = REFUSALS[status];
  if (refusal) throw new RevocationProblem(refusal);
  if (status !== SUCCESSFUL) throw new SyntaxError('not a response status');
  const response = fields.read(explicitTag(0)).read(TAG.sequence);
  if (readObjectIdentifier(response) !== BASIC_RESPONSE) throw new SyntaxError('not a basic response');
  return parseBasicResponse(response.read(TAG.octetString).rest);
}

function parseBasicResponse(bytes: Uint8Array): OcspResponse {
  const fields = readOnly(bytes, TAG.sequence);
  const signed = readSigned(fields);
  const enclosed = fields.readOptional(explicitTag(0))?.read(TAG.sequence);
  fields.expectEnd();
  const data = readOnly(signed.toBeSigned, TAG.sequence);
  requireFirstVersion(data);
  const responder = readResponderId(data);
  const producedAt = readGeneralizedTime(data);
  const responses = readEach(data.read(TAG.sequence), readSingleResponse);
  const extensions = readExtensions(data.readOptional(explicitTag(1))?.read(TAG.sequence));
  data.expectEnd();
  const certificates = readEach(enclosed, (reader) => reader.readElement(TAG.sequence));
  return { ...signed, responder, producedAt, responses, extensions, certificates };
}

/** The default, which some responders write out all the same. */
function requireFirstVersion(data: DerReader): void {
  const version = data.readOptional(explicitTag(0));
  if (version && readSmallInteger(version) !== 0) throw new SyntaxError('not version 1');
}

function readResponderId(data: DerReader): ResponderId {
  const name = data.readOptional(explicitTag(1));
  if (name) return { by: 'name', name: name.readElement(TAG.sequence) };
  return { by: 'key', keyHash: data.read(explicitTag(2)).read(TAG.octetString).rest };
}

function readEach<Item>(list: DerReader | undefined, read: (reader: DerReader) => Item): readonly Item[] {
  const items: Item[] = [];
  while (list?.isAtEnd === false) items.push(read(list));
  return items;
}

function readSingleResponse(reader: DerReader): SingleResponse {
  const fields = reader.read(TAG.sequence);
  const certId = readCertId(fields);
  const status = readCertStatus(fields);
  const thisUpdate = readGeneralizedTime(fields);
  const next = fields.readOptional(explicitTag(0));
  const nextUpdate = next && readGeneralizedTime(next);
  const extensions = readExtensions(fields.readOptional(explicitTag(1))?.read(TAG.sequence));
  fields.expectEnd();
  return { certId, status, thisUpdate, nextUpdate, extensions };
}

function readCertStatus(fields: DerReader): CertStatus {
  if (fields.readOptional(implicitTag(0))) return { status: 'good' };
  if (fields.readOptional(implicitTag(2))) return { status: 'unknown' };
  const revoked = fields.read(explicitTag(1));
  const revokedAt = readGeneralizedTime(revoked);
  const reason = revoked.readOptional(explicitTag(0));
  return { status: 'revoked', revokedAt, ...namedReason(reason && readEnumerated(reason)) };
}
