/** PDFs written by hand, sound or not, with a cross-reference table. Not published. */

/** Bodies of objects by their numbers, as they are to stand between `obj` and `endobj`. */
export type Bodies = Readonly<Record<number, string>>;

export interface RevisionSettings {
  /** More entries of the trailer. */
  readonly trailer?: string;
  /** Object 1 by default. */
  readonly root?: string;
  /** Object 11 by default, which need not exist. */
  readonly info?: string;
  readonly free?: readonly number[];
  /** Offsets of objects that stand in the file already. */
  readonly entries?: Readonly<Record<number, number>>;
  /** Between the objects and the cross-reference. */
  readonly between?: string;
}

export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
export const fromLatin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

export function makePdf(
  bodies: Bodies,
  settings: RevisionSettings & { readonly start?: string } = {},
): Uint8Array {
  const { start = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', ...others } = settings;
  return fromLatin1(withRevision(start, bodies, others));
}

export function appendRevision(
  bytes: Uint8Array,
  bodies: Bodies,
  settings: RevisionSettings = {},
): Uint8Array {
  const text = latin1(bytes);
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1] ?? '0';
  const trailer = `/Prev ${previous} ${settings.trailer ?? ''}`;
  return fromLatin1(withRevision(text, bodies, { ...settings, trailer }));
}

export function streamBody(content: string, entries = ''): string {
  return `<</Length ${content.length} ${entries}>>\nstream\n${content}\nendstream`;
}

function withRevision(start: string, bodies: Bodies, settings: RevisionSettings): string {
  const { root = '1 0 R', info = '11 0 R', trailer = '', free = [], entries = {}, between = '' } = settings;
  const rows = new Map<number, string>(
    Object.entries(entries).map(([number, offset]) => [Number(number), used(offset)]),
  );
  let text = start;
  for (const [number, body] of Object.entries(bodies)) {
    rows.set(Number(number), used(text.length));
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  for (const number of free) rows.set(number, '0000000000 00001 f \n');
  text += between;
  const numbers = [...rows.keys()].toSorted((left, right) => left - right);
  const table = numbers.map((number) => `${number} 1\n${rows.get(number) ?? ''}`).join('');
  return `${text}xref\n${table}trailer\n<</Size 100 /Root ${root} /Info ${info} ${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
}

const used = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
