/**
 * Values of the DER elements that certificates hold. Each reader throws a SyntaxError for anything but the one spelling.
 */
import { equalBytes } from '../../shared/bytes.ts';
import { type DerElement, TAG } from './der.ts';

/** X.690 section 8.19, in dotted notation. */
export function readOid({ content }: DerElement): string {
  const last = content.at(-1);
  if (last === undefined || last >= 0x80) throw new SyntaxError('the object identifier ends within an arc');
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    if (arc === 0 && octet === 0x80) throw new SyntaxError('object identifier with a padded arc');
    arc = arc * 128 + (octet & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new SyntaxError('object identifier with an absurd arc');
    if (octet >= 0x80) continue;
    arcs.push(...(arcs.length === 0 ? firstArcs(arc) : [arc]));
    arc = 0;
  }
  return arcs.join('.');
}

/** X.690 section 8.19.4: the first two arcs share one number. */
function firstArcs(joined: number): [number, number] {
  const top = Math.min(Math.trunc(joined / 40), 2);
  return [top, joined - top * 40];
}

/** X.690 sections 8.2 and 11.1. */
export function readBoolean({ content }: DerElement): boolean {
  if (equalBytes(content, Uint8Array.of(0xff))) return true;
  if (equalBytes(content, Uint8Array.of(0x00))) return false;
  throw new SyntaxError('not a boolean in DER');
}

/** X.690 section 8.6: a BIT STRING of whole octets. */
export function readOctetAligned({ content }: DerElement): Uint8Array {
  if (content[0] !== 0) throw new SyntaxError('not a bit string of whole octets');
  return content.subarray(1);
}

/**
 * A BIT STRING with named bits, as their numbers (X.690 section 11.2: no trailing zero bits).
 */
export function readNamedBits({ content }: DerElement): number[] {
  const [unused, ...octets] = content;
  const last = octets.at(-1);
  if (unused === undefined || unused > 7 || octets.length > 4) throw new SyntaxError('not a bit string');
  if (last === undefined ? unused !== 0 : (last & ((2 << unused) - 1)) !== 1 << unused) {
    throw new SyntaxError('named bits with trailing zeros');
  }
  return octets.flatMap((octet, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (octet & (0x80 >> bit)) !== 0).map((bit) => index * 8 + bit),
  );
}

/** UTCTime or GeneralizedTime in the only forms of RFC 5280 section 4.1.2.5. */
export function readTime({ tag, content }: DerElement): Date {
  const text = String.fromCharCode(...content);
  const match = TIME_FORMS[tag]?.exec(text);
  if (!match) throw new SyntaxError('not a time of RFC 5280');
  const [year = '', ...rest] = match.slice(1);
  const fullYear = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const [month, day, hour, minute, second] = rest;
  const time = new Date(`${fullYear}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime())) throw new SyntaxError('no such time');
  return time;
}

const TIME_FORMS: Readonly<Partial<Record<number, RegExp>>> = {
  [TAG.utcTime]: /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/u,
  [TAG.generalizedTime]: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/u,
};
