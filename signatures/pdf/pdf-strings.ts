/** String objects (ISO 32000-2 section 7.3.4), from behind their opening delimiter. */
import { hexDigit, isSpace } from './pdf-characters.ts';

interface ReadString {
  readonly bytes: Uint8Array;
  /** Behind the closing delimiter. */
  readonly end: number;
}

/** Section 7.3.4.3. @throws SyntaxError */
export function readHexString(bytes: Uint8Array, start: number, limit: number): ReadString {
  const end = bytes.subarray(0, limit).indexOf(0x3e, start);
  if (end < 0) throw new SyntaxError('a string without an end');
  const result = new Uint8Array(Math.ceil((end - start) / 2));
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (isSpace(byte)) continue;
    const digit = hexDigit(byte);
    if (digit < 0) throw new SyntaxError('not a hexadecimal string');
    // A last digit that stands alone is followed by a zero.
    result[digits >> 1] = (result[digits >> 1] ?? 0) | (digits % 2 === 0 ? digit << 4 : digit);
    digits += 1;
  }
  return { bytes: result.slice(0, (digits + 1) >> 1), end: end + 1 };
}

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

/** Section 7.3.4.2. @throws SyntaxError */
export function readLiteralString(bytes: Uint8Array, start: number, limit: number): ReadString {
  const end = closingParenthesis(bytes, start, limit);
  const result = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; ) {
    const { code, next } = readCharacter(bytes, at);
    at = next;
    if (code === undefined) continue;
    result[length] = code;
    length += 1;
  }
  return { bytes: result.slice(0, length), end: end + 1 };
}

function closingParenthesis(bytes: Uint8Array, start: number, limit: number): number {
  let open = 1;
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) open += 1;
    else if (byte === 0x29) open -= 1;
    if (open === 0) return at;
  }
  throw new SyntaxError('a string without an end');
}

/** What stands at this position; undefined for a line that only goes on. */
interface Character {
  readonly code: number | undefined;
  readonly next: number;
}

function readCharacter(bytes: Uint8Array, at: number): Character {
  const byte = bytes[at];
  if (byte === 0x5c) return readEscape(bytes, at + 1);
  // Whichever line end it was, it is read as a line feed.
  if (byte === 0x0d) return { code: 0x0a, next: bytes[at + 1] === 0x0a ? at + 2 : at + 1 };
  return { code: byte, next: at + 1 };
}

function readEscape(bytes: Uint8Array, at: number): Character {
  const byte = bytes[at] ?? 0;
  if (byte === 0x0d) return { code: undefined, next: bytes[at + 1] === 0x0a ? at + 2 : at + 1 };
  if (byte === 0x0a) return { code: undefined, next: at + 1 };
  let next = at;
  let code = 0;
  for (; next < at + 3 && isOctal(bytes[next]); next += 1) code = code * 8 + hexDigit(bytes[next]);
  return next > at ? { code: code & 0xff, next } : { code: ESCAPES.get(byte) ?? byte, next: at + 1 };
}

const isOctal = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x37;
