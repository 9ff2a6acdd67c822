// By name, so that the bundler leaves the rest of the catalogues out.
import { language as en, sheet as enSheet } from '../locales/en.json';
import { language as ja, sheet as jaSheet } from '../locales/ja.json';
import type { SheetTexts } from '../../shared/extension-protocol.ts';
import type { LanguageChoice } from '../settings/language-choice.ts';

/** What the prompt sheet says to a person who has chosen a language; by itself it knows the browser's. */
export function sheetTexts(choice: LanguageChoice): SheetTexts | undefined {
  return TEXTS[choice];
}

const TEXTS: Readonly<Record<LanguageChoice, SheetTexts | undefined>> = {
  browser: undefined,
  ja: { ...jaSheet, language: ja },
  en: { ...enSheet, language: en },
};
