import type { Context, MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** From `?lang=`, the cookie, or Accept-Language, in this order; Japanese when none of them says. */
export function languageOf(c: Context): Language {
  return c.get('language') === 'en' ? 'en' : 'ja';
}

/** What the person chose with the switch holds for the next visits; what the browser prefers is asked each time. */
export const rememberLanguage: MiddlewareHandler = async (c, next) => {
  if (c.req.query('lang') !== undefined) {
    setCookie(c, 'language', languageOf(c), {
      path: '/',
      sameSite: 'Lax',
      httpOnly: true,
      maxAge: 365 * 86_400,
    });
  }
  await next();
};
