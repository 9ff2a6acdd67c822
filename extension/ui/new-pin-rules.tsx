import type { JSX } from 'preact';
import type { PinRule, RuleState } from '../popup/new-pin.ts';
import { type MessageKey, useText } from './text.ts';

const RULE_TEXT: Readonly<Record<PinRule, MessageKey>> = {
  'four-digits': 'change_pin.rule_four_digits',
  length: 'change_pin.rule_length',
  'letter-and-digit': 'change_pin.rule_letter_and_digit',
  differs: 'change_pin.rule_differs',
  repeated: 'change_pin.rule_repeated',
};

/** What the new PIN has to be; each rule is ticked as soon as it is met. Heard once, when all of them are. */
export function NewPinRules({ rules }: { readonly rules: readonly RuleState[] }): JSX.Element {
  const t = useText();
  return (
    <>
      <ul class="rules" id="rules">
        {rules.map(({ rule, isMet }) => (
          <li key={rule} class={isMet ? 'met' : undefined} data-rule={rule} data-met={isMet}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="8" cy="8" r="6.5" />
              {isMet && <path d="M4.8 8.2l2.2 2.2 4.2-4.6" />}
            </svg>
            {t(RULE_TEXT[rule])}
            <span class="visually-hidden">{t(isMet ? 'change_pin.rule_met' : 'change_pin.rule_unmet')}</span>
          </li>
        ))}
      </ul>
      <p class="visually-hidden" role="status">
        {rules.every(({ isMet }) => isMet) && t('change_pin.all_met')}
      </p>
    </>
  );
}
