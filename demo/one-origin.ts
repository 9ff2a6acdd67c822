import type { MiddlewareHandler } from 'hono';

/** A token is bound to one origin, so the site lives at one: `127.0.0.1` and foreign names lead there or nowhere. */
export function onlyAt(origin: string): MiddlewareHandler {
  const { host } = new URL(origin);
  return async (c, next) => {
    if (new URL(c.req.url).host !== host) return c.redirect(`${origin}/`, 307);
    await next();
    return undefined;
  };
}
