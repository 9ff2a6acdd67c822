/** The four attributes in EF 0002 of 券面事項入力補助AP. docs/simulator.md, "Applications". */
import { type Bytes, concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import type { CardInfoContent } from './card-info-application.ts';
import type { CardSwitches } from './switches.ts';
import { tlv } from './tlv.ts';

/** The table in front: tag, length, and an offset of two bytes for each attribute. */
const OFFSETS_LENGTH = 2 + 1 + 4 * 2;

export interface AttributesFile {
  readonly content: Bytes;
  /** What EF 0003 has the hash of: the attributes without the table of offsets. */
  readonly signedPart: Bytes;
}

export function attributesFile(info: CardInfoContent, { sexCode }: CardSwitches): AttributesFile {
  const attributes = [
    tlv(0xdf22, toUtf8(info.name)),
    tlv(0xdf23, toUtf8(info.address)),
    tlv(0xdf24, toUtf8(info.birthDate)),
    tlv(0xdf25, toUtf8(sexCode === 'holder' ? info.sex : sexCode)),
  ];
  const signedPart = concatBytes(...attributes);
  const headerLength =
    tlv(0xff20, new Uint8Array(OFFSETS_LENGTH), signedPart).length - OFFSETS_LENGTH - signedPart.length;
  const content = tlv(0xff20, offsetTable(attributes, headerLength + OFFSETS_LENGTH), signedPart);
  return { content, signedPart };
}

/** Offsets count from the beginning of the file. */
function offsetTable(attributes: readonly Uint8Array[], start: number): Bytes {
  const table = new DataView(new ArrayBuffer(attributes.length * 2));
  let offset = start;
  for (const [index, attribute] of attributes.entries()) {
    table.setUint16(index * 2, offset);
    offset += attribute.length;
  }
  return tlv(0xdf21, new Uint8Array(table.buffer));
}
