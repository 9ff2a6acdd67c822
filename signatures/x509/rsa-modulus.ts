import { readOnly, TAG } from '../der/der-reader.ts';
import { readInteger } from '../der/der-values.ts';

/**
 * Bits of the modulus of an RSAPublicKey (RFC 8017 appendix A.1.1).
 * @throws SyntaxError
 */
export function rsaModulusBits(key: Uint8Array): number {
  const fields = readOnly(key, TAG.sequence);
  const [first = 0, ...others] = readInteger(fields);
  readInteger(fields);
  fields.expectEnd();
  return others.length * 8 + (first === 0 ? 0 : 32 - Math.clz32(first));
}
