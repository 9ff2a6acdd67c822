/** A person who has allowed Kazasu in private windows: it works there, and nothing of it is remembered. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logIn, submit } from './harness/at-the-prompt.ts';
import { BROWSER_NAMES, type DrivenBrowser, launchBrowser } from './harness/browser.ts';
import { CARD_INFO_PIN } from './harness/simulated-pin.ts';
import { AUTHENTICATE, inGesture, outcomeOf, type Site, startSite } from './harness/site.ts';
import { createWorld, type World } from './harness/world.ts';

describe.each(BROWSER_NAMES)('%s', (browserName) => {
  let world: World;
  let site: Site;
  let browser: DrivenBrowser;
  beforeAll(async () => {
    world = await createWorld();
    site = await startSite();
    browser = await launchBrowser(browserName, world, { privateWindows: true });
  });
  beforeEach(async () => {
    await world.freshCard();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await world.dispose();
  });

  it('logs in, and the history has nothing of it', async () => {
    const page = await browser.newPrivateTab(`${site.origin}/private`);
    await inGesture(page, AUTHENTICATE);
    await logIn(await browser.prompt());
    expect(await outcomeOf(page)).toHaveProperty('value.token');
    await page.close();
    expect(await kept()).not.toContain(site.origin);
  });

  it('a form is filled in, and the history has nothing of it', async () => {
    const page = await browser.newPrivateTab(`${site.origin}/forms/plain.html`);
    const popup = await browser.openPopup(page);
    await popup.waitForView('card');
    await popup.click('#fill-form');
    const window = await browser.taskWindow();
    await window.waitForView('pin-entry');
    await submit(window, CARD_INFO_PIN);
    await window.waitForView('preview');
    await window.click('#approve');
    await window.waitForSelector('#report[data-filled="4"]');
    await window.press('Escape');
    await window.closed();
    await page.close();
    expect(await kept()).not.toContain(site.origin);
  });

  it('the same in an ordinary window is remembered', async () => {
    const page = await browser.newTab(site.origin);
    await inGesture(page, AUTHENTICATE);
    await logIn(await browser.prompt());
    await page.close();
    expect(await kept()).toContain(site.origin);
  });

  /** All that the extension keeps beyond the end of the browser, when the options have been looked at. */
  async function kept(): Promise<string> {
    const options = await browser.openExtensionPage('options.html#history');
    await options.waitForSelector('[data-section="history"] #kept-24');
    const items = await options.evaluate<string>(
      `(globalThis.browser ?? chrome).storage.local.get(null).then(JSON.stringify)`,
    );
    await options.close();
    return items;
  }
});
