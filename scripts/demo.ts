/**
 * `./scripts/demo`: the demo site, a browser with the extension, and a simulated card in a simulated reader, in a home
 * folder of their own. With `--check` it types the PIN itself and prints what the server verified.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type DrivenBrowser, launchBrowser } from '../e2e/harness/browser.ts';
import { SIMULATED_PIN } from '../e2e/harness/simulated-pin.ts';
import { createWorld, type World } from '../e2e/harness/world.ts';
import { resolvePath } from './root.ts';

const check = process.argv.includes('--check');

const world = await createWorld();
let demo: DemoSite | undefined;
try {
  await world.insertCard();
  demo = await startDemoSite(world);
  const browser = await launchBrowser('chromium', world, { headful: !check, language: 'ja' });
  await (check ? logIn(browser, demo) : showToPerson(browser, demo));
} finally {
  demo?.process.kill();
  await world.dispose();
}

async function showToPerson(browser: DrivenBrowser, site: DemoSite): Promise<void> {
  await browser.newTab(site.url);
  console.log(`The demo site is at ${site.url}, the PIN of the simulated card is ${SIMULATED_PIN}.`);
  console.log('Close the browser to end.');
  await browser.ended();
}

async function logIn(browser: DrivenBrowser, site: DemoSite): Promise<void> {
  try {
    const page = await browser.newTab(site.url);
    await page.click('#login');
    const prompt = await browser.prompt();
    await prompt.waitForView('pin-entry');
    await prompt.type(SIMULATED_PIN);
    await prompt.press('Enter');
    const account = await page.waitForSelector('[data-account]', { timeout: 30_000 });
    const verified = await account?.evaluate((element) => element.getAttribute('data-account'));
    console.log('The demo site verified:');
    console.log(JSON.stringify(JSON.parse(verified ?? ''), null, 2));
  } finally {
    await browser.close();
  }
}

interface DemoSite {
  readonly url: string;
  readonly process: ChildProcess;
}

/** The demo as an integrator starts it, told to trust the test CA of this world's simulated card. */
async function startDemoSite(world: World): Promise<DemoSite> {
  const anchor = join(world.home, 'test-ca.pem');
  await writeFile(anchor, await world.kazasu('simulate', 'ca'));
  const process = spawn(globalThis.process.execPath, [resolvePath('dist/demo/main.js')], {
    env: { ...globalThis.process.env, PORT: '0', KAZASU_DEMO_TRUST_ANCHOR: anchor },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: process.stdout });
  const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(10_000) })) as [string];
  const url = /https?:\/\/\S+/u.exec(line)?.[0];
  if (url === undefined) throw new Error(`the demo site did not say its address: ${line}`);
  return { url, process };
}
