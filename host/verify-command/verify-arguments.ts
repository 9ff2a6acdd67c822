import { parseArgs } from 'node:util';

/** What the arguments of `kazasu verify` ask for. What is text names a file, but for a fingerprint. */
export interface VerifyArguments {
  readonly files: readonly string[];
  /** What a detached signature is about. */
  readonly document: string | undefined;
  readonly authorities: readonly NamedAuthority[];
  readonly testAuthorities: readonly string[];
  readonly timestampAuthorities: readonly string[];
  readonly revocationLists: readonly string[];
  readonly json: boolean;
}

/** An authority after `--ca`. */
export interface NamedAuthority {
  readonly file: string;
  /** By which the person has recognised it, from the `--ca-sha256` behind it: 64 hexadecimal digits, perhaps with colons. */
  readonly sha256?: string;
}

/** What was not understood: `no-argument` asks for the usage, `document-of-several` is one document for several files. */
export interface VerifyMistake {
  readonly mistake:
    | 'no-argument'
    | 'option'
    | 'value'
    | 'fingerprint'
    | 'fingerprint-of-none'
    | 'no-file'
    | 'no-authority'
    | 'document-of-several';
  readonly typed: string;
}

const OPTIONS = {
  document: { type: 'string' },
  ca: { type: 'string', multiple: true },
  'ca-sha256': { type: 'string', multiple: true },
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
  const authorities = authoritiesIn(tokens);
  const parsed: VerifyArguments = {
    files: positionals,
    document: textsOf(values.document).at(-1),
    authorities: authorities ?? [],
    testAuthorities: textsOf(values['test-ca']),
    timestampAuthorities: textsOf(values['timestamp-ca']),
    revocationLists: textsOf(values.crl),
    json: values.json === true,
  };
  const [mistake] = tokens.flatMap((token) => (token.kind === 'option' ? mistakesIn(token) : []));
  if (mistake) return mistake;
  if (!authorities) return { mistake: 'fingerprint-of-none', typed: '' };
  return missingIn(parsed) ?? parsed;
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
  if (hasValue !== (type === 'string')) return [{ mistake: 'value', typed: rawName }];
  return name === 'ca-sha256' && !FINGERPRINT.test(value ?? '')
    ? [{ mistake: 'fingerprint', typed: value ?? '' }]
    : [];
}

const FINGERPRINT = /^(?:[0-9a-f]{64}|[0-9a-f]{2}(?::[0-9a-f]{2}){31})$/iu;

/** Each with the fingerprint behind it. @returns undefined where one is about no authority, or the second about one */
function authoritiesIn(tokens: readonly Token[]): readonly NamedAuthority[] | undefined {
  const authorities: NamedAuthority[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue;
    if (token.name === 'ca') authorities.push({ file: token.value });
    if (token.name !== 'ca-sha256') continue;
    const authority = authorities.pop();
    if (!authority || authority.sha256 !== undefined) return undefined;
    authorities.push({ ...authority, sha256: token.value });
  }
  return authorities;
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
