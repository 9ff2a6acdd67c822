/**
 * A relying party as an integrator would write it: a small library's site, on which readers log in with their card.
 * What Kazasu adds to it stands in `login.ts` (server) and `page/login.ts` (page).
 */
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { languageDetector } from 'hono/language';
import { secureHeaders } from 'hono/secure-headers';
import { createBrowserSessions } from './browser-sessions.ts';
import { type LoginService, loginRoutes } from './login.ts';
import { LANGUAGES, languageOf, rememberLanguage } from './messages/language.ts';
import { accountPage } from './views/account-page.tsx';
import { loginPage } from './views/login-page.tsx';

export interface DemoSettings
  extends Pick<
    LoginService,
    'origin' | 'trustAnchors' | 'testTrustAnchors' | 'nonces' | 'accountKeySecrets'
  > {
  /** The page's script and style sheet, as they are to be served. */
  readonly assets: { readonly script: string; readonly style: string };
}

export interface Demo {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/** @throws TypeError when the settings do not make a verifier */
export function createDemo({ assets, ...service }: DemoSettings): Demo {
  const { origin } = service;
  const sessions = createBrowserSessions({ secure: origin.startsWith('https:') });
  const app = new Hono();

  app.use(securityHeaders(origin), onlyAt(origin), csrf({ origin }));
  app.get('/login.js', (c) => asset(c, 'text/javascript', assets.script));
  app.get('/style.css', (c) => asset(c, 'text/css', assets.style));

  app.use(languageDetector({ supportedLanguages: [...LANGUAGES], fallbackLanguage: 'ja', caches: false }));
  app.get('/', (c) => {
    rememberLanguage(c);
    const account = sessions.current(c)?.account;
    c.header('Cache-Control', 'no-store');
    return c.html(account ? accountPage(languageOf(c), account) : loginPage(languageOf(c)));
  });
  app.route('/', loginRoutes(service, sessions));
  return { fetch: (request) => app.fetch(request) };
}

/** No inline script or style, no frame, nothing from anywhere else. */
function securityHeaders(origin: string): ReturnType<typeof secureHeaders> {
  const own = ["'self'"];
  const none = ["'none'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: own,
      styleSrc: own,
      connectSrc: own,
      formAction: own,
      baseUri: none,
      frameAncestors: none,
    },
    // `no-referrer` would also take the Origin header from this site's own forms.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: origin.startsWith('https:'),
  });
}

/** A token is bound to one origin, so the site lives at one: `127.0.0.1` and foreign names lead there or nowhere. */
function onlyAt(origin: string) {
  const { host } = new URL(origin);
  return async (c: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    if (new URL(c.req.url).host !== host) return c.redirect(`${origin}/`, 307);
    await next();
    return undefined;
  };
}

function asset(c: Context, type: string, body: string): Response {
  return c.body(body, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' });
}
