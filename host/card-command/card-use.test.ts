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

  it.each([
    ['the question for the tries left', (command: string) => command === '00200080', 'cancelled'],
    ['VERIFY', (command: string) => command.startsWith('0020008004'), 'pin-outcome-unknown'],
    ['CHANGE REFERENCE DATA', (command: string) => command.startsWith('0024'), 'pin-outcome-unknown'],
    [
      'what follows a change',
      (_: string, before: readonly string[]) => before.some((sent) => sent.startsWith('0024')),
      'pin-outcome-unknown',
    ],
  ])('that hangs at %s is given up as what it is', async (_, hangsAt, code) => {
    const sent: string[] = [];
    const transmit: CardConnection['transmit'] = (command) => {
      const hex = toHex(command);
      if (hangsAt(hex, sent)) return forever();
      sent.push(hex);
      return Promise.resolve(fromHex(hex === '00200080' ? '63C3' : '9000'));
    };
    const { use, interruption } = setUp({ transmit });
    const outcome = useCard('R', use, (session) =>
      session.changePin('userAuthentication', '1234', '4649', interruption.signal),
    ).catch(errorCodeOf);
    await vi.advanceTimersByTimeAsync(0);
    interruption.abort();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await outcome).toBe(code);
  });

  it('that hangs while it is closed is given up at an interruption', async () => {
    const { events, use, interruption } = setUp({ transmit: forever });
    const outcome = useCard('R', use, () => Promise.resolve(7));
    await vi.advanceTimersByTimeAsync(5000);
    expect(events).toEqual([]);
    interruption.abort();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcome).toBe(7);
    expect(events).toEqual(['disconnect']);
  });

  it('that cannot even be connected to is given up', async () => {
    const { use, interruption } = setUp({}, forever);
    const outcome = useCard('R', use, forever).catch(errorCodeOf);
    interruption.abort();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await outcome).toBe('cancelled');
  });
});
