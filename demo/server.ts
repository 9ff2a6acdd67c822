/**
 * A relying party as an integrator would write it: a small library's site, on which readers sign up and log in with their
 * card. What Kazasu adds to it stands in `login.ts` (server) and `page/login.ts` (page).
 */
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { languageDetector } from 'hono/language';
import {
  createDocumentVerifier,
  createVerifier,
  type DocumentVerifierSettings,
  type NonceStore,
  type VerifierSettings,
} from 'kazasu/verify';
import type { Accounts } from './accounts.ts';
import { type Assets, assetRoutes } from './assets.ts';
import { createBrowserSessions } from './browser-sessions.ts';
import { cardRoutes } from './cards.ts';
import { loginRoutes } from './login.ts';
import { createMembers } from './members.ts';
import { LANGUAGES, languageOf, rememberLanguage } from './messages/language.ts';
import { movingRoutes } from './moving.ts';
import { onlyAt } from './one-origin.ts';
import { type ConnectionBindings, limitRate } from './rate-limit.ts';
import { registrationRoutes } from './registration.ts';
import { securityHeaders } from './security-headers.ts';
import { verificationReport } from './verification-report.ts';
import { accountPage } from './views/account-page.tsx';
import { loginPage } from './views/login-page.tsx';
import { verifiedPage } from './views/verified-page.tsx';

export interface DemoSettings
  extends Pick<
    VerifierSettings,
    'origin' | 'trustAnchors' | 'testTrustAnchors' | 'accountKeySecrets' | 'revocation'
  > {
  /** The authorities for digital signature. */
  readonly signers: Pick<DocumentVerifierSettings, 'trustAnchors' | 'testTrustAnchors'>;
  readonly nonces: NonceStore;
  readonly accounts: Accounts;
  /** What may be posted from one address. */
  readonly postsPerMinute: number;
  /** The pages' scripts and style sheet. */
  readonly assets: Assets;
}

export interface Demo {
  readonly fetch: (request: Request, connection?: ConnectionBindings) => Response | Promise<Response>;
}

/** @throws TypeError when the settings do not make a verifier */
export function createDemo({
  nonces,
  accounts,
  postsPerMinute,
  assets,
  signers,
  ...service
}: DemoSettings): Demo {
  const { origin } = service;
  const verifier = createVerifier({ ...service, nonces });
  const { revocation } = service;
  const documents = createDocumentVerifier({ ...signers, ...(revocation && { revocation }) });
  const sessions = createBrowserSessions({ secure: origin.startsWith('https:') });
  const members = createMembers(accounts, sessions);
  const app = new Hono<{ Bindings: ConnectionBindings }>();

  app.use(securityHeaders(origin), onlyAt(origin), csrf({ origin }));
  app.post('*', limitRate({ perMinute: postsPerMinute }));
  app.route('/', assetRoutes(assets));
  app.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    await next();
  });
  app.use(languageDetector({ supportedLanguages: [...LANGUAGES], fallbackLanguage: 'ja', caches: false }));
  app.use(rememberLanguage);

  app.get('/', (c) => (members.current(c) ? c.redirect('/account', 303) : c.html(loginPage(languageOf(c)))));
  app.route('/', loginRoutes({ nonces, verifier, accounts, sessions }));
  app.route('/', registrationRoutes(accounts, sessions));
  app.get('/account', members.only, (c) => c.html(accountPage(languageOf(c), c.get('member'))));
  app.route('/', cardRoutes({ verifier, accounts, members }));
  app.route('/', movingRoutes(members, documents));
  app.get('/verified', members.only, (c) =>
    c.html(verifiedPage(languageOf(c), verificationReport(c.get('member').session.login, origin))),
  );
  return { fetch: (request, connection = {}) => app.fetch(request, connection) };
}
