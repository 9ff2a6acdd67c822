import {
  authenticateRequestSchema as request,
  authenticateResultSchema as result,
} from '../../shared/page-protocol.ts';
import { ask } from './ask.ts';

/** What a page asks for when it asks for a log-in. */
export interface AuthenticateOptions {
  /** From the service's own server, for this session and this log-in: 32 to 256 characters of `A-Z a-z 0-9 . _ ~ + / = -`. */
  readonly nonce: string;
  /** What the log-in is for, in the site's own words: 1 to 200 characters of plain text on one line, shown as such. */
  readonly purpose?: string | undefined;
  /** Gives the request up. The promise then rejects with the signal's `reason`, as `fetch` does. */
  readonly signal?: AbortSignal | undefined;
}

/** What the person’s consent, card and PIN come to. */
export interface AuthenticateResult {
  /** A signed token for `verifyAuthToken` on the service's server. It proves nothing until it has been verified there. */
  readonly token: string;
}

/**
 * Asks the person to log in with their card and its 4-digit PIN, in a window of the extension's own.
 * Call it from the handler of a click or a key press. It settles within ten minutes at the latest.
 *
 * @throws {@link KazasuError} with one of the {@link PageErrorCode}s
 * @throws the signal's `reason` once it is aborted
 *
 * @example
 * ```ts
 * button.addEventListener('click', async () => {
 *   const { token } = await authenticate({ nonce, purpose: '会員ページへのログイン' });
 *   await fetch('/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
 * });
 * ```
 */
export async function authenticate({
  nonce,
  purpose,
  signal,
}: AuthenticateOptions): Promise<AuthenticateResult> {
  return ask({ request, result }, { method: 'authenticate', nonce, purpose }, { signal });
}
