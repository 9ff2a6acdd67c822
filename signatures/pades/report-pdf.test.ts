/** What is said of signed PDFs: of sound ones, and of those that somebody has been at. */
import { describe, expect, it } from 'vitest';
import { appendRevision, type Bodies, latin1, streamBody } from '../pdf/testing/test-pdf.ts';
import type { DocumentChange } from '../signature-report.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { reportPdf } from './report-pdf.ts';
import { PDF_ATTACKS } from './testing/pdf-attacks.ts';
import { SIGNATURE_NUMBER, signByHand } from './testing/sign-by-hand.ts';
import { signPdf } from './testing/sign-pdf.ts';
import { BODIES, edited, testDocument } from './testing/test-document.ts';

const signer = makeTestSigner('Signer');

describe('an attack', () => {
  it.each(PDF_ATTACKS.map((attack) => [attack.name, attack] as const))(
    'by %s is seen',
    async (_name, attack) => {
      const reports = await reportPdf(attack.make(signer));
      const { expected } = attack;
      if ('failure' in expected) {
        expect(reports[expected.signature ?? 0]?.integrity).toMatchObject({
          ok: false,
          code: expected.failure,
        });
        return;
      }
      const [report] = reports;
      // What was signed is as it was.
      expect(report?.integrity).toEqual({ ok: true });
      expect(report?.coverage.kind).toBe('earlier-revision');
      const changes = report?.coverage.kind === 'earlier-revision' ? report.coverage.changes : [];
      expect(changes.toSorted()).toEqual(expected.changes.toSorted());
    },
  );
});

it('what stands behind the end of a file is no part of it, though a signature covers it', async () => {
  const [report] = await reportPdf(signByHand(testDocument(), { signer, tail: '%evil\n' }));
  expect(report?.integrity).toMatchObject({ ok: false, code: 'coverage-gap' });
});

it('a signature dictionary to which only a later revision refers is no signature of the earlier one', async () => {
  const signed = signByHand(testDocument(), { signer, isUnlisted: true });
  const offset = latin1(signed).indexOf(`\n${SIGNATURE_NUMBER} 0 obj`) + 1;
  const [report] = await reportPdf(appendRevision(signed, {}, { entries: { [SIGNATURE_NUMBER]: offset } }));
  expect(report?.integrity).toMatchObject({ ok: false, code: 'reference-ambiguous' });
});

it('a document that nobody has been at is whole', async () => {
  const [report, ...others] = await reportPdf(signByHand(testDocument(), { signer }));
  expect(others).toEqual([]);
  expect(report).toMatchObject({
    integrity: { ok: true },
    coverage: { kind: 'whole-document' },
    digestAlgorithm: 'SHA-256',
    claimedTime: new Date('2026-11-22T04:05:06Z'),
    timestamp: undefined,
  });
});

/** What may be done to a signed document. */
const HARMLESS: readonly (readonly [string, DocumentChange, Bodies])[] = [
  ['nothing at all', 'nothing-visible', {}],
  ['an object that nothing refers to', 'nothing-visible', { 30: streamBody('evil') }],
  ['the same object once more', 'nothing-visible', { 4: BODIES[4] ?? '' }],
  ['the time of the change', 'nothing-visible', edited('information', '20260101', '20260202')],
  ['other metadata', 'nothing-visible', edited('metadata', 'xmpmeta', 'xapmeta')],
  ['another version', 'nothing-visible', edited('catalog', '/Pages', '/Version /2.0 /Pages')],
  ['a font for the form', 'nothing-visible', edited('form', '/Helv 5 0 R', '/Helv 5 0 R /Cour 30 0 R')],
  ['data to validate with', 'validation-data-added', edited('catalog', '/Pages', '/DSS <<>> /Pages')],
];

it.each(HARMLESS)('%s is %s', async (_name, change, bodies) => {
  const signed = signByHand(testDocument(), { signer });
  const [report] = await reportPdf(appendRevision(signed, bodies));
  expect(report?.integrity).toEqual({ ok: true });
  expect(report?.coverage).toEqual({ kind: 'earlier-revision', changes: [change] });
});

describe('a further signature', () => {
  const added = { kind: 'earlier-revision', changes: ['signature-added'] };

  it('in a field of its own leaves the first as it was', async () => {
    const signed = await signPdf(signByHand(testDocument(), { signer }), { signer });
    const reports = await reportPdf(signed);
    expect(reports.map(({ integrity }) => integrity.ok)).toEqual([true, true]);
    expect(reports.map(({ coverage }) => coverage)).toEqual([added, { kind: 'whole-document' }]);
  });

  it('in the field that was there for it does so, too', async () => {
    const signed = signByHand(await signPdf(testDocument(), { signer }), { signer });
    const reports = await reportPdf(signed);
    expect(reports.map(({ integrity }) => integrity.ok)).toEqual([true, true]);
    // In the order of the fields.
    expect(reports.map(({ coverage }) => coverage)).toEqual([{ kind: 'whole-document' }, added]);
  });

  it('after something else does not hide it', async () => {
    const changed = appendRevision(signByHand(testDocument(), { signer }), edited('amount', '100', '999'));
    const [report] = await reportPdf(await signPdf(changed, { signer }));
    const changes = report?.coverage.kind === 'earlier-revision' ? report.coverage.changes : [];
    expect(changes.toSorted()).toEqual(['form-filled', 'signature-added']);
  });

  it('that is a time stamp on the document is told as that', async () => {
    const signed = appendRevision(signByHand(testDocument(), { signer }), {
      ...edited('form', '12 0 R]', '12 0 R 30 0 R]'),
      30: '<</FT /Sig /T (stamp) /V 31 0 R>>',
      31: '<</Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00>>>',
    });
    const reports = await reportPdf(signed);
    expect(reports.map(({ coverage }) => coverage)).toEqual([
      { kind: 'earlier-revision', changes: ['timestamp-added'] },
    ]);
  });
});

it.each([
  ['nothing', new Uint8Array()],
  ['something else', new TextEncoder().encode('<html>')],
  ['an encrypted file', testDocument({}, { trailer: '/Encrypt 30 0 R' })],
])('%s is no PDF', async (_name, bytes) => {
  await expect(reportPdf(bytes)).rejects.toThrow(SyntaxError);
});

it('a document without a signature has none', async () => {
  expect(await reportPdf(testDocument())).toEqual([]);
});

it('revisions that are a product of their lengths to compare are not compared to the end', async () => {
  // A ring of a thousand objects that becomes one longer: each of them meets each of the others.
  const ring = (from: number, to: number): Bodies =>
    Object.fromEntries(
      Array.from({ length: to - from }, (_, index) => [
        from + index,
        `<</Next ${from + index + 1 === to ? 1000 : from + index + 1} 0 R>>`,
      ]),
    );
  const document = testDocument({
    ...edited('catalog', '/Pages', '/Ring 1000 0 R /Pages'),
    ...ring(1000, 2000),
  });
  const signed = signByHand(document, { signer });
  const longer = appendRevision(signed, { 1999: '<</Next 2000 0 R>>', 2000: '<</Next 1000 0 R>>' });
  const [report] = await reportPdf(longer);
  expect(report?.integrity).toEqual({ ok: true });
  expect(report?.coverage).toEqual({ kind: 'earlier-revision', changes: ['unreadable'] });
});
