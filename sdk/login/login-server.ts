/**
 * The site's own two endpoints. docs/login-element.md.
 */
import { ServerFailure } from './login-failure.ts';
import type { LoginSettings } from './login-settings.ts';

/** Longer than any answer takes that still comes. Without a limit the button would be busy for ever. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * @returns what stands in the answer's `nonce`; `authenticate` refuses what is none
 * @throws ServerFailure `server-unavailable`; the signal's reason
 */
export async function fetchNonce(settings: LoginSettings, signal: AbortSignal): Promise<string> {
  const { response, answer } = await post(settings.nonceUrl, {}, settings, signal);
  if (!response.ok) throw unavailable(settings.nonceUrl, `answered ${response.status}`);
  const nonce = typeof answer === 'object' && answer !== null && 'nonce' in answer ? answer.nonce : undefined;
  if (typeof nonce !== 'string') throw unavailable(settings.nonceUrl, 'answered without a nonce');
  return nonce;
}

/**
 * @returns the server's JSON answer, `null` if it is empty
 * @throws ServerFailure `login-refused` for an answer of 4xx, `server-unavailable` for any other; the signal's reason
 */
export async function sendToken(
  token: string,
  settings: LoginSettings,
  signal: AbortSignal,
): Promise<unknown> {
  const { response, answer } = await post(settings.loginUrl, { token }, settings, signal);
  if (isRefusal(response.status)) {
    const explanation = `${settings.loginUrl.pathname} answered ${response.status}`;
    throw new ServerFailure('login-refused', explanation, { answer: answer ?? null });
  }
  if (!response.ok) throw unavailable(settings.loginUrl, `answered ${response.status}`);
  if (answer === undefined) throw unavailable(settings.loginUrl, 'answered with something other than JSON');
  return answer;
}

/** 408 and 429 say that it may work later (RFC 9110, section 15.5.9; RFC 6585, section 4). */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

async function post(
  url: URL,
  body: object,
  { csrfToken }: LoginSettings,
  signal: AbortSignal,
): Promise<{ response: Response; answer: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Not even a redirect takes the token to another origin, whose answer nobody could read anyway.
      mode: 'same-origin',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(csrfToken !== undefined && { 'x-csrf-token': csrfToken }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    return { response, answer: parseAnswer(await response.text()) };
  } catch (cause) {
    signal.throwIfAborted();
    throw unavailable(url, 'did not answer', cause);
  }
}

/** `null` for nothing (a 204), `undefined` for what is not JSON. */
function parseAnswer(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unavailable(url: URL, problem: string, cause?: unknown): ServerFailure {
  return new ServerFailure('server-unavailable', `${url.pathname} ${problem}`, { cause });
}
