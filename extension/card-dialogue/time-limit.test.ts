import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTimeLimit } from './time-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells after five minutes, and again until it is over', () => {
  const over = new AbortController();
  const reached = vi.fn();
  startTimeLimit(reached, over.signal);
  vi.advanceTimersByTime(5 * 60_000 - 1);
  expect(reached).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(reached).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(20_000);
  expect(reached).toHaveBeenCalledTimes(3);
  over.abort();
  expect(vi.getTimerCount()).toBe(0);
});

it('waits as long as it is told to', () => {
  const over = new AbortController();
  const reached = vi.fn();
  startTimeLimit(reached, over.signal, 30 * 60_000);
  vi.advanceTimersByTime(30 * 60_000 - 1);
  expect(reached).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(reached).toHaveBeenCalledOnce();
  over.abort();
});

it('is over for good when what it tells of ends it', () => {
  const over = new AbortController();
  startTimeLimit(() => {
    over.abort();
  }, over.signal);
  vi.advanceTimersByTime(5 * 60_000);
  expect(vi.getTimerCount()).toBe(0);
});
