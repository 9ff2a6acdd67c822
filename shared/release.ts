/** ES2024; every browser that the extension runs in has it, and Node.js, where its tests run, from 21 on. */
type Detachable = ArrayBuffer & { transfer?: (newLength: number) => ArrayBuffer };

/**
 * Gives the memory of octets back at once, that nobody will look at any more: they are empty afterwards. An engine would
 * do it when it next collects, and by then many more may have come (ECMA-262, ArrayBuffer.prototype.transfer).
 */
export function release(octets: ArrayBuffer): void {
  (octets as Detachable).transfer?.(0);
}
