/**
 * What is remembered of one request, on this computer only: who asked, when, for what, and how it ended. Names of what
 * was given, never the values: no PIN, no attribute's value, no serial number, no content of a document.
 */
import * as v from 'valibot';
import { PAGE_ERROR_CODES } from '../../shared/errors.ts';
import { ATTRIBUTES } from '../../shared/jpki.ts';

/**
 * The requests of a page, and a form that the person has had filled in. Nothing signs yet; the table and the file that a
 * person saves have the place for it, so that no column moves when it comes.
 */
export const HISTORY_METHODS = ['authenticate', 'readAttributes', 'sign', 'fillForm'] as const;
export type HistoryMethod = (typeof HISTORY_METHODS)[number];

/** As far as an entry goes; a request for more documents than this is remembered by the first of them. */
const HISTORY_DOCUMENTS_MAX = 100;

const documentSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(255)),
  /** Of the document as it was shown, hexadecimal, lower case. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
});

export const historyEntrySchema = v.strictObject({
  /** The request's id; an entry that is written again replaces the one before. */
  id: v.pipe(v.string(), v.uuid()),
  /** When it was asked: ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
  time: v.pipe(v.string(), v.maxLength(24), v.isoTimestamp(), v.endsWith('Z')),
  origin: v.pipe(v.string(), v.maxLength(300), v.check(isWebOrigin)),
  method: v.picklist(HISTORY_METHODS),
  /** What the page was told: `done`, or why not. */
  outcome: v.picklist(['done', ...PAGE_ERROR_CODES]),
  /** The certificate that the page received. */
  certificate: v.optional(v.picklist(['userAuthentication', 'digitalSignature'])),
  /** The attributes that the page received, by name. */
  attributes: v.optional(v.pipe(v.array(v.picklist(ATTRIBUTES)), v.maxLength(ATTRIBUTES.length))),
  /** The documents that were signed. */
  documents: v.optional(v.pipe(v.array(documentSchema), v.maxLength(HISTORY_DOCUMENTS_MAX))),
  /** A simulated card was used. */
  simulated: v.optional(v.literal(true)),
});
export type HistoryEntry = v.InferOutput<typeof historyEntrySchema>;
export type HistoryOutcome = HistoryEntry['outcome'];

/** Forms are filled in on pages that could not ask themselves, so this is wider than `isAskingOrigin`. */
function isWebOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/u.test(text);
}
