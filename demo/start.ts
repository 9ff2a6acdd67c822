import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createOcspChecker } from 'kazasu/verify';
import { createMemoryAccounts } from './accounts.ts';
import type { Assets } from './assets.ts';
import { openNonceStore } from './nonces.ts';
import { createDemo } from './server.ts';

/**
 * @returns the origin of the site, which is then being served
 * @throws Error with a message for the person who starts it
 */
export async function startDemo(env: NodeJS.ProcessEnv): Promise<string> {
  const port = readPort(env['PORT'] ?? '3000');
  const testTrustAnchor = await readTrustAnchor(env, 'KAZASU_DEMO_TRUST_ANCHOR', 'simulate ca');
  const signers = await readTrustAnchor(env, 'KAZASU_DEMO_SIGNATURE_TRUST_ANCHOR', 'simulate ca --signature');
  const ocspUrl = env['KAZASU_DEMO_OCSP'] ?? '';
  const postsPerMinute = readPositive(
    'KAZASU_DEMO_POSTS_PER_MINUTE',
    env['KAZASU_DEMO_POSTS_PER_MINUTE'] ?? '60',
  );
  const nonces = await openNonceStore(env['KAZASU_DEMO_REDIS'] ?? '');
  const server = createServer();
  const origin = `http://localhost:${await listen(server, port)}`;
  try {
    const demo = createDemo({
      origin,
      testTrustAnchors: [testTrustAnchor],
      signers: { testTrustAnchors: [signers] },
      nonces,
      accounts: createMemoryAccounts({ maxAccounts: 1000, maxCards: 10 }),
      // A service keeps its secrets for as long as its accounts, which here end with the process.
      accountKeySecrets: [{ id: 'demo', secret: randomBytes(32) }],
      // Whom to ask about revoked cards: nobody unless told. J-LIS answers to verifiers that are registered with it.
      ...(ocspUrl !== '' && { revocation: createOcspChecker({ url: ocspUrl }) }),
      postsPerMinute,
      assets: await readAssets(),
    });
    const listener = getRequestListener((request, { incoming }) =>
      demo.fetch(request, { address: incoming.socket.remoteAddress }),
    );
    server.on('request', (request, response) => void listener(request, response));
    return origin;
  } catch (error) {
    server.close();
    throw error;
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : Infinity;
  if (port > 65535) throw new Error(`PORT must be a number from 0 to 65535, and is: ${text}`);
  return port;
}

function readPositive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${name} must be a whole number, 1 or more, and is: ${text}`);
  return number;
}

async function readTrustAnchor(env: NodeJS.ProcessEnv, variable: string, command: string): Promise<string> {
  const path = env[variable] ?? '';
  const help = `Write it with: kazasu ${command} > test-ca.pem`;
  if (path === '') {
    throw new Error(`${variable} must name the test authority’s certificate in PEM. ${help}`);
  }
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`${variable} cannot be read: ${path}. ${help}`, { cause });
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(`${variable} is no certificate in PEM: ${path}. ${help}`);
  }
  return text;
}

/** @returns the port, which the system has chosen for 0 */
async function listen(server: Server, port: number): Promise<number> {
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'failed';
    throw new Error(`Port ${port} cannot be used (${code}). Choose another one with PORT.`, { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

const ASSETS = ['login.js', 'register.js', 'add-card.js', 'moving.js', 'style.css'];

/** What scripts/build.ts puts beside the program. */
async function readAssets(): Promise<Assets> {
  const read = (name: string) => readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
  return Object.fromEntries(await Promise.all(ASSETS.map(async (name) => [name, await read(name)] as const)));
}
