import type { JSX } from 'preact';
import { OptionsCard } from './options-card.tsx';
import type { OptionsActions, OptionsSectionProps } from './options-data.ts';
import { OptionsDiagnosis } from './options-diagnosis.tsx';
import { OptionsHistory } from './options-history.tsx';
import { OptionsLanguage } from './options-language.tsx';
import { OptionsSites } from './options-sites.tsx';
import type { MessageKey } from './text.ts';

export interface OptionsSection {
  /** The fragment of its address. */
  readonly name: string;
  readonly title: MessageKey;
  readonly Content: (props: OptionsSectionProps) => JSX.Element;
  /** What begins when the person comes here. */
  readonly onEnter?: (actions: OptionsActions) => void;
}

const CARD: OptionsSection = { name: 'card', title: 'options.section_card', Content: OptionsCard };

/** In the order of the navigation; the first one is where the options open. */
export const OPTIONS_SECTIONS: readonly OptionsSection[] = [
  CARD,
  { name: 'sites', title: 'options.section_sites', Content: OptionsSites },
  { name: 'history', title: 'options.section_history', Content: OptionsHistory },
  {
    name: 'diagnosis',
    title: 'options.section_diagnosis',
    Content: OptionsDiagnosis,
    // Not before, because it reads the card.
    onEnter: ({ diagnose }: OptionsActions): void => {
      diagnose();
    },
  },
  { name: 'language', title: 'options.section_language', Content: OptionsLanguage },
];

/** @param fragment of the page's address, with its `#` */
export function optionsSection(fragment: string): OptionsSection {
  return OPTIONS_SECTIONS.find(({ name }) => `#${name}` === fragment) ?? CARD;
}
