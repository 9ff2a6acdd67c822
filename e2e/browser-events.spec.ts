/** What the browser and the person do to the extension in the middle of a request. */
import { expect, it } from 'vitest';
import type { ExtensionPage } from './harness/extension-page.ts';
import { SIMULATED_PIN } from './harness/simulated-pin.ts';
import { AUTHENTICATE, inGesture, outcomeOf } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

inEachBrowser((stage) => {
  it('the background is stopped while the prompt is open: the login still succeeds', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await stage.browser.stopBackground();
    await logIn(prompt);
    expect(await outcomeOf(page)).toHaveProperty('value.token');
  });

  it('the background is stopped while the prompt is open: a second request is still told that it is busy', async () => {
    const { prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await stage.browser.stopBackground();
    const other = await stage.openSite();
    await inGesture(other, AUTHENTICATE);
    expect(await outcomeOf(other)).toMatchObject({ error: { code: 'busy' } });
  });

  it("the prompt's window is closed: the page hears that the person has cancelled, and may ask again", async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await prompt.close();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'user-cancelled' } });
    await waitUntil(
      async () => (await stage.world.hosts()).length === 0,
      () => 'the host to end',
      1000,
    );
    await inGesture(page, AUTHENTICATE);
    await (await stage.browser.prompt()).waitForView('pin-entry');
  });

  it("the prompt's window is closed after the background has stopped: the page may ask again", async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await stage.browser.stopBackground();
    await prompt.close();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'user-cancelled' } });
    await inGesture(page, AUTHENTICATE);
    await (await stage.browser.prompt()).waitForView('pin-entry');
  });
});

async function logIn(prompt: ExtensionPage): Promise<void> {
  await prompt.waitForSelector('#pin:focus');
  await prompt.type(SIMULATED_PIN);
  await prompt.press('Enter');
  await prompt.closed();
}
