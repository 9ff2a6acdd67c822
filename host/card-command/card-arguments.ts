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

/**
 * What of the arguments was not understood: `no-action` asks for the usage, `not-with` is an option of other actions,
 * `last-try-alone` one that only PINs from a pipe need, and `secret` may be a PIN.
 */
export interface ArgumentMistake {
  readonly mistake:
    | 'no-action'
    | 'action'
    | 'option'
    | 'not-with'
    | 'argument'
    | 'value'
    | 'pin-kind'
    | 'last-try-alone'
    | 'secret';
  /** Empty where it can be a PIN. */
  readonly typed: string;
  readonly action: string;
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
export const ACTIONS = {
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

export const COMMON_OPTIONS = ['reader', 'wait', 'json', 'simulated-card'] as const;
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
const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[]; // Object.keys forgets the literal keys

export function parseCardArguments(args: readonly string[]): CardArguments | ArgumentMistake {
  const [action = '', ...rest] = args;
  if (!isActionName(action)) return mistakenAction(action);
  // Not strict, because the errors of node:util repeat what was typed.
  const { values, positionals, tokens } = parseArgs({
    args: rest,
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const mistakes = tokens.flatMap((token) => mistakeIn(token, action) ?? []);
  // Of several, what may be a PIN is what the person must hear of.
  const [worst] = [...mistakes.filter(({ mistake }) => mistake === 'secret'), ...mistakes];
  if (worst) return worst;
  const [pinWord = '', another] = positionals;
  if (action === 'change-pin' && another !== undefined) return mistaken('argument', another, action);
  const pin = PIN_WORDS[pinWord];
  if (action === 'change-pin' && pin === undefined) return mistaken('pin-kind', '', action);
  if (values['last-try'] === true && values['pin-stdin'] !== true)
    return mistaken('last-try-alone', '', action);
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
    return Object.hasOwn(row.words, token.value) ? undefined : mistaken('argument', token.value, action);
  }
  const option = OPTION_NAMES.find((name) => name === token.name);
  if (option === undefined) return mistakenOption(token, action);
  if (![...COMMON_OPTIONS, ...row.options].includes(option))
    return mistaken('not-with', token.rawName, action);
  return isValueRight(OPTIONS[option].type, token)
    ? undefined
    : mistaken('value', token.rawName, action, token.value);
}

/** What looks like the next option is that, unless it is tied to this one by "=". */
function isValueRight(type: 'string' | 'boolean', token: OptionToken): boolean {
  const { value = '', inlineValue } = token;
  if (type === 'boolean') return inlineValue !== true;
  return value !== '' && (inlineValue === true || !value.startsWith('-'));
}

function mistakenAction(typed: string): ArgumentMistake {
  if (typed === '') return mistaken('no-action', '', '');
  if (!typed.startsWith('-')) return mistaken('action', typed, '');
  const { tokens } = parseArgs({ args: [typed], strict: false, tokens: true });
  const option = tokens.find((token) => token.kind === 'option');
  return option ? mistakenOption(option, '') : mistaken('option', typed, '');
}

type OptionToken = Token & { kind: 'option' };

function mistakenOption(token: OptionToken, action: string): ArgumentMistake {
  const mistake = WISHED_FOR.has(token.name) ? 'secret' : 'option';
  return mistaken(mistake, token.rawName, action, token.value);
}

/** What people expect to hand a PIN over by. */
const WISHED_FOR: ReadonlySet<string> = new Set(['pin', 'new-pin', 'password', 'new-password']);

/** @param value what was tied to an option, which may be a PIN as well */
function mistaken(
  mistake: ArgumentMistake['mistake'],
  typed: string,
  action: string,
  value = '',
): ArgumentMistake {
  return mistake === 'secret' || mayBePin(typed + value)
    ? { mistake: 'secret', typed: '', action }
    : { mistake, typed, action };
}

/**
 * Every PIN has a digit in it and no word of this command line has one, so that what holds a digit is never repeated:
 * a terminal's scrollback, a log of a job, are the places where a PIN must not be once more.
 */
function mayBePin(typed: string): boolean {
  return /\p{Nd}/u.test(typed);
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
