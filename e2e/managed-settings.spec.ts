/** What an organisation has set with its browsers' own policies: docs/managed-settings.md. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BROWSER_NAMES, type DrivenBrowser } from './harness/browser.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { whyNoOrganisation } from './harness/organisation.ts';
import { AUTHENTICATE, inGesture, outcomeOf } from './harness/site.ts';
import { declareStage, type Stage } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

const obstacle = await whyNoOrganisation();
if (obstacle !== undefined) console.warn(`Managed settings are not tested on this machine: ${obstacle}`);

describe.skipIf(obstacle !== undefined).each(BROWSER_NAMES)('%s, managed', (browserName) => {
  describe('with sites, without a history and a simulated card', () => {
    const stage = declareStage(browserName, {
      launch: (site) => ({
        managed: {
          blockedSites: [site.originOf('localhost')],
          allowedSites: [site.originOf('localhost'), site.originOf('127.0.0.1')],
          history: false,
          simulator: false,
        },
      }),
    });

    it.each([
      ['blocked, though it is also in the list of those who may', 'localhost'],
      ['not in that list', 'other.localhost'],
    ])('a site that is %s is refused, without a window', async (_why, host) => {
      await waitForSettings(stage.browser);
      expect(await answerTo(stage, host)).toMatchObject({ error: { code: 'not-allowed' } });
      expect(await stage.browser.promptCount()).toBe(0);
    });

    it('the list is shown, and what is in it the person cannot allow', async () => {
      const blocked = stage.site.originOf('localhost');
      await remember(stage.browser, { [`blocked-site/${blocked}`]: true });
      const options = await openOptions(stage.browser, 'sites');
      const row = `[data-origin="${blocked}"]`;
      await options.waitForSelector(`${row}[data-allowed="false"]`);
      expect(await options.text(row)).toContain('Blocked by your organisation');
      expect(
        await options.evaluate(
          `[...document.querySelectorAll('${row} button')].map(({ innerText }) => innerText)`,
        ),
      ).toEqual(['Forget']);
      await options.click('summary');
      expect(await options.text('.patterns')).toContain(stage.site.originOf('127.0.0.1'));
    });

    it('what the person has had before goes: the history, and the choice of the simulated card', async () => {
      const id = randomUUID();
      await remember(stage.browser, {
        host: 'simulator',
        'history-kept-months': 24,
        [`history/${id}`]: {
          id,
          time: new Date().toISOString(),
          origin: 'https://earlier.example',
          method: 'authenticate',
          outcome: 'done',
        },
      });
      const history = await openOptions(stage.browser, 'history');
      await history.waitForSelector('fieldset.kept:disabled #kept-0:checked');
      await waitUntil(async () => !(await kept(history)).includes('earlier.example'));
      await history.close();
      const card = await openOptions(stage.browser, 'card');
      await card.waitForSelector('#real-card:checked');
      await card.waitForSelector('#simulated-card:disabled');
    });

    it('a site that may ask meets the real card, and is not remembered', async () => {
      const page = await stage.browser.newTab(stage.site.originOf('127.0.0.1'));
      await inGesture(page, AUTHENTICATE);
      const prompt = await stage.browser.prompt();
      // Only the simulated card's helper is registered in this world.
      await prompt.waitForView('host-problem');
      expect(await prompt.text()).not.toContain('This is not a real card.');
      await prompt.press('Escape');
      await prompt.closed();
      expect(await outcomeOf(page)).toMatchObject({ error: { code: 'host-unavailable' } });
      await page.close();
      const options = await openOptions(stage.browser, 'history');
      await options.waitForSelector('[data-empty]');
      expect(await kept(options)).not.toContain('127.0.0.1');
    });
  });

  describe('with a mistake in a list', () => {
    const stage = declareStage(browserName, {
      launch: () => ({ managed: { blockedSites: ['old-service.example.jp'] } }),
    });

    it('nobody may ask, and the options name the setting', async () => {
      const options = await openOptions(stage.browser, 'sites');
      await options.waitForText('contain a mistake (blockedSites)');
      await options.close();
      expect(await answerTo(stage, 'localhost')).toMatchObject({ error: { code: 'not-allowed' } });
      expect(await stage.browser.promptCount()).toBe(0);
    });
  });
});

/** Chromium gives an extension that has just been installed its settings a moment later. */
async function waitForSettings(browser: DrivenBrowser): Promise<void> {
  const options = await openOptions(browser, 'sites');
  await options.waitForSelector('details.panel');
  await options.close();
}

async function openOptions(browser: DrivenBrowser, section: string): Promise<ExtensionPage> {
  const options = await browser.openExtensionPage(`options.html#${section}`);
  await options.waitForSelector(`[data-section="${section}"]`);
  return options;
}

/** As if it had been there before the organisation's settings were. */
async function remember(browser: DrivenBrowser, items: object): Promise<void> {
  const options = await openOptions(browser, 'card');
  await options.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${JSON.stringify(items)})`);
  await options.close();
}

async function kept(options: ExtensionPage): Promise<string> {
  return await options.evaluate(
    `(globalThis.browser ?? chrome).storage.local.get(null).then(JSON.stringify)`,
  );
}

async function answerTo({ browser, site }: Stage, host: string): Promise<unknown> {
  const page = await browser.newTab(site.originOf(host));
  await inGesture(page, AUTHENTICATE);
  const outcome = await outcomeOf(page);
  await page.close();
  return outcome;
}
