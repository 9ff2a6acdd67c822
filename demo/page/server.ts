/** How the site's own server said no, or nothing. */
export class RequestFailed extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** @throws RequestFailed */
export async function post(path: string, body: object = {}): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    (cause: unknown) => {
      throw new RequestFailed('site-unreachable', { cause });
    },
  );
  // The session has ended, and the server leads to the log-in.
  if (response.redirected) location.assign(response.url);
  const answer = (await response.json().catch(() => null)) as unknown;
  if (response.ok) return answer;
  throw new RequestFailed(response.status < 500 ? codeIn(answer) : 'site-unreachable');
}

/** That of `{ "code": "…" }`, by which the server says what it refuses. */
export function codeIn(answer: unknown): string {
  const hasCode = typeof answer === 'object' && answer !== null && 'code' in answer;
  return hasCode && typeof answer.code === 'string' ? answer.code : 'refused';
}
