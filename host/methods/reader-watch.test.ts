import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import { HOST_NOTIFICATIONS, type ReaderStatus } from '../../shared/host-protocol.ts';
import { CardAccess } from '../card/card-access.ts';
import { noticingReleasedCards } from '../readers/held-cards.ts';
import { ScriptedConnection } from '../testing/scripted-connection.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { ReaderWatch } from './reader-watch.ts';

type ReadersChanged = v.InferOutput<typeof HOST_NOTIFICATIONS.readersChanged>;

const LIVE = new AbortController().signal;
/** Of one and the same card, unless an insertion is given. */
const slot = (state: 'empty' | 'card' | 'in-use' | 'mute', name = 'R', insertion = '1') => ({
  name,
  state,
  insertion,
});

function watch(...connections: ScriptedConnection[]) {
  const readers = new ScriptedReaders(...connections);
  const log = (): void => undefined;
  const cards = new CardAccess(readers, log);
  const notified: ReadersChanged[] = [];
  const published: ReaderStatus[][] = [];
  const notify = (params: ReadersChanged) => {
    notified.push(params);
    published.push(params.readers);
  };
  return {
    readers,
    cards,
    notified,
    published,
    notify,
    log,
    watch: new ReaderWatch({ readers, cards, log, signal: LIVE, notify }),
  };
}

async function started(...connections: ScriptedConnection[]) {
  const parts = watch(...connections);
  await parts.watch.start();
  parts.watch.publish();
  parts.notified.length = 0;
  parts.published.length = 0;
  return parts;
}

describe('ReaderWatch', () => {
  it('publishes nothing until it is asked, and then the readers as they are', async () => {
    const { readers, published, watch: readerWatch } = watch();
    await readerWatch.start();
    readers.change([slot('empty')]);
    expect(published).toEqual([]);
    readerWatch.publish();
    expect(published).toEqual([[{ name: 'R', state: 'empty' }]]);
  });

  it('publishes every change, in the order of PC/SC', async () => {
    const { readers, published } = await started();
    readers.change([slot('card', 'B'), slot('empty', 'A')]);
    readers.change([slot('mute', 'B'), slot('in-use', 'A')]);
    expect(published).toEqual([
      [
        { name: 'B', state: 'card' },
        { name: 'A', state: 'empty' },
      ],
      [
        { name: 'B', state: 'mute' },
        { name: 'A', state: 'in-use' },
      ],
    ]);
  });

  it('publishes no more than a notification holds', async () => {
    const { readers, published } = await started();
    const many = Array.from({ length: 40 }, (_, index) => slot('empty', String(index)));
    readers.change([slot('card', 'x'.repeat(129)), slot('card', ''), ...many]);
    expect(published[0]).toHaveLength(32);
    expect(v.is(HOST_NOTIFICATIONS.readersChanged, { readers: published[0] })).toBe(true);
  });

  it.each(['pcsc-not-installed', 'pcsc-unavailable'] as const)(
    'says why there are no readers, and when there are again: %s',
    async (problem) => {
      const { readers, notified } = await started();
      readers.change([], problem);
      readers.change([slot('empty')]);
      expect(notified).toEqual([{ readers: [], problem }, { readers: [{ name: 'R', state: 'empty' }] }]);
    },
  );

  it('shows an unsupported card until it leaves', async () => {
    const { readers, published, watch: readerWatch } = await started();
    readers.change([slot('card')]);
    readerWatch.markUnsupported('R');
    readers.change([slot('in-use')]);
    readers.change([slot('empty')]);
    readers.change([slot('card')]);
    expect(published.map(([reader]) => reader?.state)).toEqual(['card', 'unsupported-card', 'empty', 'card']);
  });

  it('shows the next card when it was changed too quickly to be seen', async () => {
    const { readers, published, watch: readerWatch } = await started();
    readers.change([slot('card')]);
    readerWatch.markUnsupported('R');
    readers.change([slot('card', 'R', '2')]);
    expect(published.at(-1)).toEqual([{ name: 'R', state: 'card' }]);
  });

  it('does not take what happens in another reader for another card', async () => {
    const { readers, published, watch: readerWatch } = await started();
    readers.change([slot('card'), slot('empty', 'S')]);
    readerWatch.markUnsupported('R');
    readers.change([slot('card'), slot('card', 'S', '2')]);
    expect(published.at(-1)?.map(({ state }) => state)).toEqual(['unsupported-card', 'card']);
  });

  it('forgets an unsupported card with its reader', async () => {
    const { readers, published, watch: readerWatch } = await started();
    readers.change([slot('card')]);
    readerWatch.markUnsupported('R');
    readers.change([]);
    readers.change([slot('card')]);
    expect(published.at(-1)).toEqual([{ name: 'R', state: 'card' }]);
  });

  it('repeats itself when a card was changed too quickly to be seen, and only then', async () => {
    const { readers, published } = await started();
    readers.change([slot('card'), slot('empty', 'S', '4')]);
    readers.change([slot('card'), slot('empty', 'S', '5')]);
    expect(published).toHaveLength(1);
    readers.change([slot('card', 'R', '2'), slot('empty', 'S', '5')]);
    expect(published).toHaveLength(2);
    expect(published[1]).toEqual(published[0]);
  });

  it.each([
    ['leaves', [slot('empty')]],
    ['is changed for another', [slot('card', 'R', '2')]],
    ['goes with its reader', []],
  ])('closes the card when it %s', async (_, slots) => {
    const connection = new ScriptedConnection([]);
    const { readers, cards } = await started(connection);
    readers.change([slot('card')]);
    await cards.open('R', () => Promise.resolve(), LIVE);
    readers.change(slots);
    await expect(cards.use(() => Promise.resolve(), LIVE)).rejects.toMatchObject({ code: 'card-not-open' });
    expect(connection.disconnected).toBe(1);
  });

  it('tries again after readers could not be watched', async () => {
    const { readers, watch: readerWatch, published } = watch();
    readers.watchError = new KazasuError('pcsc-unavailable');
    await expect(readerWatch.start()).rejects.toMatchObject({ code: 'pcsc-unavailable' });
    readers.watchError = undefined;
    await readerWatch.start();
    readerWatch.publish();
    expect(published).toEqual([[]]);
  });
});

describe('a card that another program takes while it is watched', () => {
  const INTERVAL = 1000;
  const started = async () => {
    const { readers, published, notify, log } = watch();
    const system = noticingReleasedCards(readers, INTERVAL);
    const cards = new CardAccess(system, log);
    const readerWatch = new ReaderWatch({ readers: system, cards, log, signal: ended.signal, notify });
    await readerWatch.start();
    readerWatch.publish();
    published.length = 0;
    return { readers, cards, published };
  };
  let ended: AbortController;
  beforeEach(() => {
    vi.useFakeTimers();
    ended = new AbortController();
  });
  afterEach(() => {
    ended.abort();
    vi.useRealTimers();
  });

  it('is in use once it has refused us, and free again when it is let go', async () => {
    const { readers, cards, published } = await started();
    readers.change([slot('card')]);
    readers.next = () => new KazasuError('card-in-use');
    await expect(cards.open('R', () => Promise.resolve(), LIVE)).rejects.toMatchObject({
      code: 'card-in-use',
    });
    await vi.advanceTimersByTimeAsync(2 * INTERVAL);
    readers.next = () => new ScriptedConnection([]);
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(published.map(([status]) => status?.state)).toEqual(['card', 'in-use', 'card']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not in use when it is this host that holds it', async () => {
    const { readers, cards, published } = await started();
    readers.change([slot('card'), slot('empty', 'S')]);
    readers.next = () => new ScriptedConnection([]);
    await cards.open('R', () => Promise.resolve(), LIVE);
    readers.change([slot('in-use'), slot('in-use', 'S')]);
    await cards.close();
    expect(published.map((statuses) => statuses.map(({ state }) => state))).toEqual([
      ['card', 'empty'],
      ['card', 'in-use'],
    ]);
  });
});
