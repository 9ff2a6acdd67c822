/** The languages of the catalogues in extension/locales; a browser in neither of them gets English. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_CHOICES = ['browser', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** What was stored, or the browser's where it is none of the choices. */
export function asLanguageChoice(stored: unknown): LanguageChoice {
  return LANGUAGE_CHOICES.find((choice) => choice === stored) ?? 'browser';
}
