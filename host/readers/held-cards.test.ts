import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import { deferred } from '../testing/deferred.ts';
import { ScriptedConnection } from '../testing/scripted-connection.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { noticingReleasedCards } from './held-cards.ts';
import type { CardConnection, ReaderSystem, ReaderView, SlotStatus } from './reader.ts';

const INTERVAL = 1000;
const slot = (state: SlotStatus['state'], insertion = '1'): SlotStatus => ({ name: 'R', state, insertion });
const held = (): KazasuError => new KazasuError('card-in-use');

let scripted: ScriptedReaders;
let system: ReaderSystem;
let views: ReaderView[];
let watching: AbortController;

beforeEach(async () => {
  vi.useFakeTimers();
  scripted = new ScriptedReaders();
  scripted.next = held;
  scripted.change([slot('card')]);
  system = noticingReleasedCards(scripted, INTERVAL);
  views = [];
  watching = new AbortController();
  await system.watch((view) => views.push(view), watching.signal);
});
afterEach(() => {
  watching.abort();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const seen = (): unknown[] => views.map(({ slots }) => slots[0]?.state);
const refused = (next = scripted.next): Promise<void> => {
  scripted.next = next;
  return expect(system.connect('R')).rejects.toMatchObject({ code: 'card-in-use' });
};

describe('a card that another program holds', () => {
  it('is seen when it refuses us, and again when it is free', async () => {
    await refused();
    expect(seen()).toEqual(['card', 'in-use']);
    await vi.advanceTimersByTimeAsync(3 * INTERVAL);
    expect(seen()).toEqual(['card', 'in-use']);
    const trial = new ScriptedConnection([]);
    scripted.next = () => trial;
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(seen()).toEqual(['card', 'in-use', 'card']);
    expect(trial.disconnected).toBe(1);
    expect(trial.sent).toEqual([]);
  });

  it('is tried also where PC/SC told of it', async () => {
    scripted.change([slot('in-use')]);
    scripted.next = () => new ScriptedConnection([]);
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(seen()).toEqual(['card', 'in-use', 'card']);
  });

  it('is free when it fails in another way, which the next one to connect hears', async () => {
    await refused();
    scripted.next = () => new KazasuError('card-mute');
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(seen()).toEqual(['card', 'in-use', 'card']);
    await expect(system.connect('R')).rejects.toMatchObject({ code: 'card-mute' });
  });

  it('is forgotten with the card', async () => {
    await refused();
    scripted.change([slot('empty')]);
    scripted.change([slot('card', '2')]);
    expect(seen()).toEqual(['card', 'in-use', 'empty', 'card']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not waited for when nobody watches any more', async () => {
    await refused();
    watching.abort();
    expect(vi.getTimerCount()).toBe(0);
    expect(scripted.opened).toHaveLength(1);
  });
});

it('nothing is tried while no card is held', async () => {
  await vi.advanceTimersByTimeAsync(10 * INTERVAL);
  expect(scripted.opened).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('a card that is held here is not tried', async () => {
  scripted.next = () => new ScriptedConnection([]);
  const connection = await system.connect('R');
  scripted.change([slot('in-use')]);
  await vi.advanceTimersByTimeAsync(3 * INTERVAL);
  expect(scripted.opened).toHaveLength(1);
  await connection.disconnect();
  await vi.advanceTimersByTimeAsync(INTERVAL);
  expect(seen().at(-1)).toBe('card');
});

it('a card that this process holds is not in use, nor when PC/SC called it so in the meantime', async () => {
  scripted.next = () => new ScriptedConnection([]);
  const connection = await system.connect('R');
  scripted.change([slot('in-use')]);
  await connection.disconnect();
  expect(seen()).toEqual(['card']);
  expect(vi.getTimerCount()).toBe(0);
  await refused(held);
  expect(seen()).toEqual(['card', 'in-use']);
});

it('a second connection that is refused does not make the first one another program', async () => {
  scripted.next = () => new ScriptedConnection([]);
  const connection = await system.connect('R');
  await refused(held);
  expect([seen(), vi.getTimerCount()]).toEqual([['card'], 0]);
  await connection.disconnect();
  expect([seen(), vi.getTimerCount()]).toEqual([['card'], 0]);
});

it('a card that fails to be disconnected is tried like any other', async () => {
  scripted.next = () =>
    Object.assign(new ScriptedConnection([]), { disconnect: () => Promise.reject(held()) });
  const connection = await system.connect('R');
  await expect(connection.disconnect()).rejects.toThrow();
  await refused(held);
  expect(seen()).toEqual(['card', 'in-use']);
  expect(vi.getTimerCount()).toBe(1);
});

it('no trial begins while this process connects', async () => {
  await refused();
  const connecting = deferred<CardConnection>();
  const connect = vi.spyOn(scripted, 'connect').mockReturnValueOnce(connecting.promise);
  const connected = system.connect('R');
  scripted.change([slot('in-use')]);
  await vi.advanceTimersByTimeAsync(3 * INTERVAL);
  expect(connect).toHaveBeenCalledTimes(1);
  connecting.resolve(new ScriptedConnection([]));
  await connected;
});

it('a trial does not stand in the way of who connects meanwhile', async () => {
  await refused();
  let release = (): void => undefined;
  const trial = new ScriptedConnection([]);
  trial.disconnect = () =>
    new Promise((resolve) => {
      release = resolve;
    });
  scripted.next = () => trial;
  await vi.advanceTimersByTimeAsync(INTERVAL);
  scripted.next = () => new ScriptedConnection([]);
  const connecting = system.connect('R');
  await vi.advanceTimersByTimeAsync(0);
  expect(scripted.opened).toHaveLength(2);
  release();
  await connecting;
  expect(scripted.opened).toHaveLength(3);
});
