import { randomBytes } from 'node:crypto';

export interface Session<Data> {
  /** 256 random bits. */
  readonly id: string;
  readonly data: Data;
  readonly expires: number;
}

export interface SessionStore<Data> {
  start(data: Data): Session<Data>;
  find(id: string): Session<Data> | undefined;
  end(id: string): void;
}

interface SessionStoreSettings {
  readonly lifetimeSeconds: number;
  /** Beyond this many the oldest end. */
  readonly maxSessions: number;
  readonly now?: () => number;
}

/** Sessions in this process's memory, bounded in time and number. */
export function createSessionStore<Data>(settings: SessionStoreSettings): SessionStore<Data> {
  const { lifetimeSeconds, maxSessions, now = Date.now } = settings;
  // All live equally long, so the order of insertion is the order of expiry.
  const sessions = new Map<string, Session<Data>>();

  function endOldest(): void {
    for (const [id, { expires }] of sessions) {
      if (sessions.size <= maxSessions && expires > now()) return;
      sessions.delete(id);
    }
  }

  return {
    start(data) {
      const id = randomBytes(32).toString('base64url');
      const session = { id, data, expires: now() + lifetimeSeconds * 1000 };
      sessions.set(id, session);
      endOldest();
      return session;
    },
    find(id) {
      const session = sessions.get(id);
      return session && session.expires > now() ? session : undefined;
    },
    end(id) {
      sessions.delete(id);
    },
  };
}
