/** PDFs with object streams and cross-reference streams, sound or not. Not published. */
import { deflateSync } from 'node:zlib';
import { type Bodies, fromLatin1, latin1, streamBody } from './test-pdf.ts';

export interface StreamPdfSettings {
  /** Which objects stand in the object stream. */
  readonly compressed?: readonly number[];
  /** More entries of the cross-reference stream, or others instead of those that it has. */
  readonly entries?: Readonly<Record<string, string>>;
  /** More entries of the object stream, or others instead. */
  readonly objectStreamEntries?: Readonly<Record<string, string>>;
  /** A table before it that names the stream as its hidden part. */
  readonly hybrid?: boolean;
  /** Undoes compression, so that what is in the streams can be read in the file. */
  readonly plain?: boolean;
  /** Rows of the cross-reference, by object number, instead of those that it has. */
  readonly rows?: Readonly<Record<number, Row>>;
}

/** Type and two fields (ISO 32000-2 table 18). */
type Row = readonly [number, number, number];

/** Numbers of the streams, above all others. */
export const OBJECT_STREAM = 90;
export const CROSS_REFERENCE_STREAM = 91;

export function makeStreamPdf(bodies: Bodies, settings: StreamPdfSettings = {}): Uint8Array {
  const { compressed = [], rows: changed = {}, hybrid = false } = settings;
  const rows = new Map<number, Row>();
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const put = (number: number, body: string): void => {
    rows.set(number, [1, text.length, 0]);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  };
  for (const [number, body] of Object.entries(bodies))
    if (!compressed.includes(Number(number))) put(Number(number), body);
  put(OBJECT_STREAM, objectStream(bodies, settings));
  for (const [index, number] of compressed.entries()) rows.set(number, [2, OBJECT_STREAM, index]);
  rows.set(CROSS_REFERENCE_STREAM, [1, text.length, 0]);
  const startOfStream = text.length;
  const all = new Map([
    ...rows,
    ...Object.entries(changed).map(([number, row]) => [Number(number), row] as const),
  ]);
  text += `${CROSS_REFERENCE_STREAM} 0 obj\n${crossReferenceStream(all, settings)}\nendobj\n`;
  const start = text.length;
  if (hybrid) text += table(all, startOfStream);
  return fromLatin1(`${text}startxref\n${hybrid ? start : startOfStream}\n%%EOF\n`);
}

function objectStream(
  bodies: Bodies,
  { compressed = [], objectStreamEntries = {}, plain = false }: StreamPdfSettings,
): string {
  const values = compressed.map((number) => bodies[number] ?? 'null');
  let offset = 0;
  const offsets = compressed.map((number, index) => {
    const place = `${number} ${offset}`;
    offset += (values[index] ?? '').length + 1;
    return place;
  });
  const head = `${offsets.join(' ')} `;
  const known = { Type: '/ObjStm', N: String(compressed.length), First: String(head.length) };
  return encoded(head + values.join(' '), { ...known, ...objectStreamEntries }, plain);
}

function crossReferenceStream(
  rows: ReadonlyMap<number, Row>,
  { entries = {}, plain = false }: StreamPdfSettings,
): string {
  const numbers = [...rows.keys()].toSorted((left, right) => left - right);
  const content = numbers.map((number) => latin1(rowBytes(rows.get(number) ?? [0, 0, 0]))).join('');
  const known = {
    Type: '/XRef',
    W: '[1 4 2]',
    Index: `[${numbers.map((number) => `${number} 1`).join(' ')}]`,
    Size: '100',
    Root: '1 0 R',
  };
  return encoded(content, { ...known, ...entries }, plain);
}

function rowBytes([type, second, third]: Row): Uint8Array {
  const bytes = new Uint8Array(7);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, type);
  view.setUint32(1, second);
  view.setUint16(5, third);
  return bytes;
}

function encoded(content: string, entries: Readonly<Record<string, string>>, plain: boolean): string {
  const written = Object.entries(plain ? entries : { Filter: '/FlateDecode', ...entries })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `/${key} ${value}`)
    .join(' ');
  return plain ? streamBody(content, written) : streamBody(latin1(deflateSync(fromLatin1(content))), written);
}

/** As readers before PDF 1.5 see the file: what is compressed is free. */
function table(rows: ReadonlyMap<number, Row>, hidden: number): string {
  const lines = [...rows].map(([number, [type, offset]]) =>
    type === 1
      ? `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`
      : `${number} 1\n0000000000 65535 f \n`,
  );
  return `xref\n${lines.join('')}trailer\n<</Size 100 /Root 1 0 R /XRefStm ${hidden}>>\n`;
}
