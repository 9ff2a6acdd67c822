/** One reading of what is written, and none of what could be read in two ways. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary, type PdfArray, PdfName, type PdfObject, PdfReference, PdfString } from './pdf-object.ts';
import { PdfParser } from './pdf-parser.ts';
import { writeObject } from './pdf-writer.ts';
import { fromLatin1, latin1 } from './testing/test-pdf.ts';

const parse = (text: string): PdfObject => {
  const parser = new PdfParser(fromLatin1(text), 0, 'object-stream');
  const value = parser.readObject();
  parser.skipSpace();
  expect(parser.position).toBe(text.length);
  return value;
};
const bytes = (text: string): PdfString => new PdfString(fromLatin1(text));

it.each<readonly [string, PdfObject]>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['0', 0],
  ['-17', -17],
  ['+3.5', 3.5],
  ['4.', 4],
  ['-.002', -0.002],
  ['  % a comment\r 5 % another', 5],
  ['/Name', new PdfName('Name')],
  ['/', new PdfName('')],
  ['/A#20B#2f', new PdfName('A B/')],
  ['/A#B', new PdfName('A#B')],
  ['12 0 R', new PdfReference(12, 0)],
  ['[1 2 0 R 3 4]', [1, new PdfReference(2, 0), 3, 4]],
  ['[1 2 3]', [1, 2, 3]],
  ['[/A/B(c)<64>]', [new PdfName('A'), new PdfName('B'), bytes('c'), bytes('d')]],
  ['[]', []],
  ['<<>>', new Map()],
  ['<</A 1/B[2]/C null>>', dictionary({ A: 1, B: [2] })],
  ['<</A<</B<64>>>>>', dictionary({ A: dictionary({ B: bytes('d') }) })],
  ['<48 656\nC6C6F>', bytes('Hello')],
  ['<7>', bytes('p')],
  ['<>', bytes('')],
  ['()', bytes('')],
  ['(a (b) c)', bytes('a (b) c')],
  ['(\\)\\(\\\\)', bytes(')(\\')],
  ['(\\n\\r\\t\\b\\f\\x)', bytes('\n\r\t\b\fx')],
  ['(\\0053\\53\\5)', bytes('\x053+\x05')],
  ['(a\\\nb\\\r\nc\\\rd)', bytes('abcd')],
  ['(a\r\nb\rc\nd)', bytes('a\nb\nc\nd')],
  ['(% no comment)', bytes('% no comment')],
])('reads %j', (text, value) => {
  expect(parse(text)).toEqual(value);
});

it.each([
  ['nothing', ''],
  ['a keyword that is none', 'nul'],
  ['a number with two signs', '--5'],
  ['a number with an exponent', '1e5'],
  ['two points', '1.2.3'],
  ['a string without an end', '(abc'],
  ['a string whose end is escaped', '(abc\\)'],
  ['a hexadecimal string without an end', '<48'],
  ['letters in a hexadecimal string', '<4G>'],
  ['an array without an end', '[1 2'],
  ['a dictionary without an end', '<</A 1'],
  ['a dictionary that ends half', '<</A 1>'],
  ['a key without a value', '<</A>>'],
  ['a key that is no name', '<<1 2>>'],
  ['one key twice', '<</A 1/A 2>>'],
  ['one key twice, of which one is null', '<</A null/A 2>>'],
  ['one key in two spellings', '<</A 1/#41 2>>'],
  ['an end without a beginning', ']'],
  ['braces', '{}'],
  ['arrays in each other without end', '['.repeat(1000)],
])('refuses %s', (_name, text) => {
  expect(() => new PdfParser(fromLatin1(text), 0, 'file').readObject()).toThrow(SyntaxError);
});

describe('a string of the file', () => {
  it('knows where it stands', () => {
    const value = new PdfParser(fromLatin1('  <</A (b) /C <00>>>'), 0, 'file').readObject();
    expect(value).toEqual(
      dictionary({
        A: new PdfString(fromLatin1('b'), { start: 7, end: 10 }),
        C: new PdfString(Uint8Array.of(0), { start: 14, end: 18 }),
      }),
    );
  });

  it('does not reach beyond what holds it', () => {
    const parser = new PdfParser(fromLatin1('(abc)'), 0, 'file', 4);
    expect(() => parser.readObject()).toThrow(SyntaxError);
  });
});

const value = fc.letrec<{ value: PdfObject; array: PdfArray }>((tie) => ({
  array: fc.array(tie('value'), { maxLength: 5 }),
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.integer({ min: -1e9, max: 1e9 }).map((number) => number / 1000),
    fc.uint8Array({ maxLength: 20 }).map((content) => new PdfString(content)),
    fc.uint8Array({ maxLength: 10 }).map((content) => new PdfName(latin1(content))),
    fc.nat({ max: 9999 }).map((number) => new PdfReference(number, number % 3)),
    tie('array'),
    fc.dictionary(fc.uint8Array({ maxLength: 5 }).map(latin1), tie('value'), { maxKeys: 5 }).map(dictionary),
  ),
})).value;

it('what is written is read as it was', () => {
  fc.assert(
    fc.property(value, (object) => {
      expect(parse(latin1(writeObject(object)))).toEqual(object);
    }),
  );
});

it('what is not PDF is a SyntaxError and nothing else', () => {
  const token = fc.constantFrom(
    ...Array.from('()<>[]/%\\ \n01.-R#aA'),
    '<<',
    '>>',
    ' 0 R',
    'null',
    '\0',
    '\xff',
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
      try {
        new PdfParser(fromLatin1(tokens.join('')), 0, 'file').readObject();
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
    { numRuns: 2000 },
  );
});
