import { describe, expect, it, vi } from 'vitest';
import type { ReaderSystem, ReaderView, SlotStatus } from '../readers/reader.ts';
import { asCardCommandError } from './card-command-error.ts';
import { chooseReader, type ReaderWish } from './reader-choice.ts';

const slot = (name: string, state: SlotStatus['state']): SlotStatus => ({ name, state, insertion: '' });
const EMPTY = slot('Sony PaSoRi 00', 'empty');
const CARD = slot('Virtual PCD 00 00', 'card');
const OTHER_CARD = slot('Virtual PCD 00 01', 'card');
const IN_USE = slot('Virtual PCD 00 01', 'in-use');
const MUTE = slot('Alcor 00', 'mute');
const ANY: ReaderWish = { reader: undefined, wait: false };

/** Readers that show these views one after another, each when the one before has been looked at. */
function readersOf(...views: ReaderView[]) {
  const watched: { signal?: AbortSignal } = {};
  const readers: ReaderSystem = {
    simulated: false,
    watch: (onChange, signal) => {
      watched.signal = signal;
      for (const view of views) onChange(view);
      return Promise.resolve();
    },
    connect: () => Promise.reject(new Error('not in this test')),
  };
  return { readers, watched };
}

const never = new AbortController().signal;

async function outcome(slots: readonly SlotStatus[], wish: ReaderWish): Promise<string> {
  const { readers } = readersOf({ slots });
  return chooseReader(readers, wish, never).then(
    ({ reader }) => reader,
    (error: unknown) => asCardCommandError(error).code,
  );
}

describe('the reader whose card is meant', () => {
  it.each([
    [[CARD], ANY, CARD.name],
    [[EMPTY, CARD], ANY, CARD.name],
    [[CARD, OTHER_CARD], ANY, 'several-cards'],
    [[CARD, IN_USE], ANY, CARD.name],
    [[EMPTY, IN_USE, MUTE], ANY, 'card-in-use'],
    [[EMPTY, MUTE], ANY, 'card-mute'],
    [[EMPTY], ANY, 'card-absent'],
    [[], ANY, 'no-reader'],
    [[CARD, OTHER_CARD], { ...ANY, reader: OTHER_CARD.name }, OTHER_CARD.name],
    [[CARD, OTHER_CARD], { ...ANY, reader: '00 01' }, OTHER_CARD.name],
    [[CARD, OTHER_CARD], { ...ANY, reader: 'Virtual' }, 'several-cards'],
    [[EMPTY, CARD], { ...ANY, reader: 'PaSoRi' }, 'card-absent'],
    [[CARD], { ...ANY, reader: 'PaSoRi' }, 'reader-unknown'],
    [[slot('R', 'card'), slot('R 2', 'card')], { ...ANY, reader: 'R' }, 'R'],
  ])('%j, %j: %s', async (slots, wish, expected) => {
    expect(await outcome(slots, wish)).toBe(expected);
  });

  it.each(['pcsc-not-installed', 'pcsc-unavailable'] as const)('says %s', async (problem) => {
    const { readers } = readersOf({ slots: [], problem });
    await expect(chooseReader(readers, ANY, never)).rejects.toMatchObject({ code: problem });
  });

  it('lists the readers when none could be chosen', async () => {
    const { readers } = readersOf({ slots: [CARD, OTHER_CARD] });
    await expect(chooseReader(readers, ANY, never)).rejects.toMatchObject({
      detail: {
        readers: [
          { name: CARD.name, state: 'card' },
          { name: OTHER_CARD.name, state: 'card' },
        ],
      },
    });
  });

  it('waits for a card, says so once, and watches no longer than that', async () => {
    const { readers, watched } = readersOf(
      { slots: [], problem: 'pcsc-unavailable' },
      { slots: [EMPTY] },
      { slots: [EMPTY, CARD] },
    );
    let said = 0;
    const choice = await chooseReader(readers, { ...ANY, wait: true }, never, () => {
      said += 1;
    });
    expect([choice.reader, said, watched.signal?.aborted]).toEqual([CARD.name, 1, true]);
  });

  it.each([
    ['several-cards', { slots: [CARD, OTHER_CARD] }],
    ['pcsc-not-installed', { slots: [], problem: 'pcsc-not-installed' }],
  ] as const)('does not wait in vain: %s', async (code, view) => {
    const { readers } = readersOf(view);
    const waiting = vi.fn();
    const choice = chooseReader(readers, { ...ANY, wait: true }, never, waiting);
    await expect(choice).rejects.toMatchObject({ code });
    expect(waiting).not.toHaveBeenCalled();
  });

  it.each(['before', 'while'])('is given up when it is interrupted %s it waits', async (when) => {
    const { readers, watched } = readersOf({ slots: [EMPTY] });
    const interruption = new AbortController();
    if (when === 'before') interruption.abort();
    const choice = chooseReader(readers, { ...ANY, wait: true }, interruption.signal);
    interruption.abort();
    await expect(choice).rejects.toMatchObject({ code: 'cancelled' });
    expect(watched.signal?.aborted).toBe(true);
  });

  it('fails as the watch fails', async () => {
    const { readers } = readersOf();
    const broken = { ...readers, watch: () => Promise.reject(new Error('broken')) };
    await expect(chooseReader(broken, ANY, never)).rejects.toThrow('broken');
  });
});
