/** A person who has allowed Kazasu in private windows: it works there, and nothing of it is remembered. */
import { describe, expect, it } from 'vitest';
import { logIn, submit } from './harness/at-the-prompt.ts';
import { BROWSER_NAMES } from './harness/browser.ts';
import { CARD_INFO_PIN } from './harness/simulated-pin.ts';
import { AUTHENTICATE, inGesture, outcomeOf } from './harness/site.ts';
import { declareStage } from './harness/stage.ts';

describe.each(BROWSER_NAMES)('%s', (browserName) => {
  const stage = declareStage(browserName, { launch: () => ({ privateWindows: true }) });

  it('logs in, and the history has nothing of it', async () => {
    const page = await stage.browser.newPrivateTab(`${stage.site.origin}/private`);
    await inGesture(page, AUTHENTICATE);
    await logIn(await stage.browser.prompt());
    expect(await outcomeOf(page)).toHaveProperty('value.token');
    await page.close();
    expect(await kept()).not.toContain(stage.site.origin);
  });

  it('a form is filled in, and the history has nothing of it', async () => {
    const page = await stage.browser.newPrivateTab(`${stage.site.origin}/forms/plain.html`);
    const popup = await stage.browser.openPopup(page);
    await popup.waitForView('card');
    await popup.click('#fill-form');
    const window = await stage.browser.taskWindow();
    await window.waitForView('pin-entry');
    await submit(window, CARD_INFO_PIN);
    await window.waitForView('preview');
    await window.click('#approve');
    await window.waitForSelector('#report[data-filled="4"]');
    await window.press('Escape');
    await window.closed();
    await page.close();
    expect(await kept()).not.toContain(stage.site.origin);
  });

  it('the same in an ordinary window is remembered', async () => {
    await logIn((await stage.ask()).prompt);
    expect(await kept()).toContain(stage.site.origin);
  });

  /** All that the extension keeps beyond the end of the browser, when the options have been looked at. */
  async function kept(): Promise<string> {
    const options = await stage.browser.openExtensionPage('options.html#history');
    await options.waitForSelector('[data-section="history"] #kept-24');
    const items = await options.evaluate<string>(
      `(globalThis.browser ?? chrome).storage.local.get(null).then(JSON.stringify)`,
    );
    await options.close();
    return items;
  }
});
