/**
 * `./scripts/demo`: the demo site, a browser with the extension, and a simulated card in a simulated reader, in a home
 * folder of their own. With `--check` it signs up and logs in by itself, and prints what the server verified.
 */
import { type DrivenBrowser, launchBrowser } from '../e2e/harness/browser.ts';
import { type DemoSite, startDemoSite } from '../e2e/harness/demo-site.ts';
import { DemoVisitor } from '../e2e/harness/demo-visitor.ts';
import { CARD_INFO_PIN, SIMULATED_PASSWORD, SIMULATED_PIN } from '../e2e/harness/simulated-pin.ts';
import { createWorld, type World } from '../e2e/harness/world.ts';

const check = process.argv.includes('--check');

const world = await createWorld();
let demo: DemoSite | undefined;
try {
  await world.insertCard();
  demo = await startDemoSite(world);
  const browser = await launchBrowser('chromium', world, { headful: !check, language: 'ja' });
  await (check ? signUpAndLogIn(browser, demo) : showToPerson(browser, demo, world));
} finally {
  demo?.stop();
  await world.dispose();
}

async function showToPerson(browser: DrivenBrowser, { origin }: DemoSite, { env }: World): Promise<void> {
  await browser.newTab(`${origin}/?lang=ja`);
  console.log(`The demo site is at ${origin}/.`);
  console.log(`PINs of the simulated card: ${SIMULATED_PIN} to log in, ${CARD_INFO_PIN} to copy from it,`);
  console.log(`and ${SIMULATED_PASSWORD} to sign.`);
  console.log(
    'Another card into its reader, from another terminal (other-person, expired, revoked, normal):',
  );
  console.log(
    `  XDG_STATE_HOME=${env['XDG_STATE_HOME'] ?? ''} node dist/host/kazasu.js simulate insert other-person`,
  );
  console.log('Close the browser to end.');
  await browser.ended();
}

async function signUpAndLogIn(browser: DrivenBrowser, { origin }: DemoSite): Promise<void> {
  try {
    const reader = new DemoVisitor(await browser.newTab(origin), browser);
    await reader.logIn();
    await reader.copyFromCard();
    await reader.agreeAndSignUp();
    await reader.logOut();
    await reader.logIn();
    await reader.goTo('verified');
    const verified = await reader.page.$eval('[data-verified]', ({ textContent }) => textContent);
    console.log('The demo site verified:');
    console.log(verified);
  } finally {
    await browser.close();
  }
}
