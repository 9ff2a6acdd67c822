/**
 * The cards of an account. Whoever adds one can come in by it for good, and whoever takes one out keeps its holder out,
 * so both take a log-in just now. The nonce binds a new card's token to this session: nobody else's can be slipped in.
 */
import { Hono } from 'hono';
import type { Verifier } from 'kazasu/verify';
import type { Accounts } from './accounts.ts';
import type { Login } from './browser-sessions.ts';
import type { MemberVariables, Members } from './members.ts';
import { languageOf } from './messages/language.ts';
import { tokenInBody } from './token-in-body.ts';
import { cardsPage } from './views/cards-page.tsx';

/** How long after a log-in nobody else is likely to sit there. */
const RECENT_MS = 10 * 60 * 1000;

export interface CardService {
  readonly verifier: Verifier;
  readonly accounts: Accounts;
  readonly members: Members;
}

export function cardRoutes({ verifier, accounts, members }: CardService): Hono<MemberVariables> {
  const routes = new Hono<MemberVariables>();
  routes.use('/cards/*', members.only);

  routes.get('/cards', (c) => c.html(cardsPage(languageOf(c), c.get('member'))));

  routes.post('/cards', ...tokenInBody, async (c) => {
    const { account, session } = c.get('member');
    if (!isRecent(session.login)) return c.json({ code: 'login-too-old' }, 403);
    const verified = await verifier.verifyAuthToken(c.req.valid('json').token, { session: session.id });
    if (!verified.ok) return c.json({ code: verified.code }, 401);
    const outcome = accounts.link(account.id, verified);
    return outcome === 'linked' ? c.json({}) : c.json({ code: outcome }, 409);
  });

  routes.post('/cards/:id/unlink', (c) => {
    const { account, session } = c.get('member');
    if (!isRecent(session.login))
      return c.html(cardsPage(languageOf(c), c.get('member'), 'login-too-old'), 403);
    const outcome = accounts.unlink(account.id, c.req.param('id'));
    if (outcome === 'last-card') return c.html(cardsPage(languageOf(c), c.get('member'), outcome), 409);
    return c.redirect('/cards', 303);
  });

  return routes;
}

function isRecent({ at }: Login): boolean {
  return Date.now() - at.getTime() < RECENT_MS;
}
