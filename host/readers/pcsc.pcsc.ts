/** The adapter on a real pcscd, whose reader is vsmartcard's virtual one. */
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { holdAsAnotherProgram, SHARE } from '../testing/another-program.ts';
import { startPrivatePcscd, VIRTUAL_READERS } from '../testing/private-pcscd.ts';
import { insertVirtualCard, SUCCESS, type VirtualCard } from '../testing/virtual-card.ts';
import { createPcscReaders, type PcscTimes } from './pcsc.ts';
import type { CardConnection, ReaderSystem, ReaderView } from './reader.ts';

const pcscd = await startPrivatePcscd();
// Before libpcsclite is loaded, which is at the first call.
Object.assign(process.env, pcscd.env);
afterAll(() => pcscd.stop());

const [READER, OTHER_READER] = VIRTUAL_READERS;
const SELECT = '00A4040C0AD392F000260100000001';
const TIMES: PcscTimes = { answerLimit: 5000, retryInterval: 50 };
const PATIENCE = { interval: 5, timeout: 5000 };

let cards: VirtualCard[] = [];
beforeEach(() => pcscd.up());
afterEach(async () => {
  for (const card of cards) card.remove();
  cards = [];
  const views = await watched();
  await vi.waitFor(() => {
    expect(states(views.at(-1))).toEqual(['empty', 'empty']);
  }, PATIENCE);
});

describe('readers and cards', () => {
  it('are known before watch resolves, an empty reader among them', async () => {
    await inserted();
    const views = await watched();
    expect(views).toHaveLength(1);
    expect(views[0]?.problem).toBeUndefined();
    expect(views[0]?.slots.map(({ name, state }) => [name, state])).toEqual([
      [READER, 'card'],
      [OTHER_READER, 'empty'],
    ]);
  });

  it('come and go as events', async () => {
    const views = await watched();
    const card = await insertVirtualCard(pcscd.vpcdPort);
    await becomes(views, 'card');
    card.remove();
    await becomes(views, 'empty');
    const second = await insertVirtualCard(pcscd.vpcdPort + 1);
    await becomes(views, 'card', 1);
    second.remove();
    await becomes(views, 'empty', 1);
    expect(views.map(states)).toEqual([
      ['empty', 'empty'],
      ['card', 'empty'],
      ['empty', 'empty'],
      ['empty', 'card'],
      ['empty', 'empty'],
    ]);
  });

  it('one card in place of another is another insertion, and the same card the same', async () => {
    const first = await inserted();
    const views = await watched();
    await (await connect()).disconnect();
    first.remove();
    await becomes(views, 'empty');
    await inserted();
    await becomes(views, 'card');
    const insertions = views
      .filter((view) => states(view)?.[0] === 'card')
      .map(({ slots }) => slots[0]?.insertion);
    expect(insertions).toHaveLength(2);
    expect(new Set(insertions)).toHaveLength(2);
  });

  it('a card whose answer to reset makes no sense is mute', async () => {
    await inserted(() => SUCCESS, 'FF');
    await expect(connect()).rejects.toMatchObject({ code: 'card-mute' });
  });
});

describe('pcscd', () => {
  it('that is not there is looked for until it comes, and no longer', async () => {
    await pcscd.down();
    const views = await watched();
    expect(views).toEqual([{ slots: [], problem: 'pcsc-unavailable' }]);
    await expect(connect()).rejects.toMatchObject({ code: 'pcsc-unavailable' });
    await pcscd.up();
    await becomes(views, 'empty');
    expect(views).toHaveLength(2);
    expect(views[1]?.problem).toBeUndefined();
  });

  it('restarted under a connected card takes the card with it; the next is another insertion', async () => {
    const card = await inserted();
    const views = await watched();
    const connection = await connect();
    await pcscd.restart();
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'pcsc-unavailable' });
    await connection.disconnect();
    await becomes(views, 'empty');
    await inserted();
    await becomes(views, 'card');
    expect(views.map(({ problem }) => problem)).toContain('pcsc-unavailable');
    expect(await send(await connect(), SELECT)).toBe(SUCCESS);
    const [before, , , after] = views.map(({ slots }) => slots[0]?.insertion);
    expect(after).not.toBe(before);
    expect(card.commands).toEqual([]);
  });

  it('restarted in the middle of a command', async () => {
    await inserted(() => {
      void pcscd.restart();
      return undefined;
    });
    const connection = await connect();
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'pcsc-unavailable' });
    await connection.disconnect();
  });
});

describe('connect', () => {
  it.each([
    ['an empty reader', OTHER_READER, 'card-absent'],
    ['a reader that is not there', 'no such reader', 'reader-unavailable'],
  ])('to %s', async (_, reader, code) => {
    await expect(readers().connect(reader)).rejects.toMatchObject({ code });
  });

  it.each([
    ['exclusively', SHARE.exclusive],
    ['shared', SHARE.shared],
  ])('to a card that another program holds %s fails until that is done', async (_, shareMode) => {
    await inserted();
    const release = await holdAsAnotherProgram(READER, shareMode);
    await expect(connect()).rejects.toMatchObject({ code: 'card-in-use' });
    await release();
    expect(await send(await connect(), SELECT)).toBe(SUCCESS);
  });

  it.each([
    ['exclusively', SHARE.exclusive],
    ['shared', SHARE.shared],
  ])('refused for a program that holds the card %s: its release is an event', async (_, shareMode) => {
    await inserted();
    const release = await holdAsAnotherProgram(READER, shareMode);
    const system = readers();
    const views = await watchedOn(system);
    await expect(system.connect(READER)).rejects.toMatchObject({ code: 'card-in-use' });
    await becomes(views, 'in-use');
    await release();
    await becomes(views, 'card');
    await (await system.connect(READER)).disconnect();
  });

  it('to a card that has just left is to no card, not to a mute one', async () => {
    const card = await inserted();
    await (await connect()).disconnect();
    card.remove();
    await expect(connect()).rejects.toMatchObject({ code: 'card-absent' });
  });

  it('gives one card to one of two', async () => {
    await inserted();
    const connection = await connect();
    await expect(connect()).rejects.toMatchObject({ code: 'card-in-use' });
    await connection.disconnect();
    await (await connect()).disconnect();
  });
});

describe('a connection', () => {
  it('powers the card up, carries commands, and powers it down', async () => {
    const card = await inserted((command) => `${command}${SUCCESS}`);
    const connection = await connect();
    expect(await send(connection, SELECT)).toBe(`${SELECT}${SUCCESS}`);
    expect(card.powered.on).toBeGreaterThan(0);
    const before = card.powered.off;
    await connection.disconnect();
    await vi.waitFor(() => {
      expect(card.powered.off).toBe(before + 1);
    }, PATIENCE);
    await connection.disconnect();
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-removed' });
    expect(card.commands).toEqual([SELECT]);
  });

  it('carries the longest answer of a short command, and says so when it cannot', async () => {
    const longest = `${'5A'.repeat(256)}${SUCCESS}`;
    await inserted((command) => (command === SELECT ? longest : `00${longest}`));
    const connection = await connect();
    expect(await send(connection, SELECT)).toBe(longest);
    await expect(send(connection, '00B00000')).rejects.toMatchObject({ code: 'transmission-failed' });
  });

  it('leaves the bytes of a command alone, and sends only those of the view', async () => {
    const card = await inserted();
    const memory = Uint8Array.of(0xff, ...fromHex(SELECT), 0xff);
    await (await connect()).transmit(memory.subarray(1, -1));
    expect(card.commands).toEqual([SELECT]);
    expect(toHex(memory)).toBe(`FF${SELECT}FF`);
  });

  it('to a card that is removed during a command', async () => {
    await inserted((_, card) => {
      card.remove();
      return undefined;
    });
    const connection = await connect();
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-removed' });
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-removed' });
    await connection.disconnect();
    await inserted();
    expect(await send(await connect(), SELECT)).toBe(SUCCESS);
  });

  it('to a card that was changed between two commands', async () => {
    const first = await inserted();
    const views = await watched();
    const connection = await connect();
    first.remove();
    await becomes(views, 'empty');
    const second = await inserted();
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-removed' });
    expect(second.commands).toEqual([]);
    await connection.disconnect();
  });

  it('to a card that answers too late is closed when it does', async () => {
    let answer: ((hex: string) => void) | undefined;
    await inserted(
      (_, card) =>
        void (answer = (hex) => {
          card.say(hex);
        }),
    );
    const connection = await connect({ ...TIMES, answerLimit: 100 });
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-mute' });
    await expect(connect()).rejects.toMatchObject({ code: 'card-in-use' });
    answer?.(SUCCESS);
    await vi.waitFor(async () => (await connect()).disconnect(), PATIENCE);
  });

  it('does not hold up the watch during a command', async () => {
    await inserted(() => undefined);
    const views = await watched();
    const connection = await connect({ ...TIMES, answerLimit: 1000 });
    const answer = send(connection, SELECT).catch(() => undefined);
    await insertVirtualCard(pcscd.vpcdPort + 1).then((card) => cards.push(card));
    await becomes(views, 'card', 1);
    await answer;
  });

  // The last one: vpcd takes the next card for the one that is disconnected late, and ejects it.
  it('to a card that never answers is given up: nothing more is sent, and disconnecting takes no time', async () => {
    const card = await inserted(() => undefined);
    const connection = await connect({ ...TIMES, answerLimit: 100 });
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-mute' });
    await expect(send(connection, SELECT)).rejects.toMatchObject({ code: 'card-mute' });
    await connection.disconnect();
    expect(card.commands).toEqual([SELECT]);
    await expect(connect()).rejects.toMatchObject({ code: 'card-in-use' });
    card.remove();
    const views = await watched();
    await becomes(views, 'empty');
  });
});

function readers(times = TIMES): ReaderSystem {
  return createPcscReaders(times);
}

async function connect(times = TIMES): Promise<CardConnection> {
  const connection = await readers(times).connect(READER);
  onTestFinished(() => connection.disconnect());
  return connection;
}

async function send(connection: CardConnection, command: string): Promise<string> {
  return toHex(await connection.transmit(fromHex(command)));
}

/** A card that pcscd has seen. */
async function inserted(
  ...parameters: Parameters<typeof insertVirtualCard> extends [number, ...infer Rest] ? Rest : never
) {
  const card = await insertVirtualCard(pcscd.vpcdPort, ...parameters);
  cards.push(card);
  const views = await watched();
  await vi.waitFor(() => {
    expect(states(views.at(-1))?.[0]).not.toBe('empty');
  }, PATIENCE);
  return card;
}

function watched(): Promise<ReaderView[]> {
  return watchedOn(readers());
}

async function watchedOn(system: ReaderSystem): Promise<ReaderView[]> {
  const views: ReaderView[] = [];
  const ended = new AbortController();
  onTestFinished(() => {
    ended.abort();
  });
  await system.watch((view) => views.push(view), ended.signal);
  return views;
}

function states(view: ReaderView | undefined): string[] | undefined {
  return view?.slots.map(({ state }) => state);
}

const becomes = (views: readonly ReaderView[], state: string, slot = 0): Promise<void> =>
  vi.waitFor(() => {
    expect(states(views.at(-1))?.[slot]).toBe(state);
  }, PATIENCE);
