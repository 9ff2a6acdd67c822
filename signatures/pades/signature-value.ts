/** What a signature dictionary says of itself (ISO 32000-2 section 12.8.1), before any of it is believed. */
import { isDictionary, isName, PdfName, type PdfObject, PdfString, type Span } from '../pdf/pdf-object.ts';
import { parseDate } from '../pdf/text-string.ts';
import { SignatureFailure } from '../signature-failure.ts';

export interface SignatureValue {
  /** CMS, and zeros. */
  readonly contents: Uint8Array;
  /** Where Contents stands, with its delimiters. */
  readonly contentsSpan: Span;
  /** As it stands. */
  readonly byteRange: PdfObject | undefined;
  readonly claimedTime: Date | undefined;
}

const SUPPORTED_FORMS = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'] as const;

/** A time stamp on the document (table 255): nobody's signature. */
export function isDocumentTimestamp(value: PdfObject): boolean {
  return isDictionary(value) && isName(value.get('SubFilter'), 'ETSI.RFC3161');
}

/** @throws SignatureFailure */
export function readSignatureValue(value: PdfObject, bytes: Uint8Array): SignatureValue {
  if (!isDictionary(value)) throw malformed('the value of the field is no signature dictionary');
  const type = value.get('Type');
  if (type !== undefined && !isName(type, 'Sig')) throw malformed('a dictionary of another type');
  const form = value.get('SubFilter');
  if (!(form instanceof PdfName)) throw malformed('no SubFilter');
  if (!SUPPORTED_FORMS.some((supported) => supported === form.value))
    throw new SignatureFailure('signature-form-unsupported', 'a SubFilter that is not supported');
  const contents = value.get('Contents');
  if (!(contents instanceof PdfString) || !contents.span || bytes[contents.span.start] !== 0x3c)
    throw malformed('no Contents in hexadecimal');
  const time = value.get('M');
  return {
    contents: contents.bytes,
    contentsSpan: contents.span,
    byteRange: value.get('ByteRange'),
    claimedTime: time instanceof PdfString ? parseDate(time) : undefined,
  };
}

const malformed = (reason: string): SignatureFailure => new SignatureFailure('signature-malformed', reason);
