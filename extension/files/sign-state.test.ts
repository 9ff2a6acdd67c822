import { describe, expect, it } from 'vitest';
import type { OwnFile } from './own-file.ts';
import {
  advanceSigning,
  hasUnsaved,
  INITIAL_SIGN_STATE,
  type SignEvent,
  type SignState,
} from './sign-state.ts';

const file = (name: string): OwnFile => ({ file: new File([], name), name, type: 'application/pdf' });
const A = file('a.pdf');
const B = file('b.pdf');
const added: SignEvent = { type: 'files-added', chosen: { files: [A, B], notTaken: new Map() } };
const saved = [{ name: 'a_signed.pdf', content: new Blob(), of: 'a.pdf' }];

const after = (...events: readonly SignEvent[]): SignState =>
  events.reduce(advanceSigning, INITIAL_SIGN_STATE);

describe('signing own files', () => {
  it('goes from the files by the prompt to what is saved, and begins again with the same choice', () => {
    const signed = after(
      added,
      { type: 'form-chosen', form: 'beside' },
      { type: 'prompt-opened' },
      { type: 'signed', saved },
    );
    expect(signed.step).toEqual({ name: 'signed', saved, kept: new Set() });
    expect(advanceSigning(signed, { type: 'started-again' })).toEqual({
      ...INITIAL_SIGN_STATE,
      choice: { form: 'beside', mark: false },
    });
  });

  it('has something to lose until the last of the signed files is being saved', () => {
    const [first, second] = ['a_signed.pdf', 'b_signed.pdf'].map((name) => ({
      name,
      content: new Blob(),
      of: name,
    }));
    if (!first || !second) throw new Error('two files');
    const events: readonly SignEvent[] = [
      added,
      { type: 'prompt-opened' },
      { type: 'signed', saved: [first, second] },
      { type: 'file-kept', file: second },
      { type: 'file-kept', file: second },
      { type: 'file-kept', file: first },
    ];
    const unsaved = events.map((_, index) => hasUnsaved(after(...events.slice(0, index + 1))));
    expect(unsaved).toEqual([false, false, true, true, true, false]);
  });

  it('keeps the files when the prompt ends without signatures, and says how', () => {
    const ended = after(added, { type: 'prompt-opened' }, { type: 'prompt-ended', code: 'user-cancelled' });
    expect(ended).toMatchObject({ files: [A, B], step: { name: 'choosing', ended: 'user-cancelled' } });
  });

  it('says which file could not be signed, until others are chosen', () => {
    const refused = { name: 'b.pdf', reason: 'pdf-encrypted' } as const;
    const ended = after(
      added,
      { type: 'prompt-opened' },
      { type: 'prompt-ended', code: 'document-refused', refused },
    );
    expect(ended.step).toEqual({ name: 'choosing', ended: 'document-refused', refused });
    expect(advanceSigning(ended, added).step).toEqual({ name: 'choosing' });
  });

  it('says that a prompt could not begin', () => {
    const busy = after(added, { type: 'prompt-ended', code: 'busy' });
    expect(busy).toMatchObject({ files: [A, B], step: { name: 'choosing', ended: 'busy' } });
  });

  it('forgets how the last prompt ended when other files are chosen', () => {
    const again = after(added, { type: 'prompt-opened' }, { type: 'prompt-ended', code: 'timed-out' }, added);
    expect(again.step).toEqual({ name: 'choosing' });
  });

  it('lets the person take a file away', () => {
    expect(after(added, { type: 'file-removed', file: A }).files).toEqual([B]);
  });

  it.each<[string, SignState]>([
    ['a prompt without files', after({ type: 'prompt-opened' })],
    ['signatures that no prompt has made', after({ type: 'signed', saved })],
    ['a new beginning of nothing', after({ type: 'started-again' })],
    [
      'a file that was never signed',
      after({ type: 'file-kept', file: { name: 'b', content: new Blob(), of: 'b' } }),
    ],
  ])('takes no notice of %s', (_, state) => {
    expect(state).toEqual(INITIAL_SIGN_STATE);
  });

  it('changes neither files nor form while the prompt has them', () => {
    const open = after(added, { type: 'prompt-opened' });
    for (const event of [
      added,
      { type: 'file-removed', file: A },
      { type: 'form-chosen', form: 'beside' },
      { type: 'mark-chosen', mark: true },
      { type: 'prompt-opened' },
    ] as const) {
      expect(advanceSigning(open, event)).toBe(open);
    }
  });
});
