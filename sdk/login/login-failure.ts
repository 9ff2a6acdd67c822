import { PAGE_ERROR_CODES } from '../../shared/errors.ts';
import { KazasuError } from '../page/kazasu-error.ts';

/** In the order of docs/error-codes.md. */
export const LOGIN_ERROR_CODES = [...PAGE_ERROR_CODES, 'login-refused', 'server-unavailable'] as const;
/** One of the ten codes of `kazasu`, or of two that only the site’s own server can be the cause of. */
export type LoginErrorCode = (typeof LOGIN_ERROR_CODES)[number];

/** What a `kazasu-error` event says. */
export interface LoginErrorDetail {
  readonly code: LoginErrorCode;
  /** For the developer's log, in English; the person reads the element's own words. */
  readonly explanation: string;
  /** With `login-refused`: the server's JSON answer, `null` if it has none. */
  readonly answer?: unknown;
}

/** How the site's own server said no, or nothing. */
export class ServerFailure extends Error {
  readonly code: 'login-refused' | 'server-unavailable';
  readonly answer: unknown;

  constructor(
    code: ServerFailure['code'],
    message: string,
    { answer, cause }: { answer?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'ServerFailure';
    this.code = code;
    this.answer = answer;
  }
}

/** Whatever was thrown, as the event says it: what nobody foresaw is `internal`. */
export function failureOf(thrown: unknown): LoginErrorDetail {
  if (thrown instanceof KazasuError) return { code: thrown.code, explanation: thrown.message };
  if (!(thrown instanceof ServerFailure)) return { code: 'internal', explanation: String(thrown) };
  const { code, message: explanation, answer } = thrown;
  return code === 'login-refused' ? { code, explanation, answer } : { code, explanation };
}
