/** What docs/quick-start.md has done by hand: its page and its server, a browser with Kazasu, the simulated card. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guideBlocks } from '../scripts/guide-blocks.ts';
import { resolvePath } from '../scripts/root.ts';
import { logIn } from './harness/at-the-prompt.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

inEachBrowser((stage) => {
  let folder = '';
  let server: ChildProcess;
  let origin = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kazasu-quick-start-'));
    await writeService(folder);
    await writeFile(join(folder, 'test-ca.pem'), await stage.world.kazasu('simulate', 'ca'));
    const port = await freePort();
    origin = `http://localhost:${port}`;
    server = await startService(folder, port);
  });
  afterAll(async () => {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('logs in with the simulated card, and the page says so', async () => {
    const page = await stage.openSite();
    await page.goto(origin);
    await page.click('kazasu-login >>> button');
    await logIn(await stage.browser.prompt());
    await waitUntil(() => page.$('kazasu-login').then((login) => login === null)); // another page
    const text = await page.$eval('body', ({ textContent }) => textContent);
    expect(text.trim()).toMatch(/^Logged in as 1\.[\w-]{43}$/u);
  });
});

/** Its files, beside the packages that `npm install` puts there. */
async function writeService(folder: string): Promise<void> {
  for (const { path, code } of guideBlocks('docs/quick-start.md')) {
    if (path === undefined) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${code}\n`);
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await mkdir(join(folder, 'node_modules'));
  await cp(resolvePath('dist/sdk'), join(folder, 'node_modules/kazasu'), { recursive: true });
  for (const name of ['express', 'valibot']) {
    await symlink(resolvePath('node_modules', name), join(folder, 'node_modules', name));
  }
  await build({
    entryPoints: [join(folder, 'node_modules/kazasu/login/index.js')],
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'public/kazasu-login.js'),
  });
}

/** As `node --env-file=.env server.js` does. */
async function startService(folder: string, port: number): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: {
      ...process.env,
      PORT: String(port),
      KAZASU_TEST_CA: 'test-ca.pem',
      ACCOUNT_KEY_SECRET: randomBytes(32).toString('base64'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data'); // it says where it is
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, 'localhost'), 'listening');
  const { port } = server.address() as AddressInfo; // of a server that listens on TCP
  server.close();
  await once(server, 'close');
  return port;
}
