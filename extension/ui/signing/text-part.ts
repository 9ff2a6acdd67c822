/**
 * A text, a part at a time, so that a large one is shown as quickly as a small one. UTF-8 alone: it is what browsers, XML
 * and JSON take a text for that does not say otherwise, and there is no second reading of it.
 */

/** Bytes. Some thousand lines. */
const PART_BYTES = 64 * 1024;
/** A character has up to three bytes after its first (RFC 3629 section 3). */
const CHARACTER_MAX = 4;

export function partCount(content: Blob): number {
  return Math.max(1, Math.ceil(content.size / PART_BYTES));
}

export interface TextPart {
  readonly text: string;
  /** Whether all of it is characters. */
  readonly isText: boolean;
}

/** @param part from 0. Each character belongs to the part in which it begins. */
export async function readPart(content: Blob, part: number): Promise<TextPart> {
  const start = part * PART_BYTES;
  const buffer = await content.slice(start, start + PART_BYTES + CHARACTER_MAX - 1).arrayBuffer();
  const bytes = new Uint8Array(buffer);
  const from = part === 0 ? 0 : beginningAfter(bytes, 0);
  const own = bytes.subarray(from, beginningAfter(bytes, Math.min(PART_BYTES, bytes.length)));
  return decode(own, part === 0);
}

/** The first byte from there on that is no continuation of a character. */
function beginningAfter(bytes: Uint8Array, from: number): number {
  let index = from;
  while (index < bytes.length && index < from + CHARACTER_MAX - 1 && ((bytes[index] ?? 0) & 0xc0) === 0x80) {
    index += 1;
  }
  return index;
}

/** A byte order mark at the beginning is not part of the text; anywhere else it is shown. */
function decode(bytes: Uint8Array<ArrayBuffer>, isBeginning: boolean): TextPart {
  const ignoreBOM = !isBeginning;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(bytes), isText: true };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM }).decode(bytes), isText: false };
  }
}
