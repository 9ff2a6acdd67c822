/** Objects that are compressed together (ISO 32000-2 section 7.5.7). */
import { isCount, isName, type PdfObject, type PdfStream } from './pdf-object.ts';
import { PdfParser } from './pdf-parser.ts';
import { type DecodingBudget, decodeStream } from './stream-decoding.ts';

export interface ObjectStream {
  /** @throws SyntaxError unless it is this object that stands there */
  read(number: number, index: number): PdfObject;
}

/** @throws SyntaxError */
export async function readObjectStream(stream: PdfStream, budget: DecodingBudget): Promise<ObjectStream> {
  const count = stream.dictionary.get('N');
  const first = stream.dictionary.get('First');
  if (!isName(stream.dictionary.get('Type'), 'ObjStm') || !isCount(count) || !isCount(first))
    throw new SyntaxError('not an object stream');
  const bytes = await decodeStream(stream, budget);
  const offsets = readOffsets(new PdfParser(bytes, 0, 'object-stream', first), count);
  const read = new Map<number, PdfObject>();
  return {
    read(number, index) {
      const known = read.get(index);
      const place = offsets[index];
      if (place?.number !== number) throw new SyntaxError('another object than the cross-reference says');
      if (known !== undefined) return known;
      const object = new PdfParser(
        bytes,
        first + place.offset,
        'object-stream',
        first + place.end,
      ).readObject();
      read.set(index, object);
      return object;
    },
  };
}

interface Place {
  readonly number: number;
  /** From `First` on. */
  readonly offset: number;
  readonly end: number;
}

function readOffsets(parser: PdfParser, count: number): readonly Place[] {
  const places: { number: number; offset: number; end: number }[] = [];
  let previous = { offset: 0, end: 0 };
  for (let index = 0; index < count; index += 1) {
    const place = { number: parser.readCount(), offset: parser.readCount(), end: Number.POSITIVE_INFINITY };
    // In ascending order, none within another: each byte is read at most once.
    if (place.offset < previous.offset) throw new SyntaxError('objects in another order');
    previous.end = place.offset;
    previous = place;
    places.push(place);
  }
  return places;
}
