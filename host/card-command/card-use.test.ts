import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { CardConnection, ReaderSystem } from '../readers/reader.ts';
import { useCard } from './card-use.ts';

const SELECT_ISD = '00A4040C07A0000001510000';
const forever = (): Promise<never> => new Promise(() => undefined);

/** A reader whose card answers 9000 to everything, and what happened to it. */
function setUp(connection: Partial<CardConnection> = {}, connect?: ReaderSystem['connect']) {
  const events: string[] = [];
  const card: CardConnection = {
    transmit: (command) => {
      events.push(toHex(command));
      return Promise.resolve(fromHex('9000'));
    },
    disconnect: () => {
      events.push('disconnect');
      return Promise.resolve();
    },
    ...connection,
  };
  const readers: ReaderSystem = {
    simulated: true,
    watch: forever,
    connect: connect ?? (() => Promise.resolve(card)),
  };
  const interruption = new AbortController();
  return { events, interruption, use: { readers, log: () => undefined, signal: interruption.signal } };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a card that is worked on', () => {
  it('is closed before the result is handed out', async () => {
    const { events, use } = setUp();
    expect(await useCard('R', use, () => Promise.resolve(7))).toBe(7);
    expect(events).toEqual([SELECT_ISD, 'disconnect']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is closed when the work fails', async () => {
    const { events, use } = setUp();
    const work = () => Promise.reject(new KazasuError('wrong-pin'));
    await expect(useCard('R', use, work).catch(errorCodeOf)).resolves.toBe('wrong-pin');
    expect(events).toEqual([SELECT_ISD, 'disconnect']);
  });

  it('may finish after an interruption, and gives its result', async () => {
    const { events, use, interruption } = setUp();
    const result = useCard('R', use, async () => {
      interruption.abort();
      await vi.advanceTimersByTimeAsync(2000);
      return 'changed';
    });
    expect(await result).toBe('changed');
    expect(events).toEqual([SELECT_ISD, 'disconnect']);
  });

  it.each(['before', 'while'])('that hangs loses its power, interrupted %s it is worked on', async (when) => {
    const { events, use, interruption } = setUp({ transmit: forever });
    if (when === 'before') interruption.abort();
    const outcome = useCard('R', use, forever).catch(errorCodeOf);
    interruption.abort();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await outcome).toBe('cancelled');
    expect(events).toEqual(['disconnect']);
  });

  it('that hangs, in a reader that hangs, is given up', async () => {
    const { use, interruption } = setUp({ transmit: forever, disconnect: forever });
    const outcome = useCard('R', use, forever).catch(errorCodeOf);
    interruption.abort();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await outcome).toBe('cancelled');
  });

  it('that cannot even be connected to is given up', async () => {
    const { use, interruption } = setUp({}, forever);
    const outcome = useCard('R', use, forever).catch(errorCodeOf);
    interruption.abort();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await outcome).toBe('cancelled');
  });
});
