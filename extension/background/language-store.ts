import { browser } from 'wxt/browser';
import { asLanguageChoice, type LanguageChoice } from '../settings/language-choice.ts';

const STORAGE_KEY = 'language';

export async function readLanguage(): Promise<LanguageChoice> {
  return asLanguageChoice((await browser.storage.local.get(STORAGE_KEY))[STORAGE_KEY]);
}

export async function storeLanguage(choice: LanguageChoice): Promise<void> {
  await browser.storage.local.set({ [STORAGE_KEY]: choice });
}
