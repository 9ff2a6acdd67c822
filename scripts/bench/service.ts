import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { startPrivateRedis } from '../../sdk/verify/testing/private-redis.ts';
import { root } from '../root.ts';
import { createTokenMaker, type TokenMaker } from '../simulated-login.ts';
import { type Figure, median, percentile } from './row.ts';

const LOGINS = 3000;
const CONNECTIONS = 16;

/** The demo's login endpoint over HTTP on loopback: the site on one core, its visitors on another. Needs `npm run build`. */
export async function benchService(): Promise<readonly Figure[]> {
  const tokens = await createTokenMaker();
  const folder = await mkdtemp(join(tmpdir(), 'kazasu-bench-'));
  const redis = await startPrivateRedis();
  try {
    const anchor = join(folder, 'ca.pem');
    await writeFile(anchor, tokens.authorities);
    const stores = { memory: {}, Redis: { KAZASU_DEMO_REDIS: `unix://${redis.socket}` } };
    const measured: [string, Measured][] = [];
    for (const [name, env] of Object.entries(stores)) {
      const settings = {
        KAZASU_DEMO_TRUST_ANCHOR: anchor,
        KAZASU_DEMO_SIGNATURE_TRUST_ANCHOR: anchor,
        KAZASU_DEMO_POSTS_PER_MINUTE: '1000000',
      };
      const site = await startSite(['dist/demo/main.js'], { ...env, ...settings });
      measured.push([name, await measure(site, tokens).finally(() => site.end())]);
    }
    return measured.flatMap(([name, figures]) => toFigures(name, figures));
  } finally {
    await redis.stop();
    await rm(folder, { recursive: true });
  }
}

interface Site {
  readonly origin: string;
  post(
    path: string,
    body: unknown,
    cookie?: string,
  ): Promise<{ status: number; cookie: string; body: string }>;
  end(): Promise<void>;
}

/** @param args of Node.js: a server that prints its address */
async function startSite(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Site> {
  const server: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (server.stdout === null) throw new TypeError('it was started with a pipe');
  // The event's only argument.
  const [line] = (await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    untilEnded(server),
  ])) as [string];
  const { origin, host, port } = new URL(/http:\S+/u.exec(line)?.[0] ?? '');
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  return {
    origin,
    async post(path, body, cookie = '') {
      const headers = { host, origin, cookie, 'content-type': 'application/json' };
      const sent = request({ host: '127.0.0.1', port, path, agent, method: 'POST', headers });
      sent.end(JSON.stringify(body));
      // The event's only argument.
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      const [set = ''] = response.headers['set-cookie'] ?? [];
      const answer = await text(response);
      return { status: response.statusCode ?? 0, cookie: set.split(';')[0] ?? '', body: answer };
    },
    async end() {
      agent.destroy();
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

async function untilEnded(server: ChildProcess): Promise<never> {
  await once(server, 'exit');
  throw new Error('the server has ended');
}

interface Measured {
  readonly perSecond: number;
  /** Of requests whose token is refused at a glance: HTTP, routing and sessions, without verification. */
  readonly floorPerSecond: number;
  readonly atHalfLoad: Latency;
  /** Of a bare HTTP server that is busy for as long with each request, at the same rate: what is left is the machine. */
  readonly floorAtHalfLoad: Latency;
}

/** In milliseconds. */
interface Latency {
  readonly median: number;
  readonly p99: number;
}

interface Login {
  readonly token: string;
  readonly cookie: string;
}

async function measure(site: Site, tokens: TokenMaker): Promise<Measured> {
  await atFullLoad(site, await prepareLogins(site, tokens)); // the first ones are compiled
  const refused = (await prepareLogins(site, tokens)).map((login) => ({ ...login, token: 'not.a.token' }));
  const floorPerSecond = await atFullLoad(site, refused, 401);
  const perSecond = await atFullLoad(site, await prepareLogins(site, tokens));
  const atHalfLoad = await atRate(site, await prepareLogins(site, tokens), perSecond / 2);
  const floorAtHalfLoad = await bareAtRate(1000 / perSecond, refused, perSecond / 2);
  return { perSecond, floorPerSecond, atHalfLoad, floorAtHalfLoad };
}

/** People who have their token and are about to send it. */
async function prepareLogins(site: Site, tokens: TokenMaker): Promise<readonly Login[]> {
  return await Promise.all(
    Array.from({ length: LOGINS }, async () => {
      const { cookie, body } = await site.post('/login/nonce', {});
      // The demo's own answer.
      const { nonce } = JSON.parse(body) as { nonce: string };
      return { cookie, token: tokens.token(site.origin, nonce) };
    }),
  );
}

async function logIn(site: Site, { token, cookie }: Login, expected: number): Promise<void> {
  const { status, body } = await site.post('/login', { token }, cookie);
  if (status !== expected) throw new Error(`the demo answered ${status}: ${body}`);
}

/** As fast as the connections can carry them. @returns log-ins a second */
async function atFullLoad(site: Site, logins: readonly Login[], expected = 200): Promise<number> {
  const started = performance.now();
  await Promise.all(logins.map((login) => logIn(site, login, expected)));
  return (logins.length * 1000) / (performance.now() - started);
}

async function bareAtRate(busyMs: number, logins: readonly Login[], perSecond: number): Promise<Latency> {
  const bare = await startSite(['--import', 'tsx', 'scripts/bench/busy-server.ts', String(busyMs)]);
  try {
    await atFullLoad(bare, logins);
    return await atRate(bare, logins, perSecond);
  } finally {
    await bare.end();
  }
}

/** They come when they come, whether the site is ready for them or not. */
async function atRate(site: Site, logins: readonly Login[], perSecond: number): Promise<Latency> {
  const started = performance.now();
  const underWay: Promise<number>[] = [];
  for (const [index, login] of logins.entries()) {
    const due = started + (index * 1000) / perSecond;
    if (due > performance.now()) await wait(due - performance.now());
    const sent = performance.now();
    underWay.push(logIn(site, login, 200).then(() => performance.now() - sent));
  }
  const latencies = await Promise.all(underWay);
  return { median: median(latencies), p99: percentile(latencies, 0.99) };
}

function toFigures(
  store: string,
  { perSecond, floorPerSecond, atHalfLoad, floorAtHalfLoad }: Measured,
): readonly Figure[] {
  return [
    {
      what: `service: log-ins, nonces in ${store}`,
      figure: `${Math.round(perSecond)} a second`,
      counts: `${(perSecond / floorPerSecond).toFixed(2)} x as many as are refused at a glance (${Math.round(floorPerSecond)})`,
    },
    {
      what: `service: at half of that load, ${store}`,
      figure: `p99 ${(atHalfLoad.p99 / atHalfLoad.median).toFixed(1)} x the median`,
      counts: `${toText(atHalfLoad)}; a bare server that is busy for as long: ${toText(floorAtHalfLoad)}, ${(atHalfLoad.p99 / floorAtHalfLoad.p99).toFixed(1)} x its p99`,
    },
  ];
}

function toText({ median, p99 }: Latency): string {
  return `median ${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
}
