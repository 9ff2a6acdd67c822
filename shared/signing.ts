/**
 * What a page may have signed, and what it gets. docs/protocol.md, section 1, "Request `sign`".
 *
 * The request itself only describes the documents. Their bytes cross in pieces that the prompt asks for, and what comes
 * back names spans of the caller's own document instead of repeating them, so that no message is larger than its bound,
 * however large the document is.
 */
import * as v from 'valibot';
import { isBase64 } from './base64.ts';
import { DIGEST_ALGORITHMS, DIGEST_LENGTH } from './jpki.ts';
import { essenceOf, mediaTypeSchema } from './media-type.ts';
import { purposeSchema } from './purpose.ts';

/**
 * Where the document is in relation to its signature, for the formats that leave a choice; the first is taken when the
 * caller does not say. A PDF always has its signature inside, and a digest has no document.
 */
export const PACKAGINGS = {
  cades: ['detached', 'enveloping'],
  xades: ['enveloped', 'detached'],
  jws: ['enveloping', 'detached'],
} as const;

export const MAX_DOCUMENTS = 100;
/** Bytes. A PDF is read as a whole before it is signed, and a browser's tab has room for a few times this. */
export const DOCUMENT_MAX_BYTES = 256 * 1024 * 1024;
/** Bytes of one piece: a multiple of three, so that base64 of it needs no padding. */
export const PIECE_MAX_BYTES = 384 * 1024;
/** A time-stamp request is about 70 bytes (RFC 3161 section 2.4.1). */
export const TIMESTAMP_REQUEST_MAX_BYTES = 512;
/** A time-stamp response with its authority's certificates (RFC 3161 section 2.4.2). */
export const TIMESTAMP_RESPONSE_MAX_BYTES = 24 * 1024;
/** Bytes of a SHA-512. */
const DIGEST_MAX_LENGTH = 64;
/** Of one document, what is neither in the caller's hands already nor within this, is refused. */
export const NEW_BYTES_MAX = 512 * 1024;
/** Of all documents together, signatures included: in base64 it is less than the 64 MiB that a port of Chromium lets through. */
export const RESULT_NEW_BYTES_MAX = 40 * 1024 * 1024;

// Functions without side effects, and marked as such: whatever imports one constant from here, as the bridge in every page
// does, is not given the schemas.
/* @__NO_SIDE_EFFECTS__ */
const base64Of = (bytes: number) =>
  v.pipe(v.string(), v.maxLength(Math.ceil(bytes / 3) * 4), v.check(isBase64));

/** Shown as text and used as the name of a file that is saved: no separators, nothing that reorders the text around it. */
export const documentNameSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(255),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}/\\]+$/u),
);

/** RFC 7303 section 4 and 8. */
const XML_TYPE = /^(?:text|application)\/xml$|\+xml$/u;

const documentIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_DOCUMENTS - 1));
const byteCount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DOCUMENT_MAX_BYTES));

export const describedDocumentSchema = v.strictObject({
  name: documentNameSchema,
  type: mediaTypeSchema,
  /** Bytes. */
  size: byteCount,
});
export type DescribedDocument = v.InferOutput<typeof describedDocumentSchema>;

/** Something that the caller cannot or will not show: the prompt says so, and asks about each one separately. */
export const unseenDocumentSchema = v.strictObject({
  name: documentNameSchema,
  /** Of the request's `digestAlgorithm`. */
  digest: base64Of(DIGEST_MAX_LENGTH),
});

/**
 * A visible mark with the signer's name, in PDF's default user space: points from the lower left corner of the page. Pages
 * are counted from 1.
 */
export const signatureMarkSchema = v.strictObject({
  page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  x: v.pipe(v.number(), v.minValue(-14_400), v.maxValue(14_400)),
  y: v.pipe(v.number(), v.minValue(-14_400), v.maxValue(14_400)),
  width: v.pipe(v.number(), v.minValue(20), v.maxValue(2_000)),
  height: v.pipe(v.number(), v.minValue(10), v.maxValue(2_000)),
});
/** Where a visible mark stands: in points from the lower left corner of a page, which is counted from 1. */
export type SignatureMark = v.InferOutput<typeof signatureMarkSchema>;

const common = {
  method: v.literal('sign'),
  /** `SHA-256` by default. */
  digestAlgorithm: v.optional(v.picklist(DIGEST_ALGORITHMS)),
  /** The person may leave documents out; by default it is all or none. */
  mayLeaveOut: v.optional(v.boolean()),
  purpose: v.optional(purposeSchema),
};
/* @__NO_SIDE_EFFECTS__ */
const requestOf = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject({ ...common, ...entries });
/* @__NO_SIDE_EFFECTS__ */
const packagingOf = <Format extends keyof typeof PACKAGINGS>(format: Format) =>
  v.optional(v.picklist(PACKAGINGS[format]));
const documents = v.pipe(v.array(describedDocumentSchema), v.minLength(1), v.maxLength(MAX_DOCUMENTS));
/** The page fetches a time stamp for each signature (RFC 3161): level B-T instead of B-B. */
const timestamps = v.optional(v.boolean());

/**
 * A document is shown by its type, and whoever receives it signed inside its own format goes by that format: a file that is
 * a PDF and a picture, or a text, must not be read as one and signed as the other.
 */
export const signRequestSchema = v.variant('format', [
  v.pipe(
    requestOf({ format: v.literal('pades'), documents, timestamps, mark: v.optional(signatureMarkSchema) }),
    v.check(({ documents }) => documents.every(({ type }) => essenceOf(type) === 'application/pdf')),
  ),
  requestOf({ format: v.literal('cades'), documents, timestamps, packaging: packagingOf('cades') }),
  v.pipe(
    requestOf({ format: v.literal('xades'), documents, timestamps, packaging: packagingOf('xades') }),
    v.check(
      ({ packaging = PACKAGINGS.xades[0], documents }) =>
        packaging === 'detached' || documents.every(({ type }) => XML_TYPE.test(essenceOf(type))),
    ),
  ),
  requestOf({ format: v.literal('jws'), documents, packaging: packagingOf('jws') }),
  v.pipe(
    requestOf({
      format: v.literal('digest'),
      documents: v.pipe(v.array(unseenDocumentSchema), v.minLength(1), v.maxLength(MAX_DOCUMENTS)),
    }),
    v.check(({ digestAlgorithm = 'SHA-256', documents }) =>
      documents.every(({ digest }) => lengthOf(digest) === DIGEST_LENGTH[digestAlgorithm]),
    ),
  ),
]);
export type SignRequest = v.InferOutput<typeof signRequestSchema>;

/** Why a document cannot be signed. The person reads it in the prompt; the page hears it with `document-refused`. */
export const DOCUMENT_REFUSALS = [
  /** The file is damaged, or no PDF. */
  'pdf-malformed',
  'pdf-encrypted',
  /** Its author has certified it and allows no further signature (ISO 32000-2 section 12.8.2.2, DocMDP). */
  'pdf-certified',
  /** It has a form that some programs show in the place of its pages (XFA, ISO 32000-1 section 12.7.8). */
  'pdf-dynamic',
  /** The page on which the mark is to stand does not exist. */
  'pdf-page-missing',
  'xml-malformed',
  /** A document type declaration, in which entities could hide. */
  'xml-doctype',
  /** XML 1.1, another character encoding than UTF-8, larger or deeper than is read, or with an archive time stamp. */
  'xml-unsupported',
  /** What the signature adds to the document is more than a message holds. */
  'signature-oversize',
  /** The time-stamp authority's answer is none, or is not about this signature. */
  'timestamp-invalid',
] as const;
/** Why a document cannot be signed. */
export type DocumentRefusal = (typeof DOCUMENT_REFUSALS)[number];

/** Which document of the request, and why. */
export const refusedDocumentSchema = v.strictObject({
  document: documentIndex,
  reason: v.picklist(DOCUMENT_REFUSALS),
});
export type RefusedDocument = v.InferOutput<typeof refusedDocumentSchema>;

/** The prompt asks, by way of the bridge. The page answers each question with the message of the same row. */
export const signingQuestionSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('piece-wanted'),
    document: documentIndex,
    /** Bytes from the beginning of the document. */
    offset: byteCount,
    length: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PIECE_MAX_BYTES)),
  }),
  v.strictObject({
    kind: v.literal('timestamps-wanted'),
    /** TimeStampReq in DER, base64: one for each signature. */
    requests: v.pipe(
      v.array(base64Of(TIMESTAMP_REQUEST_MAX_BYTES)),
      v.minLength(1),
      v.maxLength(MAX_DOCUMENTS),
    ),
  }),
]);
export type SigningQuestion = v.InferOutput<typeof signingQuestionSchema>;

const octets = v.instance(ArrayBuffer);

/* @__NO_SIDE_EFFECTS__ */
const pieceAs = <Form extends v.GenericSchema>(form: Form) =>
  v.strictObject({
    kind: v.literal('piece'),
    document: documentIndex,
    offset: byteCount,
    /** As many as were asked for. */
    bytes: form,
  });

const timestampsReply = v.strictObject({
  kind: v.literal('timestamps'),
  /** TimeStampResp in DER, base64, in the order of the requests. */
  responses: v.pipe(v.array(base64Of(TIMESTAMP_RESPONSE_MAX_BYTES)), v.maxLength(MAX_DOCUMENTS)),
});

export const signingReplySchema = v.variant('kind', [pieceAs(octets), timestampsReply]);
export type SigningReply = v.InferOutput<typeof signingReplySchema>;

/** As it goes on from the bridge: the extension ports of Firefox carry octets, those of Chromium JSON, and so base64. */
export const relayedReplySchema = v.variant('kind', [
  pieceAs(v.union([octets, base64Of(PIECE_MAX_BYTES)])),
  timestampsReply,
]);
export type RelayedReply = v.InferOutput<typeof relayedReplySchema>;

/** Characters of a reply as JSON, the octets of a piece aside: of as many time stamps as there can be. */
export const REPLY_MAX_LENGTH = MAX_DOCUMENTS * ((TIMESTAMP_RESPONSE_MAX_BYTES / 3) * 4 + 4);

/** A stretch of what was signed: new, or a span of the caller's document, which it has already. */
export const artefactPartSchema = v.variant('from', [
  v.strictObject({ from: v.literal('signature'), bytes: base64Of(NEW_BYTES_MAX) }),
  v.strictObject({
    from: v.literal('document'),
    offset: byteCount,
    length: byteCount,
    /** As a JWS has its payload: the span in base64url, RFC 7515 section 2. */
    encoding: v.optional(v.literal('base64url')),
  }),
]);
export type ArtefactPart = v.InferOutput<typeof artefactPartSchema>;

export const signedDocumentSchema = v.variant('outcome', [
  v.strictObject({
    outcome: v.literal('signed'),
    /** One after the other they are the signed document, or the detached signature. */
    parts: v.pipe(v.array(artefactPartSchema), v.minLength(1), v.maxLength(16)),
    /** The signature alone: the CMS SignedData, the ds:Signature element, the JWS, or the bare signature of a digest. */
    signature: base64Of(NEW_BYTES_MAX),
  }),
  /** By the person, which only happens with `mayLeaveOut`. */
  v.strictObject({ outcome: v.literal('left-out') }),
]);
export type SignedDocument = v.InferOutput<typeof signedDocumentSchema>;

export const signResultSchema = v.strictObject({
  /** In the order of the request. */
  documents: v.pipe(v.array(signedDocumentSchema), v.minLength(1), v.maxLength(MAX_DOCUMENTS)),
  /** The signature certificate (署名用電子証明書), DER, base64: it holds name, address, birth date and sex. */
  certificate: base64Of(8192),
});
export type SignResult = v.InferOutput<typeof signResultSchema>;

/** Bytes that a base64 text stands for. */
function lengthOf(base64: string): number {
  return (base64.replace(/=+$/u, '').length * 3) >> 2;
}
