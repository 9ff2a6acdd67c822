/** Each of examples/ logs people in, and nobody else: over HTTP, as a browser with a simulated card would ask. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../examples/settings.ts';
import { runSimulateCommand } from '../host/simulator/command.ts';

const EXAMPLES = {
  hono: () => import('../examples/hono/service.ts'),
  fastify: () => import('../examples/fastify/service.ts'),
  express: () => import('../examples/express/service.ts'),
};

const state = mkdtempSync(join(tmpdir(), 'kazasu-examples-'));
const authority = join(state, 'test-ca.pem');
const secret = Buffer.alloc(32, 7).toString('base64');

beforeAll(async () => {
  writeFileSync(authority, await simulate('ca'));
});
afterAll(() => {
  rmSync(state, { recursive: true });
});

describe.each(Object.entries(EXAMPLES))('%s', (_name, load) => {
  let origin = '';
  let server: Server;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    Object.assign(process.env, {
      PORT: port,
      KAZASU_TEST_CA: authority,
      ACCOUNT_KEY_SECRET: secret,
    });
    server = (await load()).server as Server; // each of them serves plain HTTP
    if (!server.listening) await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
  });

  it('has a page with the log-in, and no script from elsewhere', async () => {
    const response = await fetch(origin);
    expect(await response.text()).toContain('<kazasu-login nonce-url="/login/nonce" login-url="/login"');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('logs in with a simulated card, under a new session id', async () => {
    const { nonce, cookie } = await askForNonce(origin);
    const answer = await logIn(origin, { token: await simulatedToken(origin, nonce), cookie });
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(answer.cookie).toMatch(/^session=[\w-]{43}$/u);
    expect(answer.cookie).not.toBe(cookie);
    expect(await pageOf(origin, answer.cookie)).toContain('ログインしています。');
    expect(await pageOf(origin, cookie)).not.toContain('ログインしています。');
  });

  it('accepts a token once, however often it comes', async () => {
    const { nonce, cookie } = await askForNonce(origin);
    const token = await simulatedToken(origin, nonce);
    const answers = await Promise.all([1, 2, 3].map(() => logIn(origin, { token, cookie })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    const other = await askForNonce(origin);
    const replay = await logIn(origin, { token, cookie: other.cookie });
    expect(replay).toMatchObject({ status: 401, body: { code: 'nonce-of-other-session' }, cookie: '' });
  });

  it.each([
    { what: 'a token for another site', origin: 'https://other.example', code: 'audience-mismatch' },
    { what: 'an expired card', scenario: 'expired', code: 'certificate-expired' },
    { what: 'a card with another key', scenario: 'wrong-key', code: 'signature-invalid' },
  ])('refuses $what', async ({ origin: audience = origin, scenario = 'normal', code }) => {
    const { nonce, cookie } = await askForNonce(origin);
    const token = await simulatedToken(audience, nonce, scenario);
    expect(await logIn(origin, { token, cookie })).toMatchObject({ status: 401, body: { code }, cookie: '' });
  });

  it.each([undefined, null, 7, {}, '', 'a.b.c'])('refuses %j for a token', async (token) => {
    const { cookie } = await askForNonce(origin);
    expect((await logIn(origin, { token, cookie })).status).toBe(401);
  });

  it('refuses what another site makes a browser send', async () => {
    const { nonce, cookie } = await askForNonce(origin);
    const token = await simulatedToken(origin, nonce);
    const foreign = { token, cookie, from: 'https://other.example' };
    expect(await logIn(origin, foreign)).toMatchObject({ status: 403, cookie: '' });
  });

  it('refuses a body that is too large', async () => {
    const { cookie } = await askForNonce(origin);
    const { status } = await logIn(origin, { token: 'x'.repeat(64 * 1024), cookie });
    expect(status).toBe(413);
  });
});

describe('in production', () => {
  const env = { ACCOUNT_KEY_SECRET: secret, KAZASU_TEST_CA: authority, NODE_ENV: 'production' };

  it('the simulated card counts for nothing', () => {
    expect(readSettings(env).verifier.testTrustAnchors).toEqual([]);
    expect(readSettings({ ...env, NODE_ENV: 'test' }).verifier.testTrustAnchors).toHaveLength(1);
  });
});

async function simulate(...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const io = {
    stdout: (line: string) => void lines.push(line),
    stderr: (line: string) => void lines.push(line),
  };
  const status = await runSimulateCommand([...args, '--state', state], { ...io, env: {} });
  if (status !== 0) throw new Error(lines.join('\n'));
  return lines.join('\n');
}

function simulatedToken(origin: string, nonce: string, scenario = 'normal'): Promise<string> {
  return simulate('token', `--origin=${origin}`, `--nonce=${nonce}`, scenario);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, 'localhost'), 'listening');
  const { port } = server.address() as AddressInfo; // of a server that listens on TCP
  server.close();
  await once(server, 'close');
  return port;
}

async function askForNonce(origin: string): Promise<{ nonce: string; cookie: string }> {
  const { body, cookie } = await post(`${origin}/login/nonce`, {}, { origin });
  return { nonce: (body as { nonce: string }).nonce, cookie };
}

function logIn(
  origin: string,
  { token, cookie, from = origin }: { token: unknown; cookie: string; from?: string },
): ReturnType<typeof post> {
  return post(`${origin}/login`, { token }, { origin: from, cookie });
}

async function pageOf(origin: string, cookie: string): Promise<string> {
  return (await fetch(origin, { headers: { cookie } })).text();
}

async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; body: unknown; cookie: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const [cookie = ''] = response.headers.get('set-cookie')?.split(';') ?? [];
  const text = await response.text();
  return {
    status: response.status,
    body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
    cookie,
  };
}
