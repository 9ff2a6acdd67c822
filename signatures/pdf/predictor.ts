/** Undoes what was done to bytes before they were compressed (ISO 32000-2 section 7.4.4.4). */
import { isCount, isDictionary, type PdfObject } from './pdf-object.ts';

/** @param parameters value of DecodeParms @throws SyntaxError */
export function undoPredictor(bytes: Uint8Array, parameters: PdfObject | undefined): Uint8Array {
  if (!isDictionary(parameters)) return bytes;
  const number = (key: string, byDefault: number): number => {
    const value = parameters.get(key) ?? byDefault;
    if (!isCount(value) || value > 4096) throw new SyntaxError(`an odd ${key}`);
    return value;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return bytes;
  const pixelBits = number('Colors', 1) * number('BitsPerComponent', 8);
  const rowLength = Math.ceil((pixelBits * number('Columns', 1)) / 8);
  // TIFF's predictor, 2, is for pictures: nobody uses it for a file's structure.
  if (predictor < 10 || rowLength === 0) throw new SyntaxError('a predictor that is not supported');
  return undoRows(bytes, rowLength, Math.ceil(pixelBits / 8));
}

/** PNG, section 9: each row begins with the number of its filter. */
function undoRows(bytes: Uint8Array, rowLength: number, pixelLength: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (rowLength + 1));
  if (rows * (rowLength + 1) !== bytes.length) throw new SyntaxError('a row that is not whole');
  const result = new Uint8Array(rows * rowLength);
  for (let row = 0; row < rows; row += 1) {
    const source = bytes.subarray(row * (rowLength + 1), (row + 1) * (rowLength + 1));
    const filter = FILTERS[source[0] ?? 0];
    if (!filter) throw new SyntaxError('a filter that PNG does not have');
    const start = row * rowLength;
    for (let index = 0; index < rowLength; index += 1) {
      const isFirstPixel = index < pixelLength;
      const left = isFirstPixel ? 0 : (result[start + index - pixelLength] ?? 0);
      const above = row === 0 ? 0 : (result[start + index - rowLength] ?? 0);
      const aboveLeft =
        row === 0 || isFirstPixel ? 0 : (result[start + index - rowLength - pixelLength] ?? 0);
      result[start + index] = (source[index + 1] ?? 0) + filter(left, above, aboveLeft);
    }
  }
  return result;
}

const FILTERS: readonly ((left: number, above: number, aboveLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

function paeth(left: number, above: number, aboveLeft: number): number {
  const estimate = left + above - aboveLeft;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toAboveLeft = Math.abs(estimate - aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
