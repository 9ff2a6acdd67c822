/**
 * Page ↔ bridge: what the `kazasu` library in a page and the extension's content script say to each other.
 * docs/protocol.md, section 1. The library posts one envelope with a transferred MessagePort to its own window;
 * everything else travels on that port. The library keeps its own end of it: another script on the page, which sees
 * the envelope, can disturb or forge an answer, but hears none.
 */
import * as v from 'valibot';
import { readAttributesResultSchema } from './attributes.ts';
import { PAGE_ERROR_CODES } from './errors.ts';
import { ATTRIBUTES } from './jpki.ts';
import { purposeSchema } from './purpose.ts';
import {
  refusedDocumentSchema,
  signingQuestionSchema,
  signingReplySchema,
  signRequestSchema,
  signResultSchema,
} from './signing.ts';

/** Value of the envelope's `kazasu` key; a later, incompatible protocol gets another number. */
export const PAGE_PROTOCOL_VERSION = 1;

export const NONCE_LENGTH = { min: 32, max: 256 } as const;

/** A request longer than this as JSON is refused before it is looked at. A hundred documents with long names fit. */
export const REQUEST_MAX_LENGTH = 65_536;

/** Upper bound of a token: one certificate of at most 4 KiB, a nonce, an origin and a signature, in base64url. */
export const TOKEN_MAX_LENGTH = 16_384;

/**
 * The site's nonce. The alphabet covers base64, base64url, hexadecimal and UUIDs, and nothing that would need escaping
 * in JSON, so that the payload that the card signs has one spelling.
 */
export const nonceSchema = v.pipe(
  v.string(),
  v.minLength(NONCE_LENGTH.min),
  v.maxLength(NONCE_LENGTH.max),
  v.regex(/^[A-Za-z0-9._~+/=-]+$/u),
);

export const authenticateRequestSchema = v.strictObject({
  method: v.literal('authenticate'),
  nonce: nonceSchema,
  purpose: v.optional(purposeSchema),
});

const attributeSet = v.pipe(
  v.array(v.picklist(ATTRIBUTES)),
  v.minLength(1),
  v.maxLength(ATTRIBUTES.length),
  v.check((attributes) => new Set(attributes).size === attributes.length),
);

export const readAttributesRequestSchema = v.pipe(
  v.strictObject({
    method: v.literal('readAttributes'),
    /** What the site would like to have. The person decides on each. */
    attributes: attributeSet,
    /** Those of them without which the site can do nothing: the person gives all of these, or refuses as a whole. */
    required: v.optional(attributeSet),
    purpose: v.optional(purposeSchema),
  }),
  v.check(({ attributes, required = [] }) => required.every((attribute) => attributes.includes(attribute))),
);

/** What a page may ask the person for. */
export const cardRequestSchema = v.variant('method', [
  authenticateRequestSchema,
  readAttributesRequestSchema,
  signRequestSchema,
]);
export type CardRequest = v.InferOutput<typeof cardRequestSchema>;

/** Milliseconds that the prompt gives the person for all of it: documents are to be read. */
export const PERSON_LIMIT_MS: Readonly<Record<CardRequest['method'], number>> = {
  authenticate: 5 * 60_000,
  readAttributes: 5 * 60_000,
  sign: 30 * 60_000,
};

/** `ping` is `isAvailable()`: the bridge acknowledges and nothing else happens. */
export const pingRequestSchema = v.strictObject({ method: v.literal('ping') });

export const pageRequestSchema = v.union([pingRequestSchema, cardRequestSchema]);
export type PageRequest = v.InferOutput<typeof pageRequestSchema>;

/** window.postMessage, page → bridge, with one MessagePort. */
export const pageEnvelopeSchema = v.strictObject({
  kazasu: v.literal(PAGE_PROTOCOL_VERSION),
  kind: v.literal('request'),
  request: pageRequestSchema,
});
export type PageEnvelope = v.InferOutput<typeof pageEnvelopeSchema>;

export const authenticateResultSchema = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(TOKEN_MAX_LENGTH)),
});
export type AuthenticateResult = v.InferOutput<typeof authenticateResultSchema>;

/** What a page gets: for `authenticate`, `readAttributes` and `sign`. */
export const cardResultSchema = v.union([
  authenticateResultSchema,
  readAttributesResultSchema,
  signResultSchema,
]);
export type CardResult = v.InferOutput<typeof cardResultSchema>;

/** It comes at once, and again to each `still-there`: the extension is there. */
export const acceptedSchema = v.strictObject({ kind: v.literal('accepted') });

export const refusalSchema = v.strictObject({
  kind: v.literal('error'),
  code: v.picklist(PAGE_ERROR_CODES),
  /** With `document-refused`. */
  refused: v.optional(refusedDocumentSchema),
});

/** On the port, bridge → page. */
export const bridgeToPageSchema = v.variant('kind', [
  acceptedSchema,
  v.strictObject({ kind: v.literal('result'), result: cardResultSchema }),
  refusalSchema,
  signingQuestionSchema,
]);
export type BridgeToPage = v.InferOutput<typeof bridgeToPageSchema>;

/**
 * On the port, page → bridge. A bridge whose extension has been reloaded or removed closes no port, and in Firefox is
 * gone without a word, so the library asks now and then whether it is still there.
 */
export const pageToBridgeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('cancel') }),
  v.strictObject({ kind: v.literal('still-there') }),
  signingReplySchema,
]);
export type PageToBridge = v.InferOutput<typeof pageToBridgeSchema>;
