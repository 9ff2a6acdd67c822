/** Which PDFs are signed, where in them the signature goes, and what is refused. */
import { describe, expect, it } from 'vitest';
import { concatBytes, toHex, toUtf8 } from '../../shared/bytes.ts';
import type { SignatureMark } from '../../shared/signing.ts';
import { readFormFields } from '../pdf/form-fields.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDictionary, PdfName, PdfStream, PdfString } from '../pdf/pdf-object.ts';
import { type Bodies, fromLatin1, latin1 } from '../pdf/testing/test-pdf.ts';
import { startHash } from '../running-hash.ts';
import { makeTestSigner, signatureUsage, signDigest } from '../testing/test-signer.ts';
import { preparePades } from './prepare-pades.ts';
import { reportPdf } from './report-pdf.ts';
import { DOCUMENT_SHAPES } from './testing/document-shapes.ts';
import { holderExtension } from './testing/holder-extension.ts';
import { makeSignature, signableDocument, signPdf, SIGNING_TIME } from './testing/sign-pdf.ts';
import { edited, PART, testDocument } from './testing/test-document.ts';

const signer = makeTestSigner('Signer', { extensions: [signatureUsage, holderExtension] });
const refused = (reason: string): object => ({ name: 'DocumentRefused', reason });

const annotations = '/Annots [8 0 R 7 0 R 12 0 R]';

describe('a document with', () => {
  it.each(DOCUMENT_SHAPES)('%s is signed twice', async (_name, document) => {
    const once = await signPdf(document, { signer });
    expect(Buffer.from(once.subarray(0, document.length))).toEqual(Buffer.from(document));
    const reports = await reportPdf(await signPdf(once, { signer, digestAlgorithm: 'SHA-384' }));
    expect(reports.map(({ integrity }) => integrity)).toEqual([{ ok: true }, { ok: true }]);
    expect(reports.map(({ coverage }) => coverage)).toEqual([
      { kind: 'earlier-revision', changes: ['signature-added'] },
      { kind: 'whole-document' },
    ]);
    expect(reports.map(({ digestAlgorithm }) => digestAlgorithm)).toEqual(['SHA-256', 'SHA-384']);
    expect(reports[0]?.claimedTime).toEqual(SIGNING_TIME);
  });
});

const certifiedBy = (entries: string): Bodies => ({
  30: `<</Type /Sig /SubFilter /none /Reference [<</TransformMethod /DocMDP ${entries}>>]>>`,
});
const certified = edited('catalog', '/Pages', '/Perms <</DocMDP 30 0 R>> /Pages');
const signedBefore = edited('emptySignature', '/F 4', '/V 30 0 R /F 4');

it('of a file’s two identifiers the second changes', async () => {
  const document = testDocument({}, { trailer: '/ID [<00112233> <44556677>]' });
  const identifiersOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
    const file = await PdfFile.open(bytes);
    const identifiers = await file.getArray(file.trailer.get('ID'));
    return identifiers.map((value) => (value instanceof PdfString ? toHex(value.bytes) : ''));
  };
  const digest = startHash('SHA-256').update(document).digest();
  const expected = ['00112233', toHex(digest.subarray(0, 16))];
  expect(await identifiersOf(await signPdf(document, { signer }))).toEqual(expected);
  expect(await identifiersOf(await signPdf(testDocument(), { signer }))).toEqual([]);
});

describe('what its author or an earlier signer has said', () => {
  it.each([
    ['certified against every change', { ...certified, ...certifiedBy('/TransformParams <</P 1>>') }],
    [
      'made final by a signature',
      { ...signedBefore, ...certifiedBy('/TransformParams 31 0 R'), 31: '<</P 1>>' },
    ],
    ['locked by a field', { ...edited('emptySignature', '/F 4', '/V 30 0 R /Lock <</P 1>>'), 30: '<<>>' }],
  ])('%s is respected', async (_name, changed) => {
    await expect(signPdf(testDocument(changed), { signer })).rejects.toMatchObject(refused('pdf-certified'));
  });

  it.each([
    ['certified, with forms to be filled', { ...certified, ...certifiedBy('/TransformParams <</P 2>>') }],
    ['certified without saying against what', { ...certified, ...certifiedBy('') }],
    ['a lock of an empty field', edited('emptySignature', '/F 4', '/Lock <</P 1>>')],
  ])('%s leaves room for a signature', async (_name, changed) => {
    await expect(signPdf(testDocument(changed), { signer })).resolves.toBeDefined();
  });

  it('names of fields that it has locked are not taken', async () => {
    const lock =
      '<</TransformMethod /FieldMDP /TransformParams <</Action /Include /Fields [(Signature1)]>>>>';
    const document = testDocument({ ...signedBefore, 30: `<</Type /Sig /Reference [${lock}]>>` });
    expect(await fieldNames(await signPdf(document, { signer }))).toContain('Signature2');
  });
});

it('every signature has a field of a name of its own', async () => {
  const document = testDocument(
    edited('amount', '(amount)', '<FEFF005300690067006E006100740075007200650031>'),
  );
  const twice = await signPdf(await signPdf(document, { signer }), { signer });
  expect(await fieldNames(twice)).toEqual(['Signature1', 'official', 'Signature2', 'Signature3']);
});

async function fieldNames(bytes: Uint8Array): Promise<readonly string[]> {
  const fields = await readFormFields(await PdfFile.open(bytes));
  return fields.map(({ partialName }) =>
    partialName instanceof PdfString ? latin1(partialName.bytes).replaceAll(/[^\w]/gu, '') : '',
  );
}

describe('refused', () => {
  const whole = testDocument();
  it.each([
    ['nothing', 'pdf-malformed', new Uint8Array()],
    ['something else', 'pdf-malformed', toUtf8('<html>')],
    ['a file that ends too early', 'pdf-malformed', whole.subarray(0, -200)],
    ['a file without an end', 'pdf-malformed', fromLatin1(latin1(whole).replace('%%EOF', ''))],
    ['a file without a beginning', 'pdf-malformed', whole.subarray(9)],
    [
      'a cross-reference in the wrong place',
      'pdf-malformed',
      concatBytes(whole.subarray(0, 200), whole.subarray(201)),
    ],
    ['a catalog that is not there', 'pdf-malformed', testDocument({}, { root: '99 0 R' })],
    ['a catalog that is none', 'pdf-malformed', testDocument({}, { root: '4 0 R' })],
    ['no pages', 'pdf-malformed', testDocument({ [PART.pages]: '<</Kids [] /Count 0>>' })],
    ['pages in a circle', 'pdf-malformed', testDocument({ [PART.pages]: '<</Kids [2 0 R] /Count 1>>' })],
    [
      'annotations that are none',
      'pdf-malformed',
      testDocument(edited('page', annotations, '/Annots 5 0 R')),
    ],
    [
      'one key twice',
      'pdf-malformed',
      testDocument(edited('catalog', '/Pages 2 0 R', '/Pages 2 0 R /Pages 3 0 R')),
    ],
    [
      'sections in a circle',
      'pdf-malformed',
      fromLatin1(
        latin1(whole)
          .replace(/(startxref\n)(\d+)/u, '$1$2')
          .replace('/Size 100', `/Prev ${/startxref\n(\d+)/u.exec(latin1(whole))?.[1] ?? ''} /Size 100`),
      ),
    ],
    ['an encrypted file', 'pdf-encrypted', testDocument({}, { trailer: '/Encrypt 30 0 R' })],
    ['a form in place of its pages', 'pdf-dynamic', testDocument(edited('form', '/DA', '/XFA 4 0 R /DA'))],
    ['one in parts', 'pdf-dynamic', testDocument(edited('form', '/DA', '/XFA [(template) 4 0 R] /DA'))],
  ])('%s is %s', async (_name, reason, document) => {
    await expect(signPdf(document, { signer })).rejects.toMatchObject(refused(reason));
  });

  it('a signature that does not fit into its room is signature-oversize', async () => {
    const prepared = await preparePades(signableDocument(whole), {
      digestAlgorithm: 'SHA-256',
      timestamps: false,
    });
    const bound = await prepared.bind({ certificate: signer.certificate, time: SIGNING_TIME });
    const finish = (): unknown => bound.finish(signDigest(signer, bound), new Uint8Array(4000));
    expect(finish).toThrow(expect.objectContaining(refused('signature-oversize')));
  });
});

it('there is room for a time stamp when one is wanted', async () => {
  const document = signableDocument(testDocument());
  const prepared = await preparePades(document, { digestAlgorithm: 'SHA-256', timestamps: true });
  const bound = await prepared.bind({ certificate: signer.certificate, time: SIGNING_TIME });
  const token = new Uint8Array(24 * 1024 - 16);
  const { signature } = await bound.finish(signDigest(signer, bound), token);
  expect(signature.length).toBeGreaterThan(token.length);
});

it('the parts are the document and what is appended, and the signature is the CMS alone', async () => {
  const document = testDocument();
  const { parts, signature } = await makeSignature(document, { signer });
  expect(parts).toEqual([{ offset: 0, length: document.length }, expect.any(Uint8Array)]);
  const [, update] = parts;
  expect(latin1(update instanceof Uint8Array ? update : new Uint8Array())).toContain(
    `/Contents <${Buffer.from(signature).toString('hex').toUpperCase()}0`,
  );
});

it('the hash of the document is left to others, who sign it, too', async () => {
  const document = signableDocument(testDocument());
  const before = document.hash.clone().digest();
  const prepared = await preparePades(document, { digestAlgorithm: 'SHA-256', timestamps: false });
  await prepared.bind({ certificate: signer.certificate, time: SIGNING_TIME });
  expect(document.hash.clone().digest()).toEqual(before);
});

describe('a mark', () => {
  const mark: SignatureMark = { page: 1, x: 300, y: 90.5, width: 150, height: 40 };
  const bitmap = { width: 3, height: 2, colors: 'gray', samples: Uint8Array.of(0, 1, 2, 3, 4, 5) } as const;

  it('is drawn with the signer’s name, stands where it is to stand, and can be read aloud', async () => {
    const asked: unknown[] = [];
    const drawMark = (...parameters: readonly unknown[]): typeof bitmap => {
      asked.push(parameters);
      return bitmap;
    };
    const signed = await signPdf(testDocument(), { signer, mark, drawMark });
    expect(asked).toEqual([[['山田　太郎', '2026-11-22 13:05 JST'], { width: 150, height: 40 }]]);
    const file = await PdfFile.open(signed);
    const widget = (await readFormFields(file)).at(-1)?.dictionary;
    expect(widget?.get('Rect')).toEqual([300, 90.5, 450, 130.5]);
    expect(utf16(widget, 'Contents')).toBe('山田　太郎 2026-11-22 13:05 JST');
    const image = await imageOf(file, widget);
    expect(image?.dictionary.get('ColorSpace')).toEqual(new PdfName('DeviceGray'));
    expect((await reportPdf(signed)).map(({ integrity }) => integrity)).toEqual([{ ok: true }]);
  });

  it.each([
    [0, undefined, { width: 150, height: 40 }],
    [90, [0, 1, -1, 0, 0, 0], { width: 40, height: 150 }],
    [-180, [-1, 0, 0, -1, 0, 0], { width: 150, height: 40 }],
    [270, [0, -1, 1, 0, 0, 0], { width: 40, height: 150 }],
  ])('stands upright on pages that are turned by %d degrees', async (rotation, matrix, shown) => {
    const sizes: unknown[] = [];
    const drawMark = (_lines: unknown, size: unknown): typeof bitmap => {
      sizes.push(size);
      return bitmap;
    };
    // Pages inherit it.
    const document = testDocument(edited('pages', '/Count 1', `/Count 1 /Rotate ${rotation}`));
    const signed = await signPdf(document, { signer, mark, drawMark });
    expect(sizes).toEqual([shown]);
    const file = await PdfFile.open(signed);
    const appearance = await appearanceOf(file, (await readFormFields(file)).at(-1)?.dictionary);
    expect(appearance?.dictionary.get('Matrix')).toEqual(matrix);
    expect(appearance?.dictionary.get('BBox')).toEqual([0, 0, shown.width, shown.height]);
  });

  it('needs its page', async () => {
    const settings = { signer, mark: { ...mark, page: 2 }, drawMark: () => bitmap };
    await expect(signPdf(testDocument(), settings)).rejects.toMatchObject(refused('pdf-page-missing'));
  });

  it('finds its page below others', async () => {
    const document = testDocument({
      [PART.pages]: '<</Type /Pages /Kids [3 0 R 30 0 R 33 0 R] /Count 4>>',
      30: '<</Type /Pages /Parent 2 0 R /Kids [31 0 R 32 0 R] /Count 2>>',
      31: '<</Type /Page /Parent 30 0 R>>',
      32: '<</Type /Page /Parent 30 0 R>>',
      33: '<</Type /Page /Parent 2 0 R>>',
    });
    for (const [page, number] of [3, 31, 32, 33].entries()) {
      const signed = await signPdf(document, {
        signer,
        mark: { ...mark, page: page + 1 },
        drawMark: () => bitmap,
      });
      const widget = (await readFormFields(await PdfFile.open(signed))).at(-1)?.dictionary;
      expect(widget?.get('P')).toMatchObject({ number });
    }
  });

  it('that is too large for a message is refused', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(60_000));
    const samples = concatBytes(...Array.from({ length: 10 }, () => noise));
    const drawMark = () => ({ width: 1000, height: 200, colors: 'rgb', samples }) as const;
    await expect(signPdf(testDocument(), { signer, mark, drawMark })).rejects.toMatchObject(
      refused('signature-oversize'),
    );
  });
});

function utf16(dictionary: PdfDictionary | undefined, key: string): string {
  const value = dictionary?.get(key);
  if (!(value instanceof PdfString)) return '';
  return new TextDecoder('utf-16be').decode(value.bytes);
}

async function imageOf(file: PdfFile, widget: PdfDictionary | undefined): Promise<PdfStream | undefined> {
  const appearance = await appearanceOf(file, widget);
  const resources = await file.getDictionary(appearance?.dictionary.get('Resources'));
  const image = await file.get((await file.getDictionary(resources?.get('XObject')))?.get('Mark'));
  return image instanceof PdfStream ? image : undefined;
}

async function appearanceOf(
  file: PdfFile,
  widget: PdfDictionary | undefined,
): Promise<PdfStream | undefined> {
  const appearance = await file.get((await file.getDictionary(widget?.get('AP')))?.get('N'));
  return appearance instanceof PdfStream ? appearance : undefined;
}
