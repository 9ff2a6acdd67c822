/** What a checked file, or one of its signatures, comes to, in words. */
import type { CheckedFile } from '../../files/check-files.ts';
import type { MessageKey } from '../text.ts';

export interface VerdictText {
  /** Whether to rely on it, to read on, or not to. */
  readonly mood: 'good' | 'note' | 'bad';
  readonly title: MessageKey;
  readonly text: MessageKey;
}

export const VERDICT_TEXT: Readonly<Record<CheckedFile['verdict'], VerdictText>> = {
  good: { mood: 'good', title: 'files.verdict_good', text: 'files.verdict_good_text' },
  // Whoever sends a forged file may send a forged issuer along.
  'issuer-given': {
    mood: 'note',
    title: 'files.verdict_issuer_given',
    text: 'files.verdict_issuer_given_text',
  },
  'issuer-unknown': {
    mood: 'note',
    title: 'files.verdict_issuer_unknown',
    text: 'files.verdict_issuer_unknown_text',
  },
  test: { mood: 'note', title: 'files.verdict_test', text: 'files.verdict_test_text' },
  'foreign-certificate': {
    mood: 'note',
    title: 'files.verdict_foreign_certificate',
    text: 'files.verdict_foreign_certificate_text',
  },
  'document-missing': {
    mood: 'note',
    title: 'files.verdict_document_missing',
    text: 'files.verdict_document_missing_text',
  },
  'changed-later': {
    mood: 'bad',
    title: 'files.verdict_changed_later',
    text: 'files.verdict_changed_later_text',
  },
  invalid: { mood: 'bad', title: 'files.verdict_invalid', text: 'files.verdict_invalid_text' },
  changed: { mood: 'bad', title: 'files.verdict_changed', text: 'files.verdict_changed_text' },
  unsigned: { mood: 'note', title: 'files.verdict_unsigned', text: 'files.verdict_unsigned_text' },
  unreadable: { mood: 'bad', title: 'files.verdict_unreadable', text: 'files.verdict_unreadable_text' },
};
