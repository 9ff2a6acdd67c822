/** What a stream of a file's own structure holds: an object stream, or a cross-reference stream. */
import { inflate } from './flate.ts';
import { isArray, type PdfDictionary, PdfName, type PdfObject, type PdfStream } from './pdf-object.ts';
import { undoPredictor } from './predictor.ts';

/** How many bytes may still come out of a file's streams. Compression makes of a small file as much as one likes. */
export interface DecodingBudget {
  left: number;
}

/** @throws SyntaxError also for filters that structures are not compressed by */
export async function decodeStream(stream: PdfStream, budget: DecodingBudget): Promise<Uint8Array> {
  const filter = single(stream.dictionary, 'Filter', 'F');
  const decoded = await undoFilter(stream.content, filter, budget.left);
  budget.left -= decoded.length;
  return filter === undefined ? decoded : undoPredictor(decoded, single(stream.dictionary, 'DecodeParms'));
}

async function undoFilter(
  bytes: Uint8Array,
  filter: PdfObject | undefined,
  limit: number,
): Promise<Uint8Array> {
  if (filter === undefined && bytes.length <= limit) return bytes;
  if (filter instanceof PdfName && filter.value === 'FlateDecode') return inflate(bytes, limit);
  throw new SyntaxError('a filter that is not supported here');
}

/** The one filter, or its parameters, also where they stand alone in an array. */
function single(dictionary: PdfDictionary, key: string, external?: string): PdfObject | undefined {
  // Contents in another file (section 7.3.8.2).
  if (external !== undefined && dictionary.has(external)) throw new SyntaxError('a stream that is elsewhere');
  const value = dictionary.get(key);
  if (!isArray(value)) return value;
  if (value.length > 1) throw new SyntaxError('several filters');
  return value[0] ?? undefined;
}
