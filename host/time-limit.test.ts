import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endWithin, TOO_LATE, within } from './time-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const NEVER = new Promise<never>(() => undefined);

describe('within', () => {
  it('is the result, or what was thrown', async () => {
    expect(await within(100, Promise.resolve('done'))).toBe('done');
    await expect(within(100, Promise.reject(new TypeError('no')))).rejects.toThrow('no');
  });

  it('is too late exactly then', async () => {
    const waiting = within(100, NEVER);
    const settled = vi.fn();
    void waiting.then(settled);
    await vi.advanceTimersByTimeAsync(99);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toBe(TOO_LATE);
  });
});

describe('endWithin', () => {
  it.each([
    ['in good order', Promise.resolve(), Promise.resolve(), 0, 0],
    ['without the card when that takes too long', NEVER, Promise.resolve(), 100, 1],
    ['in any case', NEVER, NEVER, 120, 1],
  ])('ends %s', async (_, closed, givenUp, milliseconds, calls) => {
    const giveUp = vi.fn(() => givenUp);
    const ended = endWithin({ close: 100, giveUp: 20 }, { close: () => closed, giveUp });
    await vi.advanceTimersByTimeAsync(milliseconds);
    await ended;
    expect(giveUp).toHaveBeenCalledTimes(calls);
  });
});
