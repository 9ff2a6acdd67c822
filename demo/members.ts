/** The pages that are for members alone. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Account, Accounts, LinkedCard } from './accounts.ts';
import type { BrowserSession, BrowserSessions } from './browser-sessions.ts';

export interface Member {
  readonly account: Account;
  /** The one that they came in by. */
  readonly card: LinkedCard;
  readonly session: Extract<BrowserSession, { stage: 'member' }>;
}

export interface MemberVariables {
  readonly Variables: { readonly member: Member };
}

export interface Members {
  current(c: Context): Member | undefined;
  /** Anybody else is sent to where they can become one. */
  readonly only: MiddlewareHandler<MemberVariables>;
}

/** A card that was taken out of its account takes with it every session that was opened by it. */
export function createMembers(accounts: Accounts, sessions: BrowserSessions): Members {
  function current(c: Context): Member | undefined {
    const session = sessions.current(c);
    if (session?.stage !== 'member') return undefined;
    const account = accounts.find(session.accountId);
    const card = account?.cards.find(({ id }) => id === session.cardId);
    return account && card && { account, card, session };
  }

  return {
    current,
    only: async (c, next) => {
      const member = current(c);
      if (!member) return c.redirect(sessions.current(c)?.stage === 'newcomer' ? '/register' : '/', 303);
      c.set('member', member);
      await next();
      return undefined;
    },
  };
}
