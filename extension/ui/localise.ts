import { createI18n } from '@wxt-dev/i18n';
import type { MessageKey, Translate } from './text.ts';

/** Texts in the browser's language, or in English where there is none. */
export const translate: Translate = createI18n().t;

/** Gives the document its title, and the language that the catalogue has, which need not be the browser's. */
export function localiseDocument(title: MessageKey): void {
  document.title = translate(title);
  document.documentElement.lang = translate('language');
}
