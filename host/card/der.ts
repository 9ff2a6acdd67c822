/**
 * How many bytes the DER object takes that begins here, header included. ITU-T X.690 sections 8.1.3 and 10.1.
 *
 * @param start the first bytes of the object; the value need not be there
 * @returns undefined for what is no DER header: cut, indefinite, more than 64 KiB, or not in its shortest form
 */
export function derObjectLength(start: Uint8Array): number | undefined {
  const [, first, second, third] = start;
  if (first === undefined) return undefined;
  if (first < 0x80) return 2 + first;
  if (first === 0x81 && second !== undefined && second >= 0x80) return 3 + second;
  if (first === 0x82 && second !== undefined && third !== undefined && second > 0) {
    return 4 + ((second << 8) | third);
  }
  return undefined;
}
