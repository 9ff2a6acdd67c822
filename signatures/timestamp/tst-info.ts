/** What a time-stamp authority says (RFC 3161 section 2.4.2), read but not judged. */
import { type DerReader, explicitTag, readOnly, TAG } from '../der/der-reader.ts';
import {
  hasOnlyKnownCritical,
  readAlgorithm,
  readExtensions,
  readFractionalTime,
  readInteger,
  readObjectIdentifier,
  readOptionalBoolean,
  readSmallInteger,
} from '../der/der-values.ts';

export interface MessageImprint {
  /** Object identifier. */
  readonly digestAlgorithm: string;
  readonly digest: Uint8Array;
}

export interface TstInfo {
  readonly imprint: MessageImprint;
  readonly time: Date;
  /** Contents of the INTEGER. */
  readonly nonce: Uint8Array | undefined;
}

/** @throws SyntaxError */
export function parseTstInfo(der: Uint8Array): TstInfo {
  const fields = readOnly(der, TAG.sequence);
  if (readSmallInteger(fields) !== 1) throw new SyntaxError('another version');
  // The policy under which the authority works.
  readObjectIdentifier(fields);
  const imprint = readImprint(fields);
  // Its serial number.
  readInteger(fields);
  const time = readFractionalTime(fields);
  // How exact that is.
  fields.readOptional(TAG.sequence);
  // Whether its time stamps are in order.
  readOptionalBoolean(fields);
  const nonce = fields.nextTag === TAG.integer ? readInteger(fields) : undefined;
  // The authority's name, which its certificate says with more weight.
  fields.readOptional(explicitTag(0));
  const extensions = readExtensions(fields.readOptional(explicitTag(1)));
  if (!hasOnlyKnownCritical(extensions, [])) throw new SyntaxError('a critical extension');
  fields.expectEnd();
  return { imprint, time, nonce };
}

export function readImprint(fields: DerReader): MessageImprint {
  const imprint = fields.read(TAG.sequence);
  const digestAlgorithm = readAlgorithm(imprint);
  const digest = imprint.read(TAG.octetString).rest;
  imprint.expectEnd();
  return { digestAlgorithm, digest };
}
