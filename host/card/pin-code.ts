/**
 * The bytes that VERIFY carries. A value of the wrong form is never sent, because it costs a try like any wrong one.
 *
 * Form and case are looked at byte by byte: a regular expression leaves the text that it was run on in V8's
 * `RegExp.input`, and `toUpperCase` makes another copy, neither of which could be overwritten.
 */
import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { PIN, type PinKind } from '../../shared/jpki.ts';

/**
 * @param pin as the person typed it; the letters of the signature password in either case
 * @returns ASCII, which whoever sends it overwrites: {@link withSecret}
 * @throws `pin-malformed`
 */
export function encodePin(kind: PinKind, pin: string): Bytes {
  const { minLength, maxLength, letters } = PIN[kind];
  // Outside the bounds there is nothing to look at, and no memory to set aside for it.
  if (pin.length < minLength || pin.length > maxLength) throw new KazasuError('pin-malformed');
  const code = new Uint8Array(pin.length);
  for (let index = 0; index < pin.length; index += 1) {
    const unit = upperCase(pin.charCodeAt(index));
    if (!isDigit(unit) && !(letters && isLetter(unit))) return refuse(code);
    code[index] = unit;
  }
  return code;
}

/**
 * As {@link encodePin}, with the rule by which a password is issued: at least one letter and one digit.
 * @throws `pin-malformed`, also when the present PIN is given again: a try would be risked for nothing
 */
export function encodeNewPin(kind: PinKind, newPin: string, pin: Uint8Array): Bytes {
  const code = encodePin(kind, newPin);
  const mixed = code.some(isLetter) && code.some(isDigit);
  const same = code.length === pin.length && code.every((byte, index) => byte === pin[index]);
  return same || (PIN[kind].letters && !mixed) ? refuse(code) : code;
}

/** Overwrites the bytes of a PIN when the work with them is done, however it ends. */
export async function withSecret<T>(secret: Bytes, work: (secret: Bytes) => Promise<T>): Promise<T> {
  try {
    return await work(secret);
  } finally {
    secret.fill(0);
  }
}

function refuse(code: Bytes): never {
  code.fill(0);
  throw new KazasuError('pin-malformed');
}

function upperCase(unit: number): number {
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit;
}

function isLetter(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
