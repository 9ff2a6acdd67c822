import { parseArgs } from 'node:util';

/** What the arguments of `kazasu verify` ask for. All but `json` are names of files. */
export interface VerifyArguments {
  readonly files: readonly string[];
  /** What a detached signature is about. */
  readonly document: string | undefined;
  readonly authorities: readonly string[];
  readonly testAuthorities: readonly string[];
  readonly timestampAuthorities: readonly string[];
  readonly revocationLists: readonly string[];
  readonly json: boolean;
}

/** What was not understood: `no-argument` asks for the usage, `document-of-several` is one document for several files. */
export interface VerifyMistake {
  readonly mistake: 'no-argument' | 'option' | 'value' | 'no-file' | 'no-authority' | 'document-of-several';
  readonly typed: string;
}

const OPTIONS = {
  document: { type: 'string' },
  ca: { type: 'string', multiple: true },
  'test-ca': { type: 'string', multiple: true },
  'timestamp-ca': { type: 'string', multiple: true },
  crl: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

export function parseVerifyArguments(args: readonly string[]): VerifyArguments | VerifyMistake {
  if (args.length === 0) return { mistake: 'no-argument', typed: '' };
  // Not strict, because the errors of node:util are in English and no data.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const parsed: VerifyArguments = {
    files: positionals,
    document: textsOf(values.document).at(-1),
    authorities: textsOf(values.ca),
    testAuthorities: textsOf(values['test-ca']),
    timestampAuthorities: textsOf(values['timestamp-ca']),
    revocationLists: textsOf(values.crl),
    json: values.json === true,
  };
  const [mistake] = tokens.flatMap((token) => (token.kind === 'option' ? mistakesIn(token) : []));
  return mistake ?? missingIn(parsed) ?? parsed;
}

/** `--json` counts wherever it stands, also where the arguments are not understood otherwise. */
export function asksForJson(args: readonly string[]): boolean {
  return args.includes('--json');
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function mistakesIn({ name, rawName, value, inlineValue }: Token & { kind: 'option' }): VerifyMistake[] {
  if (!isOption(name)) return [{ mistake: 'option', typed: rawName }];
  const { type } = OPTIONS[name];
  // What looks like the next option is that, unless it is tied to this one by "=".
  const hasValue = value !== undefined && value !== '' && (inlineValue || !value.startsWith('-'));
  return hasValue === (type === 'string') ? [] : [{ mistake: 'value', typed: rawName }];
}

function missingIn(parsed: VerifyArguments): VerifyMistake | undefined {
  const { files, document, authorities, testAuthorities } = parsed;
  if (files.length === 0) return { mistake: 'no-file', typed: '' };
  if (authorities.length + testAuthorities.length === 0) return { mistake: 'no-authority', typed: '' };
  if (document !== undefined && files.length > 1) return { mistake: 'document-of-several', typed: '' };
  return undefined;
}

function isOption(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name);
}

/** Not strict, `parseArgs` says nothing about types. */
function textsOf(value: unknown): string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}
