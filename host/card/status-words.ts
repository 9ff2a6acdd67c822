import { type ErrorCode, KazasuError } from '../../shared/errors.ts';

/** Status words that the card layer acts upon by name. */
export const SW = {
  ok: 0x9000,
  endOfFile: 0x6282,
  securityStatusNotSatisfied: 0x6982,
  blocked: 0x6983,
  referenceDataNotUsable: 0x6984,
  fileNotFound: 0x6a82,
  wrongOffset: 0x6b00,
  internal: 0x6f00,
} as const;

interface StatusRow {
  /** Four hexadecimal digits; `x` stands for any. The first row that matches counts. */
  readonly sw: string;
  /** For developers: ISO 7816-4 section 5.1.3, and what this card means by it (docs/card.md, "Status words"). */
  readonly meaning: string;
  /** What it means where the command has no reading of its own. */
  readonly code: ErrorCode | 'ok';
}

export const STATUS_WORDS: readonly StatusRow[] = [
  { sw: '9000', meaning: 'completed', code: 'ok' },
  { sw: '61xx', meaning: 'more data waiting', code: 'card-malformed' },
  { sw: '6282', meaning: 'end of file before Le bytes', code: 'card-malformed' },
  { sw: '63C0', meaning: 'wrong PIN, no tries left', code: 'pin-blocked' },
  { sw: '63Cx', meaning: 'wrong PIN, x tries left', code: 'wrong-pin' },
  { sw: '6581', meaning: 'memory failure', code: 'card-malformed' },
  { sw: '6700', meaning: 'wrong length', code: 'card-malformed' },
  { sw: '6881', meaning: 'logical channel not supported', code: 'card-malformed' },
  { sw: '6882', meaning: 'secure messaging not supported', code: 'card-malformed' },
  { sw: '6981', meaning: 'command does not fit the file', code: 'card-malformed' },
  { sw: '6982', meaning: 'PIN not verified', code: 'card-malformed' },
  { sw: '6983', meaning: 'PIN blocked', code: 'pin-blocked' },
  { sw: '6984', meaning: 'PIN blocked (JICSAP)', code: 'pin-blocked' },
  { sw: '6985', meaning: 'conditions of use not satisfied', code: 'card-malformed' },
  { sw: '6986', meaning: 'no current EF', code: 'card-malformed' },
  { sw: '6A80', meaning: 'wrong data', code: 'card-malformed' },
  { sw: '6A81', meaning: 'function not supported', code: 'card-unsupported' },
  { sw: '6A82', meaning: 'application or file not found', code: 'card-unsupported' },
  { sw: '6A86', meaning: 'wrong P1 or P2', code: 'card-malformed' },
  { sw: '6B00', meaning: 'offset outside the file', code: 'card-malformed' },
  { sw: '6Cxx', meaning: 'wrong Le, xx bytes available', code: 'card-malformed' },
  { sw: '6Dxx', meaning: 'INS not supported', code: 'card-unsupported' },
  { sw: '6Exx', meaning: 'CLA not supported', code: 'card-unsupported' },
  { sw: '6Fxx', meaning: 'internal error', code: 'card-malformed' },
];

/** The low four bits of `63Cx`, or undefined for any other status word. */
export function triesLeftIn(sw: number): number | undefined {
  return (sw & 0xfff0) === 0x63c0 ? sw & 0xf : undefined;
}

/** @throws the code of the table, with the tries left where the status word tells them; `card-malformed` for others */
export function assertOk(sw: number): void {
  if (sw !== SW.ok) throw statusError(sw);
}

export function statusError(sw: number): KazasuError {
  const hex = sw.toString(16).toUpperCase().padStart(4, '0');
  const row = STATUS_WORDS.find((candidate) => matches(candidate.sw, hex));
  const code = row === undefined || row.code === 'ok' ? 'card-malformed' : row.code;
  const triesLeft = triesLeftIn(sw);
  const detail = triesLeft === undefined ? {} : { triesLeft };
  return new KazasuError(code, `${hex}: ${row?.meaning ?? 'not in the table'}`, { detail });
}

function matches(pattern: string, hex: string): boolean {
  return new RegExp(`^${pattern.replaceAll('x', '.')}$`, 'u').test(hex);
}
