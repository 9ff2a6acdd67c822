/** What a new PIN has to be, told while it is typed, because the card counts a value of the wrong form as a try. */
import type { PinKind } from '../../shared/jpki.ts';

export type PinRule = 'four-digits' | 'length' | 'letter-and-digit' | 'differs' | 'repeated';

interface TypedPin {
  readonly pin: string;
  readonly newPin: string;
  readonly repeated: string;
}

interface RuleRow {
  readonly rule: PinRule;
  readonly isMet: (typed: TypedPin) => boolean;
}

const DIFFERS: readonly RuleRow[] = [
  { rule: 'differs', isMet: ({ pin, newPin }) => newPin !== '' && newPin !== pin },
  { rule: 'repeated', isMet: ({ newPin, repeated }) => newPin !== '' && newPin === repeated },
];

const DIGITS: readonly RuleRow[] = [
  { rule: 'four-digits', isMet: ({ newPin }) => /^[0-9]{4}$/u.test(newPin) },
  ...DIFFERS,
];

/** 署名用: 6 to 16 of both kinds (the rule of the municipal offices; the card itself knows the length only). */
const PASSWORD: readonly RuleRow[] = [
  { rule: 'length', isMet: ({ newPin }) => newPin.length >= 6 && newPin.length <= 16 },
  { rule: 'letter-and-digit', isMet: ({ newPin }) => /[A-Z]/u.test(newPin) && /[0-9]/u.test(newPin) },
  ...DIFFERS,
];

const RULES: Readonly<Record<PinKind, readonly RuleRow[]>> = {
  userAuthentication: DIGITS,
  digitalSignature: PASSWORD,
  cardInfoInput: DIGITS,
};

export interface RuleState {
  readonly rule: PinRule;
  readonly isMet: boolean;
}

/** Every rule of this PIN, and whether what has been typed meets it. */
export function checkNewPin(which: PinKind, typed: TypedPin): readonly RuleState[] {
  return RULES[which].map(({ rule, isMet }) => ({ rule, isMet: isMet(typed) }));
}
