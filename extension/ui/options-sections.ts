import type { JSX } from 'preact';
import { OptionsCard } from './options-card.tsx';
import type { OptionsSectionProps } from './options-data.ts';
import { OptionsHistory } from './options-history.tsx';
import { OptionsLanguage } from './options-language.tsx';
import { OptionsSites } from './options-sites.tsx';
import type { MessageKey } from './text.ts';

export interface OptionsSection {
  /** The fragment of its address. */
  readonly name: string;
  readonly title: MessageKey;
  readonly Content: (props: OptionsSectionProps) => JSX.Element;
}

const CARD: OptionsSection = { name: 'card', title: 'options.section_card', Content: OptionsCard };

/** In the order of the navigation; the first one is where the options open. */
export const OPTIONS_SECTIONS: readonly OptionsSection[] = [
  CARD,
  { name: 'sites', title: 'options.section_sites', Content: OptionsSites },
  { name: 'history', title: 'options.section_history', Content: OptionsHistory },
  { name: 'language', title: 'options.section_language', Content: OptionsLanguage },
];

/** @param fragment of the page's address, with its `#` */
export function optionsSection(fragment: string): OptionsSection {
  return OPTIONS_SECTIONS.find(({ name }) => `#${name}` === fragment) ?? CARD;
}
