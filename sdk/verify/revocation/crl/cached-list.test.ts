/** When a list is loaded, by the clock of the questions. */
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkWith, NOON, SERIAL_NUMBER } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import { type CrlFields, makeCrl } from '../../testing/test-crl.ts';
import { keyPair } from '../../testing/test-pki.ts';
import type { RevocationAnswer } from '../revocation-checker.ts';
import type { LoadCrl } from './cached-list.ts';
import { createCrlChecker } from './crl-checker.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const after = (ms: number) => new Date(NOON.getTime() + ms);
/** From noon until ten hours later, so that the last tenth is the last hour. */
const listFrom = (begin: Date, fields: Partial<CrlFields> = {}) =>
  makeCrl(authority, { thisUpdate: begin, nextUpdate: new Date(begin.getTime() + 10 * HOUR), ...fields });
const first = listFrom(NOON);
const second = listFrom(after(9 * HOUR), { entries: [{ serialNumber: SERIAL_NUMBER }] });

const load = vi.fn<LoadCrl>();
beforeEach(() => {
  load.mockReset();
});
const service = () => {
  const checker = createCrlChecker({ lists: [load] });
  return { at: (ms: number) => checkWith(checker, { now: after(ms) }) };
};
const bringing = (...lists: readonly Uint8Array[]) => {
  for (const list of lists) load.mockImplementationOnce(() => Promise.resolve(list));
  load.mockImplementation(() => Promise.reject(new Error('the server is down')));
};
const said = ({ status, ...rest }: RevocationAnswer) =>
  'reason' in rest ? `${status}: ${rest.reason ?? ''}` : status;

describe('a list', () => {
  it('is loaded at the first question and answers from then on', async () => {
    bringing(first);
    const { at } = service();
    expect(load).not.toHaveBeenCalled();
    for (const ms of [0, SECOND, HOUR, 9 * HOUR]) expect(said(await at(ms))).toBe('good');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is loaded once for all who ask at the same time', async () => {
    bringing(first);
    const { at } = service();
    const answers = await Promise.all(Array.from({ length: 100 }, () => at(0)));
    expect(new Set(answers.map(said))).toEqual(new Set(['good']));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is renewed in the background in the last tenth of its life', async () => {
    bringing(first, second);
    const { at } = service();
    await at(0);
    expect(said(await at(9 * HOUR + SECOND))).toBe('good');
    expect(load).toHaveBeenCalledTimes(2);
    await vi.waitFor(async () => {
      expect(said(await at(9 * HOUR + 2 * SECOND))).toBe('revoked');
    });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is waited for when the old one is over', async () => {
    bringing(first, second);
    const { at } = service();
    await at(0);
    expect(said(await at(10 * HOUR))).toBe('revoked');
  });
});

describe('when the new list does not come', () => {
  it('the old one answers until it is over, and not a moment longer', async () => {
    bringing(first);
    const { at } = service();
    await at(0);
    for (const ms of [9.5 * HOUR, 9.9 * HOUR, 10 * HOUR - 1]) expect(said(await at(ms))).toBe('good');
    expect(said(await at(10 * HOUR))).toBe('unavailable: crl-load-failed');
  });

  it('a server that is down is asked twice a minute, not at each log-in', async () => {
    bringing();
    const { at } = service();
    for (let ms = 0; ms < 60 * SECOND; ms += SECOND) {
      expect(said(await at(ms))).toBe('unavailable: crl-load-failed');
    }
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is not asked again while it is still being waited for', async () => {
    let bring: (list: Uint8Array) => void = () => undefined;
    load.mockImplementation(() => new Promise((resolve) => (bring = resolve)));
    const { at } = service();
    const waiting = [at(0), at(40 * SECOND), at(80 * SECOND)];
    expect(load).toHaveBeenCalledTimes(1);
    bring(first);
    expect((await Promise.all(waiting)).map(said)).toEqual(['good', 'good', 'good']);
  });

  it('a clock that was set back does not stop the loads', async () => {
    bringing();
    const { at } = service();
    await at(0);
    await at(-HOUR);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('an answer is there again with the server', async () => {
    load.mockRejectedValueOnce(new Error('down')).mockResolvedValueOnce(first);
    const { at } = service();
    expect(said(await at(0))).toBe('unavailable: crl-load-failed');
    expect(said(await at(30 * SECOND))).toBe('good');
  });
});

describe('a list never gives way to', () => {
  it.each<[string, Uint8Array]>([
    ['one that is older, though still valid', listFrom(after(-HOUR), { nextUpdate: after(20 * HOUR) })],
    ['one that begins in the future', listFrom(after(20 * HOUR))],
    ['one that is over', listFrom(after(-20 * HOUR))],
    ['one that somebody else has signed', listFrom(after(9 * HOUR), { signWith: keyPair('x').privateKey })],
    ['something else', Buffer.from('<html>Please log in to the network.</html>')],
  ])('%s', async (_name, other) => {
    bringing(listFrom(NOON, { entries: [{ serialNumber: SERIAL_NUMBER }] }), other);
    const { at } = service();
    expect(said(await at(0))).toBe('revoked');
    expect(said(await at(9.5 * HOUR))).toBe('revoked');
    expect(load).toHaveBeenCalledTimes(2);
    // By the time that this one has been judged three times over, so has the one that came in the background.
    for (let round = 0; round < 3; round += 1) {
      await checkWith(createCrlChecker({ lists: [() => Promise.resolve(other)] }));
      await setImmediate();
    }
    expect(said(await at(9.5 * HOUR + SECOND))).toBe('revoked');
  });
});

it('a loader that uses its buffer again changes nothing', async () => {
  const buffer = Buffer.from(listFrom(NOON, { entries: [{ serialNumber: SERIAL_NUMBER }] }));
  bringing(buffer);
  const { at } = service();
  await at(0);
  buffer.fill(0);
  expect(said(await at(SECOND))).toBe('revoked');
});

it('a service whose clock is one Date is asked again all the same', async () => {
  bringing();
  const checker = createCrlChecker({ lists: [load] });
  const now = after(0);
  await checkWith(checker, { now });
  now.setTime(now.getTime() + 30 * SECOND);
  await checkWith(checker, { now });
  expect(load).toHaveBeenCalledTimes(2);
});

it('a list that has no successor yet is not asked for all the time', async () => {
  load.mockImplementation(() => Promise.resolve(first));
  const { at } = service();
  await at(0);
  for (let ms = 9 * HOUR + SECOND; ms < 10 * HOUR; ms += 30 * SECOND) {
    expect(said(await at(ms))).toBe('good');
    await vi.waitFor(() => {
      expect(load.mock.settledResults.at(-1)?.type).toBe('fulfilled');
    });
  }
  // By the tenth of what is left, until that is the half minute of the setting.
  expect(load.mock.calls.length).toBeGreaterThan(20);
  expect(load.mock.calls.length).toBeLessThan(40);
});

it('a loader is told when it is over, so that it leaves nothing open', async () => {
  bringing();
  await service().at(0);
  expect(load.mock.calls[0]?.[0].aborted).toBe(true);
});

it('what a service does to the time in an answer does nothing to the list', async () => {
  bringing(first);
  const { at } = service();
  const answer = await at(0);
  if (answer.status === 'good') answer.asOf.setFullYear(2099);
  expect(await at(SECOND)).toEqual({ status: 'good', by: 'crl', asOf: NOON });
});

describe('a loader that takes too long', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told, and given up', async () => {
    load.mockImplementation(() => new Promise(() => undefined));
    const { at } = service();
    const answer = at(0);
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(said(await answer)).toBe('unavailable: crl-load-failed');
    expect(load.mock.calls[0]?.[0].aborted).toBe(true);
  });

  it('leaves no timer when it has come', async () => {
    bringing(first);
    await service().at(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
