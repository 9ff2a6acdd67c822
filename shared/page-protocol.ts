/**
 * Page ↔ bridge: what the `kazasu` library in a page and the extension's content script say to each other.
 * docs/protocol.md, section 1. The library posts one envelope with a transferred MessagePort to its own window;
 * everything else travels on that port. The library keeps its own end of it: another script on the page, which sees
 * the envelope, can disturb or forge an answer, but hears none.
 */
import * as v from 'valibot';
import { PAGE_ERROR_CODES } from './errors.ts';

/** Value of the envelope's `kazasu` key; a later, incompatible protocol gets another number. */
export const PAGE_PROTOCOL_VERSION = 1;

export const NONCE_LENGTH = { min: 32, max: 256 } as const;
export const PURPOSE_MAX_LENGTH = 200;

/** A request longer than this as JSON is refused before it is looked at. Far above any valid one. */
export const REQUEST_MAX_LENGTH = 4096;

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

/** The site's own words, shown as text: no control characters, and none that reorder the text around them. */
export const purposeSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(PURPOSE_MAX_LENGTH),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u),
);

export const authenticateRequestSchema = v.strictObject({
  method: v.literal('authenticate'),
  nonce: nonceSchema,
  purpose: v.optional(purposeSchema),
});
export type AuthenticateRequest = v.InferOutput<typeof authenticateRequestSchema>;

/** What a page may ask the person for. */
export const cardRequestSchema = v.variant('method', [authenticateRequestSchema]);
export type CardRequest = v.InferOutput<typeof cardRequestSchema>;

/** `ping` is `isAvailable()`: the bridge acknowledges and nothing else happens. */
export const pingRequestSchema = v.strictObject({ method: v.literal('ping') });

export const pageRequestSchema = v.variant('method', [pingRequestSchema, authenticateRequestSchema]);
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

/** On the port, bridge → page. `accepted` comes at once, and again to each `still-there`: the extension is there. */
export const bridgeToPageSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('accepted') }),
  v.strictObject({ kind: v.literal('result'), result: authenticateResultSchema }),
  v.strictObject({ kind: v.literal('error'), code: v.picklist(PAGE_ERROR_CODES) }),
]);
export type BridgeToPage = v.InferOutput<typeof bridgeToPageSchema>;

/**
 * On the port, page → bridge. A bridge whose extension has been reloaded or removed closes no port, and in Firefox is
 * gone without a word, so the library asks now and then whether it is still there.
 */
export const pageToBridgeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('cancel') }),
  v.strictObject({ kind: v.literal('still-there') }),
]);
export type PageToBridge = v.InferOutput<typeof pageToBridgeSchema>;
