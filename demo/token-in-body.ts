import { bodyLimit } from 'hono/body-limit';
import { validator } from 'hono/validator';

/** A token has up to 16 KiB. */
const BODY_MAX_BYTES = 20 * 1024;

/**
 * `{ "token": "…" }`. Only `application/json` gets through, which a foreign page cannot send without asking first (and
 * this site never says yes): the forms that it could send are what `csrf` refuses.
 */
export const tokenInBody = [
  bodyLimit({ maxSize: BODY_MAX_BYTES }),
  validator('json', (body: unknown, c) => {
    const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
    return typeof token === 'string' ? { token } : c.text('Bad Request', 400);
  }),
] as const;
