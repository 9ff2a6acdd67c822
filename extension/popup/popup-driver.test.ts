import { describe, expect, it, vi } from 'vitest';
import type { FillOutcome } from '../form-filler/form-protocol.ts';
import { type Answers, failure, FakeHost, HELLO, result } from '../host-client/fake-host.ts';
import { HostClient } from '../host-client/host-client.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { type FormPage, PopupDriver } from './popup-driver.ts';
import { A, TARO } from '../card-dialogue/card-dialogue.fixture.ts';
import { CARD, CHANGE, FILL, FORM, OVERVIEW } from './popup.fixture.ts';
import type { PopupState } from './popup-state.ts';
import type { PopupTask } from './popup-task.ts';

const ANSWERS: Answers = {
  hello: result(HELLO),
  watchReaders: result({}),
  inspectCard: result(CARD),
  openCard: result({ triesLeft: 3 }),
  changePin: result({ triesLeft: 3 }),
  readAttributes: result({ attributes: TARO }),
};

function open(task: PopupTask, answers: Answers = {}, page?: Partial<FormPage>) {
  const host = new FakeHost({ ...ANSWERS, ...answers });
  const states: PopupState[] = [];
  const remembered: HistoryEntry[] = [];
  const driver = new PopupDriver({
    task,
    client: { name: 'test', version: '0' },
    connectHost: (options) => new HostClient(host, options),
    page: {
      describe: () => Promise.resolve(FORM),
      isStillThere: () => Promise.resolve(true),
      fill: () => Promise.resolve([true, true]),
      ...page,
    },
    remember: (entry) => remembered.push(entry),
    render: (state) => states.push(state),
  });
  driver.start();
  const view = (): string | undefined => states.at(-1)?.view.name;
  const insert = async (): Promise<void> => {
    await vi.waitFor(() => {
      expect(host.calls).toContain('watchReaders');
    });
    const change = { readers: [{ name: A, state: 'card' }] };
    host.send({ method: 'readersChanged', params: change });
  };
  const shows = (name: string): Promise<void> =>
    vi.waitFor(() => {
      expect(view()).toBe(name);
    });
  return { host, driver, states, remembered, insert, shows };
}

describe('PopupDriver', () => {
  it('shows the card, with one call', async () => {
    const { host, insert, shows } = open(OVERVIEW);
    await insert();
    await shows('card');
    expect(host.calls).toEqual(['hello', 'watchReaders', 'inspectCard']);
  });

  it('changes a PIN with one call, and keeps neither of them', async () => {
    const { host, driver, states, insert, shows } = open(CHANGE);
    await insert();
    await shows('pin-entry');
    driver.submit({ pin: '1357', newPin: '2468' });
    driver.submit({ pin: '1357', newPin: '2468' });
    await shows('changed');
    const calls = host.received.filter(({ method }) => method === 'changePin');
    expect(calls.map(({ params }) => params)).toEqual([
      { which: 'userAuthentication', pin: '1357', newPin: '2468' },
    ]);
    expect(JSON.stringify(states)).not.toMatch(/1357|2468/u);
    expect(host.isConnected).toBe(false);
  });

  it('asks again after a wrong PIN, with the tries that are left', async () => {
    const { driver, states, insert, shows } = open(CHANGE, { changePin: failure('wrong-pin', 2) });
    await insert();
    await shows('pin-entry');
    driver.submit({ pin: '1357', newPin: '2468' });
    await vi.waitFor(() => {
      expect(states.at(-1)?.view).toMatchObject({ name: 'pin-entry', triesLeft: 2 });
    });
  });

  it('lets go of the card of a person who has left after a try, too', async () => {
    vi.useFakeTimers();
    const { host, driver, states, insert } = open(CHANGE, { changePin: undefined });
    await insert();
    await vi.advanceTimersByTimeAsync(5 * 60_000 - 2_000);
    driver.submit({ pin: '1357', newPin: '2468' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(states.at(-1)?.view.name).toBe('working');
    host.send({ id: host.received.at(-1)?.id, ...(failure('wrong-pin', 2)() as object) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states.at(-1)?.view).toEqual({ name: 'failed', code: 'timed-out' });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('fills in a form and remembers it by names, without a value', async () => {
    const writes: unknown[] = [];
    const fill = (all: unknown): Promise<FillOutcome> => {
      writes.push(all);
      return Promise.resolve([true, true]);
    };
    const { host, driver, remembered, insert, shows } = open(FILL, {}, { fill });
    await insert();
    await shows('pin-entry');
    driver.submit({ pin: '5678', newPin: '' });
    await shows('preview');
    expect(host.isConnected).toBe(false);
    driver.dispatch({ type: 'fill-approved' });
    await shows('filled');
    expect(writes).toEqual([
      [
        { field: 0, value: '山田　太郎' },
        { field: 2, value: '男性' },
      ],
    ]);
    expect(remembered).toMatchObject([
      { origin: FORM.origin, method: 'fillForm', outcome: 'done', attributes: ['name', 'sex'] },
    ]);
    expect(JSON.stringify(remembered)).not.toContain('山田');
  });

  const gone = (): Promise<never> => Promise.reject(new Error('no such document'));

  it.each<[string, Partial<FormPage>, string, number]>([
    [
      'has changed before it is written to',
      { isStillThere: () => Promise.resolve(false) },
      'page-changed',
      0,
    ],
    ['has closed before it is written to', { isStillThere: gone }, 'page-changed', 0],
    ['goes while it is written to', { fill: gone }, 'page-gone', 1],
    ['is written to while the window closes', { fill: () => new Promise(() => undefined) }, 'none', 1],
  ])('remembers what a page was given that %s', async (_what, page, problem, entries) => {
    const { driver, remembered, states, insert, shows } = open(FILL, {}, page);
    await insert();
    await shows('pin-entry');
    driver.submit({ pin: '5678', newPin: '' });
    await shows('preview');
    driver.dispatch({ type: 'fill-approved' });
    await vi.waitFor(() => {
      const view = states.at(-1)?.view;
      expect(view && 'problem' in view ? view.problem : 'none').toBe(problem);
      expect(remembered).toHaveLength(entries);
    });
  });

  it('starts no host for a page that nobody lets it into', async () => {
    const { host, shows } = open(FILL, {}, { describe: () => Promise.reject(new Error('no')) });
    await shows('page-problem');
    expect(host.received).toEqual([]);
  });
});
