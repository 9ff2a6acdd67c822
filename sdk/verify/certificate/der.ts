/**
 * ASN.1 by asn1js and pkijs, held to DER (X.690 section 10) where they would read any BER.
 */
import { type AsnType, type BaseBlock, Constructed, fromBER } from 'asn1js';

/** A type of pkijs, made from the ASN.1 value that it gives a meaning to. */
type SchemaType<Type> = new (parameters: { schema: AsnType }) => Type;

/** @throws SyntaxError unless the bytes are one value of this type in DER and nothing else */
export function decodeDer<Type>(der: Uint8Array, type: SchemaType<Type>): Type {
  try {
    return new type({ schema: readDer(der) });
  } catch (cause) {
    throw new SyntaxError(`not a ${type.name} in DER`, { cause });
  }
}

const OPTIONS = {
  /** Several times what is in a JPKI certificate: each costs microseconds, before anybody's signature is verified. */
  maxNodes: 500,
  /** Whether contents of a string happen to be ASN.1 as well is for whoever reads that string. */
  parseEmbedded: false,
  copyInput: false,
} as const;

/** @throws SyntaxError unless the bytes are one value in DER and nothing else */
export function readDer(der: Uint8Array): AsnType {
  const { offset, result } = fromBER(der, OPTIONS);
  if (offset !== der.length || !isDer(result)) throw new SyntaxError('not one value in DER');
  return result;
}

/**
 * Identifiers of one octet; definite lengths in the fewest octets, which hold exactly their contents (asn1js lets
 * contents reach beyond what holds them); strings in one piece, and contents that their own type can read.
 */
function isDer(block: BaseBlock): boolean {
  const { idBlock, lenBlock, blockLength, error } = block;
  const isConstructed = block instanceof Constructed;
  return (
    error === '' &&
    idBlock.isConstructed === isConstructed &&
    !lenBlock.isIndefiniteForm &&
    lenBlock.warnings.length === 0 &&
    1 + lenBlock.blockLength + lenBlock.length === blockLength &&
    (!isConstructed || block.valueBlock.value.every(isDer))
  );
}
