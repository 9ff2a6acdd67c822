/**
 * What is remembered of one request, on this computer only: who asked, when, for what, and how it ended. Names of what
 * was given, never the values: no PIN, no attribute's value, no serial number, no content of a document.
 */
import * as v from 'valibot';
import { PAGE_ERROR_CODES } from '../../shared/errors.ts';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import { documentNameSchema, MAX_DOCUMENTS } from '../../shared/signing.ts';

/** The requests of a page, a form that the person has had filled in, and files of their own that they have signed. */
export const HISTORY_METHODS = ['authenticate', 'readAttributes', 'sign', 'fillForm'] as const;
export type HistoryMethod = (typeof HISTORY_METHODS)[number];

/** Of the document as it was shown, hexadecimal, lower case. One that nobody has seen may have come by a longer digest. */
const documentSchema = v.union([
  v.strictObject({ name: documentNameSchema, sha256: hexadecimal(64) }),
  v.strictObject({ name: documentNameSchema, sha384: hexadecimal(96) }),
  v.strictObject({ name: documentNameSchema, sha512: hexadecimal(128) }),
]);
export type HistoryDocument = v.InferOutput<typeof documentSchema>;

const fieldsSchema = v.strictObject({
  /** The request's id; an entry that is written again replaces the one before. */
  id: v.pipe(v.string(), v.uuid()),
  /** When it was asked: ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
  time: v.pipe(v.string(), v.maxLength(24), v.isoTimestamp(), v.endsWith('Z')),
  /** Who asked; nobody, where the person has signed files of their own. */
  origin: v.optional(v.pipe(v.string(), v.maxLength(300), v.check(isWebOrigin))),
  method: v.picklist(HISTORY_METHODS),
  /** What the page was told: `done`, or why not. */
  outcome: v.picklist(['done', ...PAGE_ERROR_CODES]),
  /** The certificate that the page received. */
  certificate: v.optional(v.picklist(['userAuthentication', 'digitalSignature'])),
  /** The attributes that the page received, by name. */
  attributes: v.optional(v.pipe(v.array(v.picklist(ATTRIBUTES)), v.maxLength(ATTRIBUTES.length))),
  /** The documents that were signed. */
  documents: v.optional(v.pipe(v.array(documentSchema), v.maxLength(MAX_DOCUMENTS))),
  /** A simulated card was used. */
  simulated: v.optional(v.literal(true)),
});
export const historyEntrySchema = v.pipe(
  fieldsSchema,
  v.check(({ origin, method }) => origin !== undefined || method === 'sign'),
);
export type HistoryEntry = v.InferOutput<typeof historyEntrySchema>;
export type HistoryOutcome = HistoryEntry['outcome'];

/** Forms are filled in on pages that could not ask themselves, so this is wider than `isAskingOrigin`. */
function isWebOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/u.test(text);
}

function hexadecimal(digits: number): v.GenericSchema<string> {
  return v.pipe(v.string(), v.length(digits), v.regex(/^[0-9a-f]+$/u));
}
