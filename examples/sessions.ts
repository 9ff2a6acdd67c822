/**
 * Sessions in memory, as small as they can be; a service keeps them where it keeps the rest, and ends them some day.
 * What matters for a log-in: the id is not to be guessed, no script reads it, and logging in always brings a new one.
 */
import { randomBytes } from 'node:crypto';

export interface Session {
  readonly id: string;
  /** Absent before log-in, when a session only owns a nonce. */
  readonly account?: string | undefined;
}

const MAX_SESSIONS = 10_000;
const sessions = new Map<string, Session>();

/** @param cookies the request's `Cookie` header */
export function findSession(cookies: string | undefined): Session | undefined {
  const id = /(?:^|;\s*)session=([\w-]{43})(?:;|$)/u.exec(cookies ?? '')?.[1];
  return id === undefined ? undefined : sessions.get(id);
}

export function startSession(account?: string): Session {
  const session = { id: randomBytes(32).toString('base64url'), account };
  sessions.set(session.id, session);
  const [oldest] = sessions.keys();
  if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  return session;
}

export function endSession(session: Session | undefined): void {
  if (session) sessions.delete(session.id);
}

/** The response's `Set-Cookie` header. On https add `Secure`, and call the cookie `__Host-session`. */
export function sessionCookie({ id }: Session): string {
  return `session=${id}; Path=/; HttpOnly; SameSite=Lax`;
}
