/**
 * A service with `<kazasu-login>` on its page, under a Content-Security-Policy that allows its own script and style and
 * nothing else, and a server that verifies what the element sends.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { build } from 'esbuild';
import { createMemoryNonceStore, createVerifier, type Verifier } from 'kazasu/verify';
import { resolvePath } from '../../scripts/root.ts';

export interface LoginSite {
  readonly origin: string;
  /** What it was asked, oldest first: `POST /login`. */
  readonly requests: string[];
  close(): Promise<void>;
}

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const STYLE = `:root { color-scheme: light dark; font: 1rem/1.6 sans-serif }
.themed { --accent: #6b1d5c; --kazasu-accent: var(--accent); --kazasu-on-accent: #ffffff; --kazasu-radius: 0 }
.themed::part(button) { inline-size: 20rem }`;

/** What the page hears; and each state is reported, because what a test evaluates in a page would count as a gesture. */
const SCRIPT = `import 'kazasu/login';
const login = document.querySelector('kazasu-login');
const report = (what) => void fetch('/report/' + what, { method: 'POST' });
globalThis.heard = [];
for (const name of ['kazasu-login', 'kazasu-error'])
  document.addEventListener(name, ({ detail }) => globalThis.heard.push({ name, detail }));
document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => globalThis.heard.push({ violatedDirective }));
new MutationObserver(() => report(login.state)).observe(login, { attributeFilter: ['state'] });
addEventListener('click', () => {
  const timer = setInterval(() => {
    if (navigator.userActivation.isActive) return;
    clearInterval(timer);
    report('gesture-over');
  }, 50);
});`;

/** The attributes of the element, by the path of its page. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '/': 'nonce-url="/login/nonce" login-url="/login" success-url="/members" purpose="図書館の予約"',
  '/stays': 'nonce-url="/login/nonce" login-url="/login" help-url="/help" csrf-token="csrf-1"',
  '/slow': 'nonce-url="/login/slow-nonce" login-url="/login"',
  '/themed': 'nonce-url="/login/nonce" login-url="/login" class="themed"',
};

/** @param authority the simulated card's, in PEM */
export async function startLoginSite(authority: string): Promise<LoginSite> {
  const requests: string[] = [];
  const script = await bundle();
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (request.method === 'GET') respondWithPage(new URL(request.url ?? '/', origin), script, response);
    else void service(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const origin = `http://localhost:${port}`;
  const service = createService(origin, authority, requests);
  return {
    origin,
    requests,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Service = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createService(origin: string, authority: string, requests: readonly string[]): Service {
  const nonces = createMemoryNonceStore();
  const verifier = createVerifier({
    origin,
    trustAnchors: [],
    testTrustAnchors: [authority],
    nonces,
    accountKeySecrets: [{ id: 'a', secret: new Uint8Array(32).fill(7) }],
  });
  return async (request, response) => {
    const session = /session=([\w-]+)/u.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
    response.setHeader('set-cookie', `session=${session}; HttpOnly; SameSite=Lax; Path=/`);
    switch (request.url ?? '') {
      case '/login/slow-nonce':
        while (requests.at(-1) !== 'POST /report/gesture-over') await new Promise(setImmediate);
        send(response, 200, { nonce: await nonces.issue(session) });
        return;
      case '/login/nonce':
        send(response, 200, { nonce: await nonces.issue(session) });
        return;
      case '/login':
        send(response, ...(await verdict(verifier, session, await json(request), request.headers)));
        return;
      default:
        send(response, 404, {});
    }
  };
}

async function verdict(
  verifier: Verifier,
  session: string,
  body: unknown,
  headers: IncomingMessage['headers'],
): Promise<[number, object]> {
  const { token } = body as { token: unknown }; // as the element sends it, or the test fails
  const result = await verifier.verifyAuthToken(token, { session });
  if (!result.ok) return [401, { code: result.code }];
  return [200, { accountKey: result.accountKey, csrfToken: headers['x-csrf-token'] ?? null }];
}

function send(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function respondWithPage({ pathname, searchParams }: URL, script: string, response: ServerResponse): void {
  if (pathname === '/page.js') respond('text/javascript', script);
  else if (pathname === '/style.css') respond('text/css', STYLE);
  else respond('text/html', pageAt(pathname, searchParams.get('lang') ?? 'en'));

  function respond(type: string, body: string): void {
    response.writeHead(200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': CSP,
      'cache-control': 'no-store',
    });
    response.end(body);
  }
}

function pageAt(path: string, language: string): string {
  const attributes = ATTRIBUTES[path];
  const login = attributes === undefined ? '' : `<kazasu-login ${attributes}></kazasu-login>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>図書館</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css">
<main><h1>図書館</h1>${login}</main><script type="module" src="/page.js"></script>`;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: resolvePath() },
    alias: { 'kazasu/login': resolvePath('dist/sdk/login/index.js') },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
