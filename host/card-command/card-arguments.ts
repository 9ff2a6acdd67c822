import { parseArgs } from 'node:util';
import { ATTRIBUTES, type Attribute, type PinKind } from '../../shared/jpki.ts';

/** What the arguments of `kazasu card` ask for. */
export interface CardArguments {
  readonly action: CardActionName;
  /** PC/SC's name of a reader. */
  readonly reader: string | undefined;
  readonly wait: boolean;
  readonly json: boolean;
  readonly simulatedCard: boolean;
  readonly pinStdin: boolean;
  readonly lastTry: boolean;
  readonly showPersonal: boolean;
  readonly signature: boolean;
  readonly out: string | undefined;
  /** Of `change-pin`; for the other actions it means nothing. */
  readonly pin: PinKind;
  /** Of `attributes`, in the order in which they are shown. */
  readonly attributes: readonly Attribute[];
}

/** What of the arguments was not understood; `typed` only where it cannot be a PIN. */
export interface ArgumentMistake {
  readonly mistake: 'action' | 'option' | 'argument' | 'value' | 'pin-kind' | 'secret';
  readonly typed: string;
}

/** The PINs by the names that the command line has for them. */
export const PIN_WORDS: Readonly<Record<string, PinKind>> = {
  'user-authentication': 'userAuthentication',
  'digital-signature': 'digitalSignature',
  'card-info-input': 'cardInfoInput',
};

export const ATTRIBUTE_WORDS: Readonly<Record<string, Attribute>> = {
  name: 'name',
  address: 'address',
  'birth-date': 'birthDate',
  sex: 'sex',
};

/** For each action: its options beside the common ones, and the words that may follow it. */
const ACTIONS = {
  status: { options: [], words: {} },
  certificates: { options: ['show-personal', 'pin-stdin', 'last-try'], words: {} },
  'change-pin': { options: ['pin-stdin', 'last-try'], words: PIN_WORDS },
  attributes: { options: ['pin-stdin', 'last-try'], words: ATTRIBUTE_WORDS },
  'export-ca': { options: ['signature', 'out'], words: {} },
} as const satisfies Record<
  string,
  { options: readonly OptionName[]; words: Readonly<Record<string, string>> }
>;
export type CardActionName = keyof typeof ACTIONS;

const COMMON_OPTIONS = ['reader', 'wait', 'json', 'simulated-card'] as const;
const OPTIONS = {
  reader: { type: 'string' },
  wait: { type: 'boolean' },
  json: { type: 'boolean' },
  'simulated-card': { type: 'boolean' },
  'show-personal': { type: 'boolean' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  signature: { type: 'boolean' },
  out: { type: 'string' },
} as const;
type OptionName = keyof typeof OPTIONS;

export function parseCardArguments(args: readonly string[]): CardArguments | ArgumentMistake {
  const [action = '', ...rest] = args;
  if (!isActionName(action)) return mistaken(action.startsWith('-') ? 'option' : 'action', action);
  // Not strict, because the errors of node:util repeat what was typed.
  const { values, positionals, tokens } = parseArgs({
    args: rest,
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    const mistake = mistakeIn(token, action);
    if (mistake) return mistake;
  }
  const [pinWord = '', another] = positionals;
  if (action === 'change-pin' && another !== undefined) return mistaken('argument', another);
  const pin = PIN_WORDS[pinWord];
  if (action === 'change-pin' && pin === undefined) return mistaken('pin-kind', '');
  return {
    action,
    reader: textOf(values.reader),
    wait: values.wait === true,
    json: values.json === true,
    simulatedCard: values['simulated-card'] === true,
    pinStdin: values['pin-stdin'] === true,
    lastTry: values['last-try'] === true,
    showPersonal: values['show-personal'] === true,
    signature: values.signature === true,
    out: textOf(values.out),
    pin: pin ?? 'userAuthentication',
    attributes: attributesOf(positionals),
  };
}

/** `--json` counts wherever it stands, also where the arguments are not understood otherwise. */
export function asksForJson(args: readonly string[]): boolean {
  return args.includes('--json');
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function mistakeIn(token: Token, action: CardActionName): ArgumentMistake | undefined {
  if (token.kind === 'option-terminator') return undefined;
  const row: { options: readonly OptionName[]; words: Readonly<Record<string, string>> } = ACTIONS[action];
  if (token.kind === 'positional') {
    return Object.hasOwn(row.words, token.value) ? undefined : mistaken('argument', token.value);
  }
  const option = [...COMMON_OPTIONS, ...row.options].find((name) => name === token.name);
  if (option === undefined) return mistaken('option', token.rawName);
  return isValueRight(OPTIONS[option].type, token) ? undefined : mistaken('value', token.rawName);
}

/** What looks like the next option is that, unless it is tied to this one by "=". */
function isValueRight(type: 'string' | 'boolean', token: Token & { kind: 'option' }): boolean {
  const { value = '', inlineValue } = token;
  if (type === 'boolean') return inlineValue !== true;
  return value !== '' && (inlineValue === true || !value.startsWith('-'));
}

/**
 * Every PIN has a digit in it and no word of this command line has one, so that what holds a digit is never repeated:
 * a terminal's scrollback, a log of a job, are the places where a PIN must not be once more.
 */
function mistaken(mistake: ArgumentMistake['mistake'], typed: string): ArgumentMistake {
  return /\p{Nd}/u.test(typed) ? { mistake: 'secret', typed: '' } : { mistake, typed };
}

function isActionName(word: string): word is CardActionName {
  return Object.hasOwn(ACTIONS, word);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** None named are all of them. */
function attributesOf(words: readonly string[]): readonly Attribute[] {
  const named = words.map((word) => ATTRIBUTE_WORDS[word]);
  return named.length === 0 ? ATTRIBUTES : ATTRIBUTES.filter((attribute) => named.includes(attribute));
}
