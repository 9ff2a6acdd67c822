import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import { CardAccess } from '../card/card-access.ts';
import { BEGIN } from '../testing/jpki-exchanges.ts';
import { ScriptedConnection } from '../testing/scripted-connection.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { ReaderWatch } from './reader-watch.ts';

const LIVE = new AbortController().signal;
const slot = (state: 'empty' | 'card' | 'in-use' | 'mute', name = 'R') => ({ name, state });

function watch(...connections: ScriptedConnection[]) {
  const readers = new ScriptedReaders(...connections);
  const log = (): void => undefined;
  const cards = new CardAccess(readers, log);
  const published: ReaderStatus[][] = [];
  const notify = (params: { readers: ReaderStatus[] }) => published.push(params.readers);
  return { readers, cards, published, watch: new ReaderWatch({ readers, cards, log, signal: LIVE, notify }) };
}

async function started(...connections: ScriptedConnection[]) {
  const parts = watch(...connections);
  await parts.watch.start();
  parts.watch.publish();
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

  it('publishes no more readers than a notification holds', async () => {
    const { readers, published } = await started();
    readers.change(Array.from({ length: 40 }, (_, index) => slot('empty', String(index))));
    expect(published[0]).toHaveLength(32);
  });

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
    readers.change([slot('card')]);
    expect(published.at(-1)).toEqual([{ name: 'R', state: 'card' }]);
  });

  it('forgets an unsupported card with its reader', async () => {
    const { readers, published, watch: readerWatch } = await started();
    readers.change([slot('card')]);
    readerWatch.markUnsupported('R');
    readers.change([]);
    readers.change([slot('card')]);
    expect(published.at(-1)).toEqual([{ name: 'R', state: 'card' }]);
  });

  it('does not call its own card one that is in use', async () => {
    const { readers, cards, published } = await started(new ScriptedConnection(BEGIN));
    readers.change([slot('card'), slot('empty', 'S')]);
    await cards.open('R', LIVE);
    readers.change([slot('in-use'), slot('in-use', 'S')]);
    expect(published.at(-1)).toEqual([
      { name: 'R', state: 'card' },
      { name: 'S', state: 'in-use' },
    ]);
  });

  it.each([
    ['leaves', [slot('empty')]],
    ['is changed for another', [slot('card')]],
    ['goes with its reader', []],
  ])('closes the card when it %s', async (_, slots) => {
    const connection = new ScriptedConnection(BEGIN);
    const { readers, cards } = await started(connection);
    readers.change([slot('card')]);
    await cards.open('R', LIVE);
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
