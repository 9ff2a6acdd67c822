import type { JSX } from 'preact';
import { LANGUAGE_CHOICES, type Language } from '../settings/language-choice.ts';
import { OptionsChoice } from './options-choice.tsx';
import type { OptionsSectionProps } from './options-data.ts';
import { useText } from './text.ts';

/** Each language by its own name, for somebody who reads no other. */
const NATIVE_NAMES: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

export function OptionsLanguage({ data, actions }: OptionsSectionProps): JSX.Element {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('options.language')}</legend>
      <p class="note">{t('options.language_text')}</p>
      {LANGUAGE_CHOICES.map((choice) => (
        <OptionsChoice
          key={choice}
          id={`language-${choice}`}
          group="language"
          title={choice === 'browser' ? t('options.language_browser') : NATIVE_NAMES[choice]}
          lang={choice === 'browser' ? undefined : choice}
          checked={choice === data.language}
          onChoose={() => {
            actions.chooseLanguage(choice);
          }}
        />
      ))}
    </fieldset>
  );
}
