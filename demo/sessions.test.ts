import { describe, expect, it } from 'vitest';
import { createSessionStore } from './sessions.ts';

describe('createSessionStore', () => {
  it('gives each session an id that nobody can guess, and its own data', () => {
    const store = createSessionStore<string>({ lifetimeSeconds: 60, maxSessions: 10 });
    const [first, second] = [store.start('first'), store.start('second')];
    expect(Buffer.from(first.id, 'base64url')).toHaveLength(32);
    expect(first.id).not.toBe(second.id);
    expect(store.find(first.id)?.data).toBe('first');
    store.end(first.id);
    expect(store.find(first.id)).toBeUndefined();
    expect(store.find(second.id)?.data).toBe('second');
  });

  it('forgets what has expired', () => {
    let now = 0;
    const store = createSessionStore<string>({ lifetimeSeconds: 60, maxSessions: 10, now: () => now });
    const { id } = store.start('old');
    now = 59_999;
    expect(store.find(id)).toBeDefined();
    now = 60_000;
    expect(store.find(id)).toBeUndefined();
  });

  it('stays bounded: the oldest makes room', () => {
    const store = createSessionStore<number>({ lifetimeSeconds: 60, maxSessions: 2 });
    const ids = [1, 2, 3].map((data) => store.start(data).id);
    expect(ids.map((id) => store.find(id)?.data)).toEqual([undefined, 2, 3]);
  });
});
