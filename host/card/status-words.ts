import { type ErrorCode, KazasuError } from '../../shared/errors.ts';

/** Status words that the card layer acts upon by name. */
export const SW = {
  ok: 0x9000,
  endOfFile: 0x6282,
  wrongLength: 0x6700,
  securityStatusNotSatisfied: 0x6982,
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
  readonly code: ErrorCode;
  /** What it means as an answer to VERIFY. Nothing else may say so: a wrong PIN leaves the card open. */
  readonly verify?: 'wrong-pin' | 'pin-blocked';
  /** The card says it before it does anything, so that after a CHANGE REFERENCE DATA the PIN is the old one. */
  readonly refusal?: true;
}

export const STATUS_WORDS: readonly StatusRow[] = [
  { sw: '61xx', meaning: 'more data waiting', code: 'card-malformed' },
  { sw: '6282', meaning: 'end of file before Le bytes', code: 'card-malformed' },
  { sw: '63C0', meaning: 'wrong PIN, no tries left', code: 'card-malformed', verify: 'pin-blocked' },
  { sw: '63Cx', meaning: 'wrong PIN, x tries left', code: 'card-malformed', verify: 'wrong-pin' },
  { sw: '6581', meaning: 'memory failure', code: 'card-malformed' },
  { sw: '6700', meaning: 'wrong length', code: 'card-malformed', refusal: true },
  { sw: '6881', meaning: 'logical channel not supported', code: 'card-malformed', refusal: true },
  { sw: '6882', meaning: 'secure messaging not supported', code: 'card-malformed', refusal: true },
  { sw: '6981', meaning: 'command does not fit the file', code: 'card-malformed', refusal: true },
  { sw: '6982', meaning: 'PIN not verified', code: 'card-malformed', refusal: true },
  { sw: '6983', meaning: 'PIN blocked', code: 'card-malformed', verify: 'pin-blocked', refusal: true },
  {
    sw: '6984',
    meaning: 'PIN blocked (JICSAP)',
    code: 'card-malformed',
    verify: 'pin-blocked',
    refusal: true,
  },
  { sw: '6985', meaning: 'conditions of use not satisfied', code: 'card-malformed', refusal: true },
  { sw: '6986', meaning: 'no current EF', code: 'card-malformed', refusal: true },
  { sw: '6A80', meaning: 'wrong data', code: 'card-malformed', refusal: true },
  { sw: '6A81', meaning: 'function not supported', code: 'card-unsupported', refusal: true },
  { sw: '6A82', meaning: 'application or file not found', code: 'card-unsupported', refusal: true },
  { sw: '6A86', meaning: 'wrong P1 or P2', code: 'card-malformed', refusal: true },
  { sw: '6B00', meaning: 'offset outside the file', code: 'card-malformed', refusal: true },
  { sw: '6Cxx', meaning: 'wrong Le, xx bytes available', code: 'card-malformed' },
  { sw: '6Dxx', meaning: 'INS not supported', code: 'card-unsupported', refusal: true },
  { sw: '6Exx', meaning: 'CLA not supported', code: 'card-unsupported', refusal: true },
  { sw: '6Fxx', meaning: 'internal error', code: 'card-malformed' },
];

/** @throws those of {@link statusError} */
export function assertOk(sw: number): void {
  if (sw !== SW.ok) throw statusError(sw);
}

/** `card-unsupported` or `card-malformed`, for any command but VERIFY. */
export function statusError(sw: number): KazasuError {
  const row = rowOf(sw);
  return new KazasuError(row?.code ?? 'card-malformed', describe(sw, row));
}

/** The answer to a VERIFY that did not succeed: `wrong-pin`, `pin-blocked`, or else `pin-outcome-unknown`. */
export function verifyError(sw: number): KazasuError {
  const row = rowOf(sw);
  const triesLeft = triesLeftIn(sw);
  const detail = triesLeft === undefined ? {} : { triesLeft };
  return new KazasuError(row?.verify ?? 'pin-outcome-unknown', describe(sw, row), { detail });
}

/** The answer to a CHANGE REFERENCE DATA that did not succeed: `pin-outcome-unknown` unless the card refused it. */
export function changeError(sw: number): KazasuError {
  const row = rowOf(sw);
  return row?.refusal ? statusError(sw) : new KazasuError('pin-outcome-unknown', describe(sw, row));
}

/** Whether a card is known to say this. */
export function isKnownStatus(sw: number): boolean {
  return sw === SW.ok || rowOf(sw) !== undefined;
}

/** The tries left that an answer to VERIFY tells, with a PIN or without one. */
export function triesLeftIn(sw: number): number | undefined {
  switch (rowOf(sw)?.verify) {
    case 'wrong-pin':
      return sw & 0xf;
    case 'pin-blocked':
      return 0;
    case undefined:
      return undefined;
  }
}

function rowOf(sw: number): StatusRow | undefined {
  const digits = hex(sw);
  return STATUS_WORDS.find((row) => new RegExp(`^${row.sw.replaceAll('x', '.')}$`, 'u').test(digits));
}

function describe(sw: number, row: StatusRow | undefined): string {
  return `${hex(sw)}: ${row?.meaning ?? 'not in the table'}`;
}

function hex(sw: number): string {
  return sw.toString(16).toUpperCase().padStart(4, '0');
}
