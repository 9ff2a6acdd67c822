/** The prompt sheet in the page mirrors the prompt and decides nothing. */
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { ExtensionPage } from './harness/extension-page.ts';
import { inGesture, AUTHENTICATE, outcomeOf } from './harness/site.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

inEachBrowser((stage) => {
  it('is there while the prompt is open, in the top layer, and closed to the page', async () => {
    const { page, prompt } = await askWithSheet(stage);
    expect(await page.evaluate(SHEETS)).toEqual([{ open: true, shadowRoot: null, text: '' }]);
    await prompt.press('Escape');
    await prompt.closed();
    await waitUntil(async () => ((await page.evaluate(SHEETS)) as unknown[]).length === 0);
  });

  it('cancels by keyboard', async () => {
    const { page, prompt } = await askWithSheet(stage);
    await focusSheet(page);
    await page.keyboard.press('Enter');
    await prompt.closed();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'user-cancelled' } });
  });

  it('a click that the page makes up does nothing', async () => {
    const { page, prompt } = await askWithSheet(stage);
    await page.evaluate(`for (const sheet of document.querySelectorAll('[popover]')) {
      sheet.click();
      for (let x = 0; x < innerWidth; x += 20) for (let y = 0; y < 200; y += 20) {
        document.elementFromPoint(x, y)?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: x, clientY: y }));
      }
    }`);
    await prompt.type('1234');
    await prompt.press('Enter');
    await prompt.closed();
    expect(await outcomeOf(page)).toHaveProperty('value.token');
  });

  it('removed by the page: the request goes on', async () => {
    const { page, prompt } = await askWithSheet(stage);
    await page.evaluate(`for (const sheet of document.querySelectorAll('[popover]')) sheet.remove();`);
    await prompt.type('1234');
    await prompt.press('Enter');
    await prompt.closed();
    expect(await outcomeOf(page)).toHaveProperty('value.token');
  });

  it('has its own style under the strictest policy of a page', async () => {
    const page = await stage.openSite('/strict-csp');
    await inGesture(page, AUTHENTICATE);
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    await sheetIn(page);
    // What has no style of its own lies at the page's start, as wide as its text; the sheet is a panel at the edge.
    const box = (await page.evaluate(`(() => {
      const { width, right } = document.querySelector('[popover]').getBoundingClientRect();
      return { width, gap: document.documentElement.clientWidth - right };
    })()`)) as { width: number; gap: number };
    expect(box.width).toBeGreaterThan(250);
    expect(box.gap).toBeLessThan(40);
  });
});

async function askWithSheet(stage: Stage): Promise<{ page: Page; prompt: ExtensionPage }> {
  const asked = await stage.ask();
  await asked.prompt.waitForView('pin-entry');
  await sheetIn(asked.page);
  return asked;
}

/** It comes by a message of its own, before or after the prompt is ready. */
async function sheetIn(page: Page): Promise<void> {
  await waitUntil(async () => ((await page.evaluate(SHEETS)) as unknown[]).length > 0);
}

/** What a page can find out about the sheets in it. */
const SHEETS = `[...document.querySelectorAll('[popover]')].map((sheet) => ({
  open: sheet.matches(':popover-open'), shadowRoot: sheet.shadowRoot, text: sheet.textContent,
}))`;

/** From the page's only button on, the next thing in the order of the keyboard is the sheet's first button. */
async function focusSheet(page: Page): Promise<void> {
  await page.bringToFront();
  await page.focus('#gesture');
  await page.keyboard.press('Tab');
}
