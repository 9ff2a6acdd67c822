/**
 * Attacks on signed PDFs, each as a function of a document and a key that signs it: the known ones of pdf-insecurity.org (universal
 * signature forgery, incremental saving, signature wrapping, shadow attacks, and those on certified documents), and those on the
 * rules of this verifier. Not published.
 */
import type { DocumentChange, IntegrityFailureCode } from '../../signature-report.ts';
import type { TestSigner } from '../../testing/test-signer.ts';
import {
  appendRevision,
  type Bodies,
  fromLatin1,
  latin1,
  type RevisionSettings,
  streamBody,
} from '../../pdf/testing/test-pdf.ts';
import { concatBytes } from '../../../shared/bytes.ts';
import { type HandSettings, SIGNATURE_NUMBER, signByHand } from './sign-by-hand.ts';
import { BODIES, edited, PART, testDocument } from './test-document.ts';

export interface PdfAttack {
  readonly name: string;
  /** The document as it is handed to the verifier. */
  readonly make: (signer: TestSigner) => Uint8Array;
  /** What gives it away, of the first signature unless said otherwise. */
  readonly expected:
    | { readonly failure: IntegrityFailureCode; readonly signature?: number }
    | { readonly changes: readonly DocumentChange[] };
}

const sign = (signer: TestSigner, settings: Partial<HandSettings> = {}): Uint8Array =>
  signByHand(testDocument(), { signer, ...settings });

function append(
  name: string,
  changes: readonly DocumentChange[],
  bodies: Bodies,
  settings?: RevisionSettings,
): PdfAttack {
  return { name, make: (signer) => appendRevision(sign(signer), bodies, settings), expected: { changes } };
}

const EVIL_TEXT = streamBody('BT /F1 24 Tf 72 700 Td (I apply for 9 million yen) Tj ET');
const NEW = 30;
const annotation = (entries: string): string => `<</Type /Annot /P 3 0 R ${entries}>>`;
const withAnnotation = (...references: readonly string[]): Bodies =>
  edited('page', '12 0 R]', `12 0 R ${references.join(' ')}]`);
const withField = (...references: readonly string[]): Bodies =>
  edited('form', '12 0 R]', `12 0 R ${references.join(' ')}]`);

const OTHER_DOCUMENT: Bodies = {
  [NEW]: '<</Type /Catalog /Pages 31 0 R>>',
  31: '<</Type /Pages /Kids [32 0 R] /Count 1>>',
  32: '<</Type /Page /Parent 31 0 R /MediaBox [0 0 595 842] /Contents 10 0 R>>',
};

/** What a later revision does. */
const REVISIONS: readonly PdfAttack[] = [
  append('text replaced', ['content-changed'], { [PART.text]: EVIL_TEXT }),
  append(
    'text replaced by what stood in the file unused (hide and replace)',
    ['content-changed'],
    edited('page', '4 0 R', '10 0 R'),
  ),
  append(
    'a picture hidden by taking its object away (hide)',
    ['content-changed'],
    {},
    { free: [PART.stamp] },
  ),
  append('a page’s part left out (hide)', ['content-changed'], edited('page', '[4 0 R 9 0 R]', '[4 0 R]')),
  append('a font replaced (replace)', ['content-changed'], edited('font', 'Helvetica', 'Courier')),
  append('resources of a page replaced', ['content-changed'], edited('page', '/F1 5 0 R', '/F1 30 0 R')),
  append('a page added', ['content-changed'], {
    [PART.pages]: '<</Type /Pages /Kids [3 0 R 30 0 R] /Count 2>>',
    [NEW]: '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>',
  }),
  append('a page turned', ['content-changed'], edited('page', '/MediaBox', '/Rotate 180 /MediaBox')),
  append(
    'a script added',
    ['content-changed'],
    edited('catalog', '[3 0 R /Fit]', '<</S /JavaScript /JS (app.alert\\(1\\))>>'),
  ),
  append('a layer added', ['content-changed'], edited('catalog', '/Pages', '/OCProperties <<>> /Pages')),
  append('a file attached', ['content-changed'], edited('catalog', '/Pages', '/Names <<>> /Pages')),
  append('another title', ['content-changed'], edited('information', 'Application', 'Withdrawal')),
  append('a field filled', ['form-filled'], edited('amount', '(100)', '(1000000)')),
  append('a field given another look', ['form-filled'], edited('amount', '/F 4', '/F 4 /AP <</N 10 0 R>>')),
  append('a field added', ['form-filled', 'annotation-changed'], {
    ...withField('30 0 R'),
    ...withAnnotation('30 0 R'),
    [NEW]: annotation('/Subtype /Widget /FT /Tx /T (more) /V (evil) /Rect [72 690 400 730]'),
  }),
  append('a field removed', ['form-filled'], edited('form', '7 0 R ', '')),
  append('a font of the form replaced (replace)', ['content-changed'], {
    ...edited('form', '/Helv 5 0 R', '/Helv 30 0 R'),
    [NEW]: '<</Type /Font /Subtype /Type1 /BaseFont /Courier>>',
  }),
  append('an annotation added (evil annotation)', ['annotation-changed'], {
    ...withAnnotation('30 0 R'),
    [NEW]: annotation('/Subtype /FreeText /Contents (9 million) /Rect [72 690 400 730]'),
  }),
  append('an annotation changed', ['annotation-changed'], edited('square', '(seen)', '(rejected)')),
  append('an annotation removed', ['annotation-changed'], edited('page', '[8 0 R ', '[')),
  append('an empty signature field with a look (sneaky signature)', ['form-filled', 'annotation-changed'], {
    ...withField('30 0 R'),
    ...withAnnotation('30 0 R'),
    [NEW]: annotation('/Subtype /Widget /FT /Sig /T (evil) /Rect [72 690 400 730] /AP <</N 10 0 R>>'),
  }),
  append('a signature’s look on a page, without a field', ['annotation-changed'], {
    ...withAnnotation('30 0 R'),
    [NEW]: annotation('/Subtype /Widget /FT /Sig /V 20 0 R /Rect [72 690 400 730] /AP <</N 10 0 R>>'),
  }),
  append('a document time stamp with a look', ['form-filled', 'annotation-changed'], {
    ...withField('30 0 R'),
    ...withAnnotation('30 0 R'),
    [NEW]: annotation(
      '/Subtype /Widget /FT /Sig /T (evil) /V 31 0 R /Rect [72 690 400 730] /AP <</N 10 0 R>>',
    ),
    31: '<</Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00>>>',
  }),
  append('the signature’s own look changed', ['form-filled'], {
    [PART.emptySignature]: (BODIES[PART.emptySignature] ?? '').replace('>>', '/V 20 0 R /AP <</N 10 0 R>>>>'),
  }),
  append('encryption', ['unreadable'], {}, { trailer: '/Encrypt 30 0 R' }),
  append('the catalog taken away', ['unreadable'], {}, { free: [PART.catalog] }),
];

/** What stands behind the last covered byte without being a revision. */
const TAILS: Readonly<Record<string, (signed: string) => string>> = {
  'a line': () => '\nevil\n',
  'more than readers search for the end': () => `\n%${'e'.repeat(3000)}\n`,
  'an object without a cross-reference': () => `4 0 obj\n${EVIL_TEXT}\nendobj\n`,
  'an object and a trailer': () =>
    `4 0 obj\n${EVIL_TEXT}\nendobj\ntrailer\n<</Root 1 0 R /Size 100>>\n%%EOF\n`,
  'an object and the old cross-reference': (signed) =>
    `4 0 obj\n${EVIL_TEXT}\nendobj\n${signed.slice(signed.lastIndexOf('startxref'))}`,
  'an object and a cross-reference in the wrong place': () =>
    `4 0 obj\n${EVIL_TEXT}\nendobj\nxref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n99999999\n%%EOF\n`,
};
const APPENDED: readonly PdfAttack[] = Object.entries(TAILS).map(([name, tail]) => ({
  name: `${name} behind the end`,
  make: (signer) => {
    const signed = sign(signer);
    return concatBytes(signed, fromLatin1(tail(latin1(signed))));
  },
  expected: { changes: ['unreadable'] },
}));

/** The signature dictionary in the words in which it was signed. */
function signatureBody(signed: Uint8Array): string {
  const text = latin1(signed);
  const start = text.indexOf('<<', text.indexOf(`\n${SIGNATURE_NUMBER} 0 obj`));
  return text.slice(start, text.indexOf('endobj', start)).trim();
}

/** The signed document with another signature dictionary in the place of its own. */
function forge(name: string, failure: IntegrityFailureCode, change: (body: string) => string): PdfAttack {
  return {
    name,
    make: (signer) => {
      const signed = sign(signer);
      return appendRevision(signed, {
        [SIGNATURE_NUMBER]: change(signatureBody(signed)),
        ...edited('text', '100', '999'),
      });
    },
    expected: { failure },
  };
}

const BYTE_RANGE = /\/ByteRange \[.*?\]/u;
const CONTENTS = /\/Contents <[0-9A-F]*>/u;

/** Universal signature forgery, and copies of a signature that is in order. */
const FORGERIES: readonly PdfAttack[] = [
  forge('a copy of the signature in a later revision', 'coverage-gap', (body) => body),
  forge('no ByteRange', 'coverage-gap', (body) => body.replace(BYTE_RANGE, '')),
  forge('no values in ByteRange', 'coverage-gap', (body) => body.replace(BYTE_RANGE, '/ByteRange []')),
  forge('ByteRange null', 'coverage-gap', (body) => body.replace(BYTE_RANGE, '/ByteRange null')),
  forge('ByteRange of negative numbers', 'coverage-gap', (body) =>
    body.replace(BYTE_RANGE, '/ByteRange [0 -1 -1 -1]'),
  ),
  forge('ByteRange of zeros', 'coverage-gap', (body) => body.replace(BYTE_RANGE, '/ByteRange [0 0 0 0]')),
  forge('no Contents', 'signature-malformed', (body) => body.replace(CONTENTS, '')),
  forge('Contents null', 'signature-malformed', (body) => body.replace(CONTENTS, '/Contents null')),
  forge('Contents empty', 'signature-malformed', (body) => body.replace(CONTENTS, '/Contents <>')),
  forge('Contents of a zero', 'signature-malformed', (body) => body.replace(CONTENTS, '/Contents <00>')),
  forge('Contents in another object', 'signature-malformed', (body) =>
    body.replace(CONTENTS, '/Contents 10 0 R'),
  ),
  forge('Contents in parentheses', 'signature-malformed', (body) => body.replace(CONTENTS, '/Contents (0)')),
  forge('no SubFilter', 'signature-malformed', (body) => body.replace(/\/SubFilter \/\S+/u, '')),
  forge('an unknown SubFilter', 'signature-form-unsupported', (body) =>
    body.replace('ETSI.CAdES.detached', 'none'),
  ),
  forge('a dictionary of another type', 'signature-malformed', (body) =>
    body.replace('/Type /Sig', '/Type /Evil'),
  ),
  forge('a number for a signature', 'signature-malformed', () => '42'),
  {
    name: 'a second field with a copy of the signature dictionary',
    make: (signer) => {
      const signed = sign(signer);
      const field = annotation('/Subtype /Widget /FT /Sig /T (evil) /V 31 0 R /Rect [0 0 0 0]');
      return appendRevision(signed, { ...withField('30 0 R'), [NEW]: field, 31: signatureBody(signed) });
    },
    expected: { failure: 'coverage-gap', signature: 1 },
  },
  {
    name: 'a copy of the signature dictionary that no field has',
    make: (signer) => {
      const signed = sign(signer);
      return appendRevision(signed, { [NEW]: `[${signatureBody(signed)}]` });
    },
    expected: { failure: 'coverage-gap', signature: 1 },
  },
  {
    name: 'a second field with the same signature',
    make: (signer) =>
      appendRevision(sign(signer), {
        ...withField('30 0 R'),
        [NEW]: annotation('/Subtype /Widget /FT /Sig /T (evil) /V 20 0 R /Rect [0 0 0 0]'),
      }),
    expected: { failure: 'reference-ambiguous' },
  },
  {
    name: 'another catalog, with another document',
    make: (signer) => appendRevision(sign(signer), OTHER_DOCUMENT, { root: `${NEW} 0 R` }),
    expected: { failure: 'reference-ambiguous' },
  },
  {
    name: 'the form taken away, and the signature left',
    make: (signer) => appendRevision(sign(signer), edited('catalog', '/AcroForm 6 0 R', '')),
    expected: { failure: 'reference-ambiguous' },
  },
];

/** Signed over these bytes: some signer's program, or the attacker's, said so in ByteRange. */
function ranged(
  name: string,
  byteRange: NonNullable<HandSettings['byteRange']>,
  settings: Partial<HandSettings> = {},
): PdfAttack {
  return {
    name,
    make: (signer) => sign(signer, { ...settings, byteRange }),
    expected: { failure: 'coverage-gap' },
  };
}

/** A ByteRange with room for what nobody has signed (signature wrapping). */
const RANGES: readonly PdfAttack[] = [
  ranged('a beginning that is not covered', ({ start, end }, length) => [1, start - 1, end, length - end]),
  ranged('a byte before Contents that is not covered', ({ start, end }, length) => [
    0,
    start - 1,
    end,
    length - end,
  ]),
  ranged(
    'entries behind Contents that are not covered',
    ({ start, end }, length) => [0, start, end + 9, length - end - 9],
    { entries: ' /Evil 1 ' },
  ),
  ranged('an end that is not covered', ({ start, end }, length) => [0, start, end, length - end - 7]),
  ranged('a cross-reference that is not covered', ({ start, end }) => [0, start, end, 9]),
  ranged('nothing behind Contents', ({ start, end }) => [0, start, end, 0]),
  ranged('more bytes than there are', ({ start, end }, length) => [0, start, end, length - end + 1]),
  ranged('three parts', ({ start, end }, length) => [0, start, end, 5, end + 9, length - end - 9]),
  ranged('one part', (_contents, length) => [0, length]),
  ranged('parts over each other', ({ start }, length) => [0, start, 0, length]),
  ranged('the delimiters of Contents covered', ({ start, end }, length) => [
    0,
    start + 1,
    end - 1,
    length - end + 1,
  ]),
];

/** The rules that pass something over, used where it does harm. */
const LENIENCES: readonly PdfAttack[] = [
  {
    name: 'the catalog as a list of pictures, of which its metadata is one',
    make: (signer) => {
      const page = edited('page', '/Font', '/XObject 1 0 R /Font');
      const signed = signByHand(testDocument(page), { signer });
      return appendRevision(signed, {
        [PART.metadata]: streamBody('0 0 999 999 re f', '/Type /XObject /Subtype /Form /BBox [0 0 999 999]'),
      });
    },
    expected: { changes: ['content-changed'] },
  },
  {
    name: 'the information as a list of fonts',
    make: (signer) => {
      const signed = signByHand(testDocument(edited('page', '<</F1 5 0 R>>', '11 0 R')), { signer });
      return appendRevision(signed, edited('information', '/Producer (nobody)', '/Producer 5 0 R'));
    },
    expected: { changes: ['content-changed'] },
  },
  {
    name: 'a field that is signed later as a list of graphics states',
    make: (signer) => {
      const late = (entries: string): Bodies => ({
        14: annotation(`/Subtype /Widget /FT /Sig /T (late) /Rect [0 0 0 0] ${entries}`),
      });
      const page = edited('page', '/Font', '/ExtGState 14 0 R /Font');
      const signed = signByHand(testDocument({ ...page, ...withField('14 0 R'), ...late('') }), { signer });
      return appendRevision(signed, { ...late('/V 31 0 R /AP <</ca 0>>'), 31: signatureBody(signed) });
    },
    expected: { changes: ['content-changed', 'signature-added'] },
  },
  {
    name: 'what is to validate as a picture, too',
    make: (signer) => {
      const catalog = edited('catalog', '/Pages', '/DSS <</VRI 9 0 R>> /Pages');
      const signed = signByHand(testDocument(catalog), { signer });
      return appendRevision(signed, { [PART.stamp]: EVIL_TEXT });
    },
    expected: { changes: ['content-changed'] },
  },
];

/** Anybody can add a signature with a mark that hides what is below: it is reported, and is not sound. */
const BOGUS: readonly PdfAttack[] = [
  {
    name: 'a signature of nobody, with a look (sneaky signature)',
    make: (signer) =>
      appendRevision(sign(signer), {
        ...withField('30 0 R'),
        ...withAnnotation('30 0 R'),
        [NEW]: annotation(
          '/Subtype /Widget /FT /Sig /T (evil) /V 31 0 R /Rect [72 690 400 730] /AP <</N 10 0 R>>',
        ),
        31: '<</Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <3000>>>',
      }),
    expected: { failure: 'signature-malformed', signature: 1 },
  },
];

export const PDF_ATTACKS: readonly PdfAttack[] = [
  ...REVISIONS,
  ...APPENDED,
  ...FORGERIES,
  ...RANGES,
  ...LENIENCES,
  ...BOGUS,
];
