/** EF 0002 of 券面事項入力補助AP: what is printed on the card. docs/card.md, "The four attributes". */
import { fromUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { SEXES } from '../../shared/attributes.ts';
import { parseTlvs } from './tlv.ts';

export interface CardAttributes {
  /** Family name, U+3000, given name. */
  readonly name: string;
  readonly address: string;
  /** YYYY-MM-DD; absent when the card has no such day, as for a birth whose day is not known. */
  readonly birthDate?: string;
  readonly sex: Sex;
}
export type Sex = (typeof SEXES)[number];

/** The tag of the one object in the file. */
export const ATTRIBUTES_TAG = 0xff20;

/** Name and address are up to 200 characters each, of up to four bytes; the bound keeps a card from being read without end. */
export const ATTRIBUTES_MAX_BYTES = 2048;

/** @throws `card-malformed` when a part is missing, too long or not text */
export function parseCardAttributes(file: Uint8Array): CardAttributes {
  const template = valueOf(parseTlvs(file), ATTRIBUTES_TAG);
  const parts = parseTlvs(template);
  const birthDate = parseBirthDate(textOf(parts, TAG.birthDate));
  return {
    name: printedText(parts, TAG.name),
    address: printedText(parts, TAG.address),
    ...(birthDate !== undefined && { birthDate }),
    sex: SEX_OF_CODE.get(textOf(parts, TAG.sex)) ?? 'unknown',
  };
}

/** DF21, the offsets of the others, is not looked at: tags say what is what. */
const TAG = { name: 0xdf22, address: 0xdf23, birthDate: 0xdf24, sex: 0xdf25 } as const;

/** ISO/IEC 5218. Sources differ on what stands for unknown, so every other code does. */
const SEX_OF_CODE: ReadonlyMap<string, Sex> = new Map([
  ['1', 'male'],
  ['2', 'female'],
  ['9', 'not-applicable'],
]);

/** As `readAttributes` of the protocol bounds it. */
const TEXT_MAX_LENGTH = 512;

function valueOf(objects: ReadonlyMap<number, Uint8Array>, tag: number): Uint8Array {
  const value = objects.get(tag);
  if (value === undefined) throw new KazasuError('card-malformed', 'an attribute is missing');
  return value;
}

/** Nobody is without a name or an address. @throws `card-malformed` */
function printedText(objects: ReadonlyMap<number, Uint8Array>, tag: number): string {
  const text = textOf(objects, tag);
  const fits = text.length > 0 && text.length <= TEXT_MAX_LENGTH;
  if (!fits) throw new KazasuError('card-malformed', 'an attribute is empty or too long');
  return text;
}

/** @throws `card-malformed` for what is not well-formed UTF-8 */
function textOf(objects: ReadonlyMap<number, Uint8Array>, tag: number): string {
  const bytes = valueOf(objects, tag);
  try {
    return fromUtf8(bytes);
  } catch {
    // The cause could quote what it found.
    throw new KazasuError('card-malformed', 'an attribute is not UTF-8');
  }
}

/**
 * YYYYMMDD as a day of the calendar; undefined when there is none such (00000000, the 31st of June). Without a regular
 * expression, because V8 keeps the last text that one was run on.
 */
function parseBirthDate(digits: string): string | undefined {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(time) && new Date(time).toISOString() === `${iso}T00:00:00.000Z`;
  return exists ? iso : undefined;
}
