/** One document, built in the ways in which sound files differ. Not published. */
import { concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import { appendRevision, fromLatin1, latin1 } from '../../pdf/testing/test-pdf.ts';
import { makeStreamPdf } from '../../pdf/testing/test-stream-pdf.ts';
import { BODIES, edited, PART, testDocument } from './test-document.ts';

const withoutForm = edited('catalog', '/AcroForm 6 0 R', '');
const annotations = '/Annots [8 0 R 7 0 R 12 0 R]';

/** All that is no stream. */
const COMPRESSED = [PART.catalog, PART.pages, PART.page, PART.form, PART.amount, PART.emptySignature];

/** After a table, and a stream that says the same. */
function asWord(): Uint8Array {
  const withStream = latin1(makeStreamPdf(BODIES, { hybrid: true }));
  const [, table = ''] = /startxref\n(\d+)\n/u.exec(withStream) ?? [];
  const [, stream = ''] = /\/XRefStm (\d+)/u.exec(withStream) ?? [];
  const trailer = `trailer\n<</Size 100 /Root 1 0 R /Prev ${table} /XRefStm ${stream}>>`;
  return fromLatin1(`${withStream}xref\n0 0\n${trailer}\nstartxref\n${withStream.length}\n%%EOF\n`);
}

export const DOCUMENT_SHAPES: readonly (readonly [string, Uint8Array])[] = [
  ['a form and annotations', testDocument()],
  ['no form', testDocument(withoutForm)],
  ['a form in the catalog', testDocument(edited('catalog', '6 0 R', '<</Fields [7 0 R 12 0 R]>>'))],
  ['a form without fields', testDocument({ [PART.form]: '<<>>' })],
  ['fields in an object of their own', testDocument({ [PART.form]: '<</Fields 30 0 R>>', 30: '[7 0 R]' })],
  ['a form that does not exist', testDocument(edited('catalog', '6 0 R', '99 0 R'))],
  ['no annotations', testDocument(edited('page', annotations, ''))],
  [
    'annotations in an object of their own',
    testDocument({ ...edited('page', annotations, '/Annots 30 0 R'), 30: '[8 0 R]' }),
  ],
  ['annotations that do not exist', testDocument(edited('page', annotations, '/Annots 99 0 R'))],
  ['no information', testDocument({}, { info: 'null' })],
  ['an identifier', testDocument({}, { trailer: '/ID [<00112233> <44556677>]' })],
  ['bytes before it that no offset counts', concatBytes(toUtf8('HTTP/1.1 200 OK\r\n\r\n'), testDocument())],
  ['bytes before it that every offset counts', testDocument({}, { start: 'junk\n%PDF-1.4\n' })],
  ['no line end at its end', testDocument().subarray(0, -1)],
  ['something behind its end', concatBytes(testDocument(), toUtf8('\n\0\0 \n'))],
  ['carriage returns', fromLatin1(latin1(testDocument()).replace(/startxref\n(\d+)\n/u, 'startxref\r$1\r'))],
  [
    'spaces behind startxref',
    fromLatin1(latin1(testDocument()).replace(/startxref\n/u, 'startxref \r\n \n')),
  ],
  ['entries of 19 bytes', fromLatin1(latin1(testDocument()).replaceAll(' n \n', ' n\n'))],
  ['cross-reference streams', makeStreamPdf(BODIES)],
  ['compressed objects', makeStreamPdf(BODIES, { compressed: COMPRESSED })],
  ['compressed objects that a table hides', makeStreamPdf(BODIES, { compressed: COMPRESSED, hybrid: true })],
  ['an empty table that names a stream, as Word writes it', asWord()],
  ['a later revision', appendRevision(testDocument(), edited('text', '100', '200'))],
];
