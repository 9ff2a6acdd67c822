/** `npm run screenshots -- --demo`: every page of the demo site, as a person comes to it with the simulated cards. */
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../../e2e/harness/browser.ts';
import { startDemoSite } from '../../e2e/harness/demo-site.ts';
import { DemoVisitor } from '../../e2e/harness/demo-visitor.ts';
import { createWorld } from '../../e2e/harness/world.ts';

/** By the last part of the files' names: colour scheme, forced colours, width. */
const APPEARANCES = {
  light: ['light', 'none', 1100],
  dark: ['dark', 'none', 1100],
  forced: ['light', 'active', 1100],
  narrow: ['light', 'none', 320],
} as const;

export async function photographDemo(folder: string, language: 'ja' | 'en'): Promise<void> {
  const world = await createWorld();
  const site = await startDemoSite(world);
  const browser = await launchBrowser('chromium', world, { language });
  try {
    const page = await browser.newTab(`${site.origin}/?lang=${language}`);
    const reader = new DemoVisitor(page, browser);
    const photograph = (name: string) => photographEach(page, `${folder}/demo-${name}.${language}`);

    await world.insertCard('revoked');
    await photograph('login');
    await reader.logIn();
    await photograph('revoked');
    await world.insertCard();
    await reader.logIn();
    await photograph('register');
    await reader.copyFromCard();
    await photograph('register-copied');
    await reader.press('#sign-up-submit');
    await reader.sees('[data-problem="form"]');
    await photograph('register-wrong');
    await reader.agreeAndSignUp();
    await photograph('account');
    await reader.goTo('moving');
    await photograph('moving');
    await reader.signForms(await reader.notifyMove());
    await photograph('moved');
    await world.insertCard('other-person');
    await reader.goTo('cards');
    await reader.addCard();
    await reader.sees('form[action$="/unlink"]');
    await photograph('cards');
    await reader.goTo('verified');
    await photograph('verified');
  } finally {
    await browser.close();
    site.stop();
    await world.dispose();
  }
}

async function photographEach(page: Page, path: string): Promise<void> {
  const devTools = await page.createCDPSession();
  for (const [name, [scheme, forcedColours, width]] of Object.entries(APPEARANCES)) {
    await devTools.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'forced-colors', value: forcedColours },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    await page.setViewport({ width, height: 800 });
    await page.screenshot({ path: `${path}.${name}.png`, fullPage: true });
  }
  await devTools.detach();
}
