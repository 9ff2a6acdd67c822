/** A card that is new here becomes an account: after the person has said who they are, and agreed to that being kept. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Accounts } from './accounts.ts';
import type { BrowserSession, BrowserSessions } from './browser-sessions.ts';
import { languageOf } from './messages/language.ts';
import { readSignUp, toSignUpInput } from './profile.ts';
import { registerPage } from './views/register-page.tsx';

/** Of the form as browsers encode it, nine octets for a Japanese character. */
const FORM_MAX_BYTES = 8 * 1024;

export function registrationRoutes(accounts: Accounts, sessions: BrowserSessions): Hono {
  const routes = new Hono();

  routes.get('/register', (c) => {
    if (!newcomerOf(c)) return c.redirect('/', 303);
    return c.html(registerPage(languageOf(c)));
  });

  routes.post('/register', bodyLimit({ maxSize: FORM_MAX_BYTES }), async (c) => {
    const newcomer = newcomerOf(c);
    if (!newcomer) return c.redirect('/', 303);
    const input = toSignUpInput(await c.req.parseBody());
    const form = readSignUp(input);
    if ('wrong' in form) return c.html(registerPage(languageOf(c), { input, wrong: form.wrong }), 422);

    const { account, card } = accounts.open(form.profile, newcomer.login.verified);
    sessions.advance(c, {
      stage: 'member',
      accountId: account.id,
      cardId: card.id,
      login: newcomer.login,
    });
    return c.redirect('/account', 303);
  });

  function newcomerOf(c: Context): Extract<BrowserSession, { stage: 'newcomer' }> | undefined {
    const session = sessions.current(c);
    return session?.stage === 'newcomer' ? session : undefined;
  }

  return routes;
}
