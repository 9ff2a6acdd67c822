/** The person chooses another language than the browser's: everything of Kazasu follows at once, and back again. */
import { expect, it } from 'vitest';
import en from '../extension/locales/en.json' with { type: 'json' };
import ja from '../extension/locales/ja.json' with { type: 'json' };
import type { ExtensionPage } from './harness/extension-page.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';

/** The test browsers are English. */
const CHOICES = [
  ['ja', ja],
  ['en', en],
  ['ja', ja],
  ['browser', en],
] as const;

inEachBrowser((stage) => {
  it('the options, the prompt and the popup speak what was chosen last', async () => {
    const options = await stage.browser.openExtensionPage('options.html#language');
    await options.waitForSelector('#language-browser:checked');
    expect(await spokenBy(options, 'h2')).toEqual(texts(en, en.options.title, en.options.section_language));
    for (const [choice, catalogue] of CHOICES) {
      await options.click(`#language-${choice}`);
      await options.waitForSelector(`[lang="${catalogue.language}"] #language-${choice}:checked`);
      expect(await spokenBy(options, 'h2')).toEqual(
        texts(catalogue, catalogue.options.title, catalogue.options.section_language),
      );
      expect(await spokenByPrompt(stage)).toEqual(
        texts(catalogue, catalogue.prompt.window_title, catalogue.prompt.cancel),
      );
      expect(await spokenByPopup(stage)).toEqual(
        texts(catalogue, catalogue.popup.title, catalogue.fill.start),
      );
    }
  });
});

interface Spoken {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

function texts({ language }: { readonly language: string }, title: string, text: string): Spoken {
  return { language, title, text };
}

async function spokenBy(page: ExtensionPage, selector: string): Promise<Spoken> {
  return await page.evaluate<Spoken>(`({
    language: document.documentElement.lang,
    title: document.title,
    text: document.querySelector('${selector}')?.innerText ?? '',
  })`);
}

async function spokenByPrompt(stage: Stage): Promise<Spoken> {
  const { page, prompt } = await stage.ask();
  await prompt.waitForView('pin-entry');
  const spoken = await spokenBy(prompt, '#cancel');
  await prompt.press('Escape');
  await prompt.closed();
  await page.close();
  return spoken;
}

async function spokenByPopup(stage: Stage): Promise<Spoken> {
  const page = await stage.openSite();
  const popup = await stage.browser.openPopup(page);
  await popup.waitForView('card');
  const spoken = await spokenBy(popup, '#fill-form');
  await popup.close();
  await page.close();
  return spoken;
}
