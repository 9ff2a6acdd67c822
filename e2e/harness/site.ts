/**
 * A web site that is not the demo: blank pages which a test fills with the script of an honest page or of an attacker.
 * The page has the built `kazasu` library as `window.kazasu` and one button; a click on it is a user gesture.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { resolvePath } from '../../scripts/root.ts';

export interface Site {
  readonly origin: string;
  /** The same server under another name: another origin, and for `insecure.test` no secure context. */
  originOf(host: string): string;
  close(): Promise<void>;
}

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>test site</title>
<link rel="icon" href="data:,"><button id="gesture">gesture</button><script src="/page.js"></script>`;

/** Headers by path, for pages that differ by how they are served. */
const HEADERS: Readonly<Record<string, Record<string, string>>> = {
  '/sandboxed': { 'content-security-policy': 'sandbox allow-scripts' },
  '/strict-csp': { 'content-security-policy': "default-src 'none'; script-src 'self'" },
};

/**
 * On this page nobody clicks: it tries at once, by the library and without it. (What a test evaluates in a page counts
 * as a user gesture in both browsers, so this has to come with the page.)
 */
export const SILENT_PROBE = '/probes-silently';
const SILENT_PROBE_SCRIPT = `<script>
  window.library = Promise.all([
    kazasu.isAvailable(),
    kazasu.authenticate({ nonce: 'n'.repeat(32) }).catch((error) => error.code),
    kazasu.sign({ format: 'jws', documents: [{ name: 'a', type: 'text/plain', content: 'a' }] }).catch((error) => error.code),
  ]);
  window.raw = [];
  for (const request of [
    { method: 'ping' },
    { method: 'authenticate', nonce: 'n'.repeat(32) },
    { method: 'sign', format: 'jws', documents: [{ name: 'a', type: 'text/plain', size: 1 }] },
  ]) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => window.raw.push(data);
    window.postMessage({ kazasu: 1, kind: 'request', request }, window.location.origin, [port2]);
  }
</script>`;

export async function startSite(): Promise<Site> {
  const script = await bundlePageScript();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const isScript = extname(path) === '.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      ...HEADERS[path],
    });
    response.end(isScript ? script : pageAt(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const originOf = (host: string): string => `http://${host}:${port}`;
  return {
    origin: originOf('localhost'),
    originOf,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A form of e2e/fixtures/forms under `/forms/`, or the page with the button. */
function pageAt(path: string): string {
  if (path.startsWith('/forms/'))
    return readFileSync(resolvePath('e2e/fixtures/forms', basename(path)), 'utf8');
  return path === SILENT_PROBE ? PAGE + SILENT_PROBE_SCRIPT : PAGE;
}

/** The library as a bundler of an integrator would pack it, and a click that runs what the test has prepared. */
async function bundlePageScript(): Promise<string> {
  const library = JSON.stringify(resolvePath('dist/sdk/page/index.js'));
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as kazasu from ${library};
        window.kazasu = kazasu;
        document.querySelector('#gesture').addEventListener('click', () => { window.onGesture?.(); });`,
      resolveDir: resolvePath(),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** What became of a call that the page made: its value, or what it was rejected with, every own property of it. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly code?: string; readonly all: string } };

/**
 * Runs a JavaScript expression in the page inside a real click, and leaves its outcome to {@link outcomeOf}: the test
 * goes on with the prompt while the page waits.
 */
export async function inGesture(page: Page, expression: string): Promise<void> {
  await page.evaluate(`
    window.outcome = undefined;
    window.onGesture = () => {
      window.onGesture = undefined;
      window.outcome = (async () => (${expression}))().then(
        (value) => ({ value }),
        (error) => ({ error: {
          name: String(error?.name), code: error?.code,
          all: [...Object.getOwnPropertyNames(error ?? {}), 'message', 'stack', 'cause'].map((key) => key + '=' + String(error?.[key])).join('\\n'),
        } }),
      );
    };`);
  await page.bringToFront();
  await page.click('#gesture');
}

export async function outcomeOf(page: Page): Promise<Outcome> {
  return (await page.evaluate('window.outcome')) as Outcome; // the shape that inGesture made
}

/** A nonce of a valid form; what a server would have issued. */
export const NONCE = 'e2e-nonce-0123456789-abcdefghijklmnop';
export const AUTHENTICATE = `kazasu.authenticate({ nonce: '${NONCE}' })`;
