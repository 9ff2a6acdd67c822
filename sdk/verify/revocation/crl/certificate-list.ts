/** A revocation list (RFC 5280 section 5.1), read up to its entries and behind them, but not believed yet. */
import { explicitTag, readOnly, TAG } from '../../../../signatures/der/der-reader.ts';
import {
  type Extensions,
  readExtensions,
  readSmallInteger,
  readTime,
} from '../../../../signatures/der/der-values.ts';
import { equalBytes } from '../../../../shared/bytes.ts';
import { readSigned, type Signed } from '../signed.ts';

export interface CertificateList extends Signed {
  /** DER of the Name. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** Where the entries lie in `toBeSigned`. */
  readonly entries: { readonly start: number; readonly end: number };
  readonly extensions: Extensions;
}

export const CRL_EXTENSION = {
  issuingDistributionPoint: '2.5.29.28',
  deltaCrlIndicator: '2.5.29.27',
} as const;

/** @throws SyntaxError unless it is one list of version 2 in DER */
export function parseCertificateList(der: Uint8Array): CertificateList {
  const outer = readOnly(der, TAG.sequence);
  const signed = readSigned(outer);
  outer.expectEnd();
  const fields = readOnly(signed.toBeSigned, TAG.sequence);
  if (readSmallInteger(fields) !== 1) throw new SyntaxError('not version 2');
  if (!equalBytes(fields.readElement(TAG.sequence), signed.signatureAlgorithm))
    throw new SyntaxError('two different signature algorithms');
  const issuer = fields.readElement(TAG.sequence);
  const thisUpdate = readTime(fields);
  const nextUpdate = isTime(fields.nextTag) ? readTime(fields) : undefined;
  const entries = fields.readOptional(TAG.sequence);
  const end = fields.position;
  const extensions = readExtensions(fields.readOptional(explicitTag(0))?.read(TAG.sequence));
  fields.expectEnd();
  const range = { start: entries?.position ?? end, end };
  return { ...signed, issuer, thisUpdate, nextUpdate, entries: range, extensions };
}

function isTime(tag: number | undefined): boolean {
  return tag === TAG.utcTime || tag === TAG.generalizedTime;
}
