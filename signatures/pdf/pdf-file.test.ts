/** Files of every structure are read, and none makes its reader work for more than it is long. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfFile } from './pdf-file.ts';
import { dictionary, PdfName, type PdfObject, PdfReference, PdfStream } from './pdf-object.ts';
import { appendRevision, type Bodies, fromLatin1, latin1, makePdf, streamBody } from './testing/test-pdf.ts';
import { CROSS_REFERENCE_STREAM, makeStreamPdf, OBJECT_STREAM } from './testing/test-stream-pdf.ts';

const BODIES: Bodies = {
  1: '<</Type /Catalog /Pages 2 0 R>>',
  2: '<</Type /Pages /Kids [] /Count 0>>',
  3: '(three)',
  4: streamBody('content', '/Four true'),
};
const compressed = [1, 2, 3];

async function objectOf(bytes: Uint8Array, number: number, generation = 0): Promise<PdfObject> {
  return (await PdfFile.open(bytes)).get(new PdfReference(number, generation));
}
async function textOf(bytes: Uint8Array, number: number): Promise<string> {
  const value = await objectOf(bytes, number);
  return value !== null && typeof value === 'object' && 'bytes' in value ? latin1(value.bytes) : '';
}

describe('a file with', () => {
  it.each([
    ['a table', makePdf(BODIES)],
    ['a stream', makeStreamPdf(BODIES)],
    ['objects in a stream', makeStreamPdf(BODIES, { compressed })],
    ['streams that are not compressed', makeStreamPdf(BODIES, { compressed, plain: true })],
    ['both, the stream hidden', makeStreamPdf(BODIES, { compressed, hybrid: true })],
    ['a filter in an array', makeStreamPdf(BODIES, { compressed, entries: { Filter: '[/FlateDecode]' } })],
    [
      'an object stream of indirect length',
      makePdf({ ...BODIES, 4: '<</Length 5 0 R>>\nstream\ncontent\nendstream', 5: '7' }),
    ],
  ])('%s', async (_name, bytes) => {
    const file = await PdfFile.open(bytes);
    expect(await file.catalog()).toEqual(
      dictionary({ Type: new PdfName('Catalog'), Pages: new PdfReference(2, 0) }),
    );
    expect(await textOf(bytes, 3)).toBe('three');
    const stream = await file.get(new PdfReference(4, 0));
    expect(stream instanceof PdfStream ? latin1(stream.content) : '').toBe('content');
  });
});

describe('an object', () => {
  const file = makePdf({ ...BODIES, 5: '6 0 R', 6: '(six)', 7: '8 0 R', 8: '7 0 R' });
  it.each([
    ['that does not exist', 50, 0],
    ['of another generation', 3, 1],
  ])('%s is null', async (_name, number, generation) => {
    expect(await objectOf(file, number, generation)).toBeNull();
  });

  it('that refers to another is that', async () => {
    expect(await textOf(file, 5)).toBe('six');
  });

  it('that is free in a later revision is null', async () => {
    expect(await objectOf(appendRevision(file, {}, { free: [3] }), 3)).toBeNull();
  });

  it('of a later revision takes the place of an earlier one, which its own revision keeps', async () => {
    const later = appendRevision(file, { 3: '(later)' });
    expect(await textOf(later, 3)).toBe('later');
    const earlier = await (await PdfFile.open(later)).revision(file.length);
    expect(await earlier.get(new PdfReference(3, 0))).toMatchObject({ bytes: fromLatin1('three') });
  });

  it('is that of the stream where a table hides it', async () => {
    const hybrid = makeStreamPdf(BODIES, { compressed, hybrid: true });
    expect(await textOf(hybrid, 3)).toBe('three');
    // A later table takes it away for both kinds of readers.
    expect(await objectOf(appendRevision(hybrid, {}, { free: [3] }), 3)).toBeNull();
  });

  it.each([
    ['references in a circle', file, 7],
    ['another number at its place', makePdf(BODIES, { entries: { 9: 15 } }), 9],
    ['nothing at its place', makePdf(BODIES, { entries: { 9: 20 } }), 9],
    ['a place behind the end', makePdf(BODIES, { entries: { 9: 999_999 } }), 9],
    ['no end', makePdf({ ...BODIES, 3: '(three) (four)' }), 3],
    [
      'a stream that is longer than it says',
      makePdf({ ...BODIES, 3: '<</Length 3>>\nstream\ncontent\nendstream' }),
      3,
    ],
    ['a stream that is shorter', makePdf({ ...BODIES, 3: '<</Length 9>>\nstream\ncontent\nendstream' }), 3],
    [
      'a stream longer than the file',
      makePdf({ ...BODIES, 3: '<</Length 99999>>\nstream\ncontent\nendstream' }),
      3,
    ],
    ['a stream of no length', makePdf({ ...BODIES, 3: '<<>>\nstream\ncontent\nendstream' }), 3],
    [
      'a stream whose length is itself',
      makePdf({ ...BODIES, 3: '<</Length 3 0 R>>\nstream\ncontent\nendstream' }),
      3,
    ],
    [
      'a carriage return alone before the content',
      makePdf({ ...BODIES, 3: '<</Length 7>>\nstream\rcontent\nendstream' }),
      3,
    ],
  ])('with %s is refused', async (_name, bytes, number) => {
    await expect(objectOf(bytes, number)).rejects.toThrow(SyntaxError);
  });
});

describe('an object stream', () => {
  it.each([
    ['that is none', { objectStreamEntries: { Type: '/None' } }],
    ['with fewer objects than it says', { objectStreamEntries: { N: '9' } }],
    ['without a first', { objectStreamEntries: { First: '' } }],
    ['that begins behind its end', { objectStreamEntries: { First: '9999' } }],
    ['of another filter', { objectStreamEntries: { Filter: '/LZWDecode' }, plain: true }],
    ['of two filters', { objectStreamEntries: { Filter: '[/FlateDecode /FlateDecode]' }, plain: true }],
    ['in another file', { objectStreamEntries: { F: '(other.pdf)' } }],
    ['that is not compressed as it says', { objectStreamEntries: { Filter: '/FlateDecode' }, plain: true }],
    ['with another object at its index', { rows: { 3: [2, OBJECT_STREAM, 0] } }],
    ['without an object at its index', { rows: { 3: [2, OBJECT_STREAM, 9] } }],
    ['in an object stream', { rows: { 3: [2, 1, 0] } }],
    ['that is no stream', { rows: { 3: [2, 4, 0] } }],
  ] as const)('%s is refused', async (_name, settings) => {
    const bytes = makeStreamPdf(BODIES, { compressed, ...settings });
    await expect(objectOf(bytes, 3)).rejects.toThrow(SyntaxError);
  });
});

describe('a cross-reference', () => {
  const startxref = (bytes: Uint8Array, value: number | string): Uint8Array =>
    fromLatin1(latin1(bytes).replace(/startxref\n\d+/u, `startxref\n${value}`));
  it.each([
    ['that is nowhere', startxref(makePdf(BODIES), 999_999)],
    ['that is no number', startxref(makePdf(BODIES), 'x')],
    ['of a stream of another type', makeStreamPdf(BODIES, { entries: { Type: '/Other' } })],
    ['of two widths', makeStreamPdf(BODIES, { entries: { W: '[1 4]' } })],
    ['of a width that no number has', makeStreamPdf(BODIES, { entries: { W: '[1 4 99]' } })],
    ['with fewer entries than it says', makeStreamPdf(BODIES, { entries: { Index: '[0 50]' } })],
    ['without a size', makeStreamPdf(BODIES, { entries: { Size: '', Index: '' } })],
    ['with an object twice', makeStreamPdf(BODIES, { entries: { Index: '[0 1 0 1 2 3]' } })],
    [
      'with an object number that is too large',
      makeStreamPdf(BODIES, { entries: { Index: '[99999999 1]' } }),
    ],
    [
      'with millions of entries of nothing',
      makeStreamPdf(BODIES, { entries: { W: '[0 0 0]', Index: '[0 8000000]' } }),
    ],
    ['with a predecessor that is none', makeStreamPdf(BODIES, { entries: { Prev: '20' } })],
    ['with a predecessor that is no number', makeStreamPdf(BODIES, { entries: { Prev: '(x)' } })],
    [
      'with a table of another kind of entries',
      fromLatin1(latin1(makePdf(BODIES)).replaceAll(' n \n', ' x \n')),
    ],
    [
      'without a trailer',
      fromLatin1(
        latin1(makePdf(BODIES)).replace('trailer\n<<', 'trailer\n(').replace('>>\nstartxref', ')\nstartxref'),
      ),
    ],
    ['with an object twice in a table', fromLatin1(latin1(makePdf(BODIES)).replace('2 1\n', '1 1\n'))],
  ])('%s is refused', async (_name, bytes) => {
    await expect(PdfFile.open(bytes)).rejects.toThrow(SyntaxError);
  });

  it('lists what is in it', async () => {
    const found = [...(await PdfFile.open(makeStreamPdf(BODIES))).entries.keys()];
    const expected = [1, 2, 3, 4, OBJECT_STREAM, CROSS_REFERENCE_STREAM];
    expect(found.toSorted((left, right) => left - right)).toEqual(expected);
  });
});

describe('a bomb', () => {
  it('of compressed data is defused', async () => {
    const bomb = latin1(deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 }));
    const body = streamBody(bomb, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode');
    const bytes = makeStreamPdf({ ...BODIES, 5: body }, { rows: { 3: [2, 5, 0] } });
    expect(bytes.length).toBeLessThan(100_000);
    await expect(objectOf(bytes, 3)).rejects.toThrow('more than may come out');
  });

  it('of objects within each other is defused', async () => {
    // Each number's object is a string that goes on to the end, and holds all those that follow.
    const count = 20_000;
    let text = '%PDF-1.7\n';
    const entries: Record<number, number> = {};
    for (let number = 10; number < count; number += 1) {
      entries[number] = text.length;
      text += `${number} 0 obj (`;
    }
    text += `${')'.repeat(count - 10)} endobj\n`;
    const file = await PdfFile.open(makePdf(BODIES, { start: text, entries }));
    const readAll = async (): Promise<void> => {
      for (const number of Object.keys(entries))
        await file.get(new PdfReference(Number(number), 0)).catch(rethrowUnlessSyntax);
    };
    const started = performance.now();
    await readAll();
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

function rethrowUnlessSyntax(error: unknown): void {
  if (!(error instanceof SyntaxError)) throw error;
}

describe('damage', () => {
  const files = [
    makePdf(BODIES),
    makeStreamPdf(BODIES, { compressed }),
    makeStreamPdf(BODIES, { compressed, hybrid: true }),
  ];

  it('by an early end is a SyntaxError and nothing else', async () => {
    for (const bytes of files)
      for (let end = 0; end < bytes.length; end += 1) await readAll(bytes.subarray(0, end));
  });

  it('to any byte is a SyntaxError and nothing else, or none at all', async () => {
    const flip = fc.record({
      file: fc.nat({ max: files.length - 1 }),
      at: fc.nat(),
      bit: fc.nat({ max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(flip, async ({ file, at, bit }) => {
        const bytes = Uint8Array.from(files[file] ?? []);
        const position = at % bytes.length;
        bytes[position] = (bytes[position] ?? 0) ^ (1 << bit);
        await readAll(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});

async function readAll(bytes: Uint8Array): Promise<void> {
  try {
    const file = await PdfFile.open(bytes);
    for (const [number] of file.entries) await file.get(new PdfReference(number, 0));
    await file.catalog();
  } catch (error) {
    rethrowUnlessSyntax(error);
  }
}
