import { createI18n } from '@wxt-dev/i18n';
import type { Language, LanguageChoice } from '../settings/language-choice.ts';
import { type Catalogue, catalogueText } from './catalogue-text.ts';
import type { MessageKey, Translate } from './text.ts';

/** The browser picks the catalogue of its own language, or English where there is none. */
const inBrowserLanguage: Translate = createI18n().t;

let translateNow = inBrowserLanguage;

/** Texts in the language that was chosen last; until then the browser's. */
export const translate: Translate = (key, substitutions) => translateNow(key, substitutions);

/** Before the first text is shown. A catalogue is loaded only for a person who has chosen another than the browser's. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  translateNow = choice === 'browser' ? inBrowserLanguage : catalogueText(await CATALOGUES[choice]());
}

const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  ja: async () => (await import('../locales/ja.json')).default,
  en: async () => (await import('../locales/en.json')).default,
};

/** Gives the document its title, and the language that the catalogue has, which need not be the browser's. */
export function localiseDocument(title: MessageKey): void {
  document.title = translate(title);
  document.documentElement.lang = translate('language');
}
