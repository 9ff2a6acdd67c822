import type { Context, MiddlewareHandler } from 'hono';

export interface RateLimit {
  /** For each address. */
  readonly perMinute: number;
  /** Beyond this many the oldest is forgotten, so that a crowd costs no more memory than this. */
  readonly maxAddresses?: number;
  readonly now?: () => number;
}

/** What {@link limitRate} is told of a request by whoever accepted the connection. */
export interface ConnectionBindings {
  /** Of the client. Behind a proxy it is the proxy that has to say; a header that anybody can send is none of its words. */
  readonly address?: string | undefined;
}

const MINUTE_MS = 60_000;

/** Answers 429 (RFC 6585) to an address that asks too often: each log-in costs the server memory and a verification. */
export function limitRate(settings: RateLimit): MiddlewareHandler<{ Bindings: ConnectionBindings }> {
  const { perMinute, maxAddresses = 10_000, now = Date.now } = settings;
  // All windows are equally long, so the order of insertion is the order of their ends.
  const windows = new Map<string, { count: number; readonly ends: number }>();

  function windowOf(address: string): { count: number; readonly ends: number } {
    const current = windows.get(address);
    if (current && current.ends > now()) return current;
    windows.delete(address);
    const fresh = { count: 0, ends: now() + MINUTE_MS };
    windows.set(address, fresh);
    forgetOldest();
    return fresh;
  }

  function forgetOldest(): void {
    for (const [address, { ends }] of windows) {
      if (windows.size <= maxAddresses && ends > now()) return;
      windows.delete(address);
    }
  }

  return async (c, next) => {
    const window = windowOf(addressOf(c));
    window.count += 1;
    if (window.count <= perMinute) {
      await next();
      return undefined;
    }
    c.header('Retry-After', String(Math.ceil((window.ends - now()) / 1000)));
    return c.text('Too Many Requests', 429);
  };
}

/** Those whose address nobody knows share one limit. */
function addressOf(c: Context<{ Bindings: ConnectionBindings }>): string {
  return c.env.address ?? 'unknown';
}
