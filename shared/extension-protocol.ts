/**
 * Inside the extension: bridge ↔ background ↔ prompt. docs/protocol.md, sections 2 and 3.
 *
 * The bridge asks the background once (`runtime.sendMessage`); the prompt then connects to the asking tab
 * (`tabs.connect`, named by the request's id) and talks to the bridge itself, so that the service worker may die.
 * A bridge disconnects every port whose name it did not make up itself: a reply can reach no other document.
 */
import * as v from 'valibot';
import { PAGE_ERROR_CODES } from './errors.ts';
import { isAskingOrigin } from './origin.ts';
import { cardRequestSchema, cardResultSchema } from './page-protocol.ts';
import { refusedDocumentSchema, relayedReplySchema, signingQuestionSchema } from './signing.ts';

/** Made by the bridge for each request; known to this document's bridge and the extension only. */
export const requestIdSchema = v.pipe(v.string(), v.uuid());

/** runtime.sendMessage, bridge → background. Who is asking is in the browser's `sender`, never in here. */
export const openPromptSchema = v.strictObject({
  kind: v.literal('open-prompt'),
  requestId: requestIdSchema,
  request: cardRequestSchema,
});
export type OpenPrompt = v.InferOutput<typeof openPromptSchema>;

/** Of the prompt sheet, by their names in the catalogues' section `sheet`, and `language`. */
export const sheetTextsSchema = v.record(v.string(), v.pipe(v.string(), v.maxLength(200)));
export type SheetTexts = v.InferOutput<typeof sheetTextsSchema>;

/** The background's answer: the prompt is opening, or why not. */
export const openPromptReplySchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('opened'),
    /** For a person who has chosen another language than the browser's, which a content script does not know. */
    texts: v.optional(sheetTextsSchema),
  }),
  v.strictObject({ kind: v.literal('error'), code: v.picklist(PAGE_ERROR_CODES) }),
]);
export type OpenPromptReply = v.InferOutput<typeof openPromptReplySchema>;

/** runtime.sendMessage, a page of the extension → background, which alone has the Public Suffix List. */
export const askDomainsSchema = v.strictObject({
  kind: v.literal('ask-domains'),
  origins: v.pipe(v.array(v.pipe(v.string(), v.maxLength(2048), v.url())), v.maxLength(5000)),
});
export type AskDomains = v.InferOutput<typeof askDomainsSchema>;

/** By origin: the part of its host that its owner has registered, in punycode. An origin without one is left out. */
export const domainsSchema = v.strictObject({
  kind: v.literal('domains'),
  domains: v.record(v.string(), v.pipe(v.string(), v.maxLength(253))),
});
export type Domains = v.InferOutput<typeof domainsSchema>;

/** A request while its prompt is open, in `storage.session`. */
export const pendingRequestSchema = v.strictObject({
  requestId: requestIdSchema,
  tabId: v.pipe(v.number(), v.integer(), v.minValue(0)),
  origin: v.pipe(v.string(), v.check(isAskingOrigin)),
  /** In a private window, of which nothing is remembered. */
  incognito: v.boolean(),
  /** The part of the origin's host that its owner has registered, if there is one; in punycode. */
  registrableDomain: v.optional(v.pipe(v.string(), v.maxLength(253))),
  request: cardRequestSchema,
  /** The prompt's window, known once it is open. */
  windowId: v.optional(v.number()),
});
export type PendingRequest = v.InferOutput<typeof pendingRequestSchema>;

/** How far a request is, as the prompt sheet in the page mirrors it. */
export const PROGRESS_STEPS = [
  /** The documents that are to be signed are on their way. */
  'receiving',
  'connecting',
  'waiting-for-card',
  'pin-needed',
  'working',
  /** What the card has signed is put together. */
  'finishing',
  /** Something for the person to read or mend in the prompt's window. */
  'attention-needed',
  'done',
] as const;
export type ProgressStep = (typeof PROGRESS_STEPS)[number];

/** On the tab port, prompt → bridge. */
export const promptToBridgeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('progress'), step: v.picklist(PROGRESS_STEPS) }),
  v.strictObject({ kind: v.literal('result'), result: cardResultSchema }),
  v.strictObject({
    kind: v.literal('error'),
    code: v.picklist(PAGE_ERROR_CODES),
    refused: v.optional(refusedDocumentSchema),
  }),
  signingQuestionSchema,
]);
export type PromptToBridge = v.InferOutput<typeof promptToBridgeSchema>;

/** On the tab port, bridge → prompt: the page or the sheet cancels, the sheet asks to show the window, or the page answers. */
export const bridgeToPromptSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('cancel') }),
  v.strictObject({ kind: v.literal('show') }),
  relayedReplySchema,
]);
export type BridgeToPrompt = v.InferOutput<typeof bridgeToPromptSchema>;
