import fc from 'fast-check';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { type HistoryEntry, historyEntrySchema } from './history-entry.ts';
import { HISTORY_MAX_ENTRIES, HistoryRecords, type RecordStorage } from './history-records.ts';
import type { KeptMonths } from './kept-period.ts';

const NOW = new Date('2026-11-22T07:30:00.000Z');

const entry = (number: number, difference: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  time: new Date(NOW.getTime() - number * 1000).toISOString(),
  origin: 'https://service.example',
  method: 'authenticate',
  outcome: 'done',
  certificate: 'userAuthentication',
  ...difference,
});
const key = (number: number): string => `history/${entry(number).id}`;

/** `storage.local`, shared by all of the extension's pages; it clones what it is given. */
class Local implements RecordStorage {
  items: Record<string, unknown> = {};
  maxItems = Infinity;
  get(): Promise<Record<string, unknown>> {
    return Promise.resolve(structuredClone(this.items));
  }
  set(items: Record<string, unknown>): Promise<void> {
    const next = { ...this.items, ...structuredClone(items) };
    if (Object.keys(next).length > this.maxItems) return Promise.reject(new Error('QUOTA_BYTES exceeded'));
    this.items = next;
    return Promise.resolve();
  }
  remove(keys: string[]): Promise<void> {
    this.items = Object.fromEntries(Object.entries(this.items).filter(([name]) => !keys.includes(name)));
    return Promise.resolve();
  }
}

let local: Local;
let kept: KeptMonths;
/** Another one is another page of the extension. */
const open = (): HistoryRecords =>
  new HistoryRecords({ storage: local, keptMonths: () => Promise.resolve(kept), now: () => NOW });

beforeEach(() => {
  local = new Local();
  kept = 24;
});

describe('HistoryRecords', () => {
  it('gives back what was written, the latest first', async () => {
    for (const number of [2, 1, 3]) await open().add(entry(number));
    expect(await open().read()).toEqual([entry(1), entry(2), entry(3)]);
  });

  it('writes a request anew when it has ended', async () => {
    await open().add(entry(1, { outcome: 'user-cancelled' }));
    await open().add(entry(1));
    expect(await open().read()).toEqual([entry(1)]);
  });

  it('loses nothing when several pages write and erase at the same time', async () => {
    await open().add(entry(0));
    await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => open().add(entry(index + 1))),
      open().erase([entry(0).id]),
      open().prune(),
    ]);
    expect((await open().read()).map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => entry(index + 1).id),
    );
  });

  it('erases one, some, or all with what is damaged, and nothing of others', async () => {
    local.items = { host: 'simulator', 'history/nonsense': 1 };
    for (const number of [1, 2, 3, 4]) await open().add(entry(number));
    await open().erase([entry(2).id]);
    await open().erase([entry(3).id, entry(4).id]);
    expect(await open().read()).toEqual([entry(1)]);
    await open().eraseAll();
    expect(local.items).toEqual({ host: 'simulator' });
  });

  it('keeps entries for as long as the person wants, and not a moment longer', async () => {
    const times = ['2026-05-22T07:30:00.000Z', '2024-11-22T07:30:00.000Z', '2024-11-22T07:29:59.999Z'];
    for (const [number, time] of times.entries()) await open().add(entry(number, { time }));
    expect(await open().read()).toHaveLength(2);
    kept = 6;
    expect(await open().read()).toHaveLength(1);
    expect(Object.keys(local.items)).toHaveLength(3);
    await open().prune();
    expect(Object.keys(local.items)).toEqual([key(0)]);
  });

  it('keeps what the person has signed on their own, which no site has asked for', async () => {
    const { id, time, outcome } = entry(1);
    const own: HistoryEntry = { id, time, method: 'sign', outcome };
    await open().add(own);
    expect(await open().read()).toEqual([own]);
  });

  it('writes nothing while no history is kept, and then removes what there was', async () => {
    await open().add(entry(1));
    kept = 0;
    await open().add(entry(2));
    expect(Object.keys(local.items)).toEqual([key(1)]);
    expect(await open().read()).toEqual([]);
    await open().prune();
    expect(local.items).toEqual({});
  });

  it('keeps the latest when there are more than there may be', async () => {
    local.items = Object.fromEntries(
      Array.from({ length: HISTORY_MAX_ENTRIES + 10 }, (_, index) => [key(index), entry(index)]),
    );
    await open().prune();
    const left = await open().read();
    expect(left).toHaveLength(HISTORY_MAX_ENTRIES);
    expect(left.at(-1)?.id).toBe(entry(HISTORY_MAX_ENTRIES - 1).id);
  });

  it('makes room when the browser has none', async () => {
    local.maxItems = HISTORY_MAX_ENTRIES;
    local.items = Object.fromEntries(
      Array.from({ length: HISTORY_MAX_ENTRIES }, (_, index) => [key(index + 1), entry(index + 1)]),
    );
    await open().add(entry(0));
    const left = await open().read();
    expect(left[0]).toEqual(entry(0));
    expect(left).toHaveLength(HISTORY_MAX_ENTRIES / 2 + 1);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'x'],
    ['an entry with a value in it', { ...entry(1), value: '山田 太郎' }],
    ['an entry of another origin', { ...entry(1), origin: 'javascript:alert(1)' }],
    ['an entry with an address for an origin', { ...entry(1), origin: 'https://service.example/path' }],
    ['a login without an origin', { ...entry(1), origin: undefined }],
    ['an entry with a time that is none', { ...entry(1), time: 'yesterday' }],
    ['an entry under another key', entry(2)],
  ])('reads past %s, writes beside it, and prunes it', async (_, damaged) => {
    local.items = { [key(1)]: damaged };
    await open().add(entry(7));
    expect(await open().read()).toEqual([entry(7)]);
    await open().prune();
    expect(Object.keys(local.items)).toEqual([key(7)]);
  });

  it('reads past whatever is stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string().map((name) => `history/${name}`),
          fc.anything(),
        ),
        async (items) => {
          const records = new HistoryRecords({
            storage: { get: () => Promise.resolve(items), set: fail, remove: fail },
            keptMonths: () => Promise.resolve(24),
            now: () => NOW,
          });
          for (const read of await records.read()) expect(v.is(historyEntrySchema, read)).toBe(true);
        },
      ),
    );
  });
});

function fail(): Promise<void> {
  return Promise.reject(new Error('not expected'));
}
