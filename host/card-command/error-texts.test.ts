import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, ERRORS, PAGE_ERROR_CODES } from '../../shared/errors.ts';
import { PIN_KINDS } from '../../shared/jpki.ts';
import { type CardErrorCode, COMMAND_ERROR_CODES } from './card-command-error.ts';
import { describeError, type ErrorScene } from './error-texts.ts';
import { exitStatusOf } from './exit-status.ts';

/** Of the reader, the card and the person; the page API's own codes stay in the page. */
const MET_CODES: readonly CardErrorCode[] = [
  ...ERROR_CODES.filter(
    (code) =>
      ['reader', 'card', 'person'].includes(ERRORS[code].layer) &&
      !PAGE_ERROR_CODES.some((pageCode) => pageCode === code),
  ),
  ...COMMAND_ERROR_CODES,
];
const ATTRIBUTES: ErrorScene = { action: 'attributes', pinStdin: false };
const CHANGE: ErrorScene = { action: 'change-pin', pinStdin: false };
const LANGUAGES = ['en', 'ja'] as const;
const CASES = LANGUAGES.flatMap((language) => MET_CODES.map((code) => ({ language, code })));

const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');

it('there are errors to describe', () => {
  expect(MET_CODES.length).toBeGreaterThan(25);
});

describe.each(CASES)('$code in $language', ({ language, code }) => {
  it('says what happened and what can be done, whichever PIN it is about', () => {
    const unexpected = describeError('internal', {}, ATTRIBUTES, language);
    for (const pin of [undefined, ...PIN_KINDS]) {
      const detail = { ...(pin && { pin }), triesLeft: 2 };
      const [title = '', remedy = ''] = describeError(code, detail, ATTRIBUTES, language);
      expect(title).toMatch(/^kazasu card: .{5,}[.。]$/u);
      expect(remedy.length).toBeGreaterThan(5);
      expect(title + remedy).not.toMatch(/undefined|\[object|function/u);
      expect([title, remedy]).not.toEqual(unexpected);
      // What reads the card speaks of no change.
      expect(title + remedy).not.toMatch(/the new one|新しい/u);
    }
  });
});

it.each([
  ['pin-blocked', {}, ATTRIBUTES, 'is locked. Nothing was sent'],
  ['pin-blocked', { lockedNow: true }, ATTRIBUTES, 'That was not the PIN for card information input'],
  ['pin-malformed', {}, ATTRIBUTES, 'The PIN for card information input has not'],
  ['pin-malformed', { which: 'present' }, CHANGE, 'The present PIN'],
  ['pin-malformed', { which: 'new' }, CHANGE, 'The new PIN'],
  ['pin-malformed', { which: 'new' }, CHANGE, 'must differ from the present one'],
  ['pin-outcome-unknown', {}, CHANGE, 'Either of the two'],
  ['last-try', {}, ATTRIBUTES, 'run this again and answer yes.'],
  ['last-try', {}, { ...ATTRIBUTES, pinStdin: true }, 'run this again and add --last-try.'],
] as const)('%s with %j during %j: %s', (code, detail, during, expected) => {
  expect(describeError(code, { pin: 'cardInfoInput', ...detail }, during, 'en').join('\n')).toContain(
    expected,
  );
});

it.each(LANGUAGES)('what no command can meet is something unexpected in %s', (language) => {
  expect(describeError('frame-too-large', {}, ATTRIBUTES, language)).toEqual(
    describeError('internal', {}, ATTRIBUTES, language),
  );
});

it('lists the readers under the error', () => {
  const readers = [
    { name: '日立', state: 'card' },
    { name: 'Virtual PCD', state: 'empty' },
  ] as const;
  expect(describeError('several-cards', { readers }, ATTRIBUTES, 'ja').slice(2)).toEqual([
    '  日立         カードあり',
    '  Virtual PCD  カードなし',
  ]);
});

it.each(MET_CODES)('%s stands in docs/command-line.md with its exit status', (code) => {
  const row = page.split('\n').find((line) => line.includes(`\`${code}\``) && /^\| \d/u.test(line));
  expect(Number(/^\| (\d+)/u.exec(row ?? '| 1')?.[1])).toBe(exitStatusOf(code));
});
