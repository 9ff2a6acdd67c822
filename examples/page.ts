/** The one page of each example, and its script, which is `kazasu/login` bundled for browsers (README.md). */
import { readFile } from 'node:fs/promises';
import type { Session } from './sessions.ts';

/** Scripts and requests only of the site itself: whatever else runs in this origin can ask in its name. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

export function page(session: Session | undefined): string {
  return `<!doctype html>
<html lang="ja">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>図書館の会員ページ</title>
  <script type="module" src="/kazasu-login.js"></script>
  <h1>図書館の会員ページ</h1>
  ${session?.account === undefined ? LOGIN : '<p>ログインしています。</p>'}
</html>
`;
}

const LOGIN = `<kazasu-login nonce-url="/login/nonce" login-url="/login" success-url="/"
    purpose="会員ページへのログイン"></kazasu-login>`;

export function loginScript(): Promise<string> {
  return readFile(new URL('kazasu-login.js', import.meta.url), 'utf8');
}
