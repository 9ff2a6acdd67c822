/** jose verifies what is signed here, what jose signs is reported as it is, and what says more than it should is refused. */
import { generateKeyPairSync } from 'node:crypto';
import { compactVerify, CompactSign, flattenedVerify } from 'jose';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64, toBase64Url } from '../../shared/base64.ts';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '../../shared/jpki.ts';
import type { SignatureReport } from '../signature-report.ts';
import { joinParts, signPrepared, testDocument } from '../testing/signed-parts.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { JWS_ALGORITHM } from './jws-header.ts';
import { prepareJws } from './prepare-jws.ts';
import { reportJws } from './report-jws.ts';
import { JWS_ATTACKS, jwsBy, makeJwsScene } from './testing/jws-attacks.ts';

const signer = makeTestSigner('山田 太郎');
const scene = makeJwsScene(signer);
const { document } = scene;

async function sign(
  digestAlgorithm: DigestAlgorithm,
  packaging: 'detached' | 'enveloping',
  bytes = document,
): Promise<string> {
  const options = { digestAlgorithm, packaging };
  const prepared = await prepareJws(testDocument(bytes, digestAlgorithm, 'application/json'), options);
  const { parts } = await signPrepared(prepared, { signer });
  return fromUtf8(joinParts(parts, bytes));
}

async function onlyReport(jws: string, document?: Uint8Array): Promise<SignatureReport> {
  const { signatures } = await reportJws(jws, document);
  const [report, ...others] = signatures;
  if (!report || others.length > 0) throw new Error(`${signatures.length} reports`);
  return report;
}

describe.each(DIGEST_ALGORITHMS)('signed by %s', (digestAlgorithm) => {
  it('with the document in it, jose verifies it, and so does the report', async () => {
    const jws = await sign(digestAlgorithm, 'enveloping');
    const { payload, protectedHeader } = await compactVerify(jws, signer.publicKey);
    expect(Uint8Array.from(payload)).toEqual(document);
    expect(protectedHeader).toMatchObject({
      alg: JWS_ALGORITHM[digestAlgorithm],
      cty: 'application/json',
      x5c: [toBase64(signer.certificate)],
      iat: Date.parse('2026-11-22T01:02:03Z') / 1000,
    });
    expect(await reportJws(jws)).toEqual({
      signatures: [
        {
          integrity: { ok: true },
          certificate: signer.certificate,
          certificates: [signer.certificate],
          digestAlgorithm,
          claimedTime: new Date('2026-11-22T01:02:03Z'),
          timestamp: undefined,
          coverage: { kind: 'whole-document' },
        },
      ],
      content: document,
    });
  });

  it('detached from the document, jose verifies it, and so does the report', async () => {
    const jws = await sign(digestAlgorithm, 'detached');
    const [header = '', payload, signature = ''] = jws.split('.');
    expect(payload).toBe('');
    const flattened = { protected: header, payload: toBase64Url(document), signature };
    expect(Uint8Array.from((await flattenedVerify(flattened, signer.publicKey)).payload)).toEqual(document);
    expect(await onlyReport(jws, document)).toMatchObject({
      integrity: { ok: true },
      coverage: { kind: 'whole-document' },
    });
    expect(await onlyReport(jws)).toMatchObject({
      integrity: { ok: false, code: 'reference-ambiguous' },
      coverage: { kind: 'document-missing' },
    });
  });
});

it.each([0, 1, 2, 3, 786_431, 786_432, 786_433, 2_000_000])(
  'a document of %i bytes is what is signed, over the pieces in which it is read',
  async (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7919) % 251);
    const jws = await sign('SHA-256', 'enveloping', bytes);
    const { payload } = await compactVerify(jws, signer.publicKey);
    expect(Buffer.compare(payload, bytes)).toBe(0);
    expect(await onlyReport(jws, bytes)).toMatchObject({ integrity: { ok: true } });
  },
);

describe('what jose signs', () => {
  const x5c = [toBase64(signer.certificate)];

  it.each([
    ['with its certificate alone', { alg: 'RS256', x5c }],
    ['with all that may be there', { alg: 'RS512', typ: 'JOSE', cty: 'text/plain', kid: '1', x5c, iat: 0 }],
  ])('%s, is verified', async (_name, header) => {
    const jws = await new CompactSign(document).setProtectedHeader(header).sign(signer.privateKey);
    expect(await onlyReport(jws)).toMatchObject({
      integrity: { ok: true },
      certificate: signer.certificate,
    });
  });

  it('by an elliptic key, is of no form that is supported', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jws = await new CompactSign(document).setProtectedHeader({ alg: 'ES256', x5c }).sign(privateKey);
    expect(await onlyReport(jws)).toMatchObject({
      integrity: { ok: false, code: 'signature-form-unsupported', reason: 'header parameter alg' },
    });
  });
});

describe('attacks', () => {
  it.each(JWS_ATTACKS)('$name: refused as $code', async ({ code, make, document }) => {
    const { integrity } = await onlyReport(make(scene), document);
    expect(integrity).toMatchObject({ ok: false, code });
  });
});

describe('what is no JWS', () => {
  const honest = jwsBy(scene);
  const [header = '', payload = '', signature = ''] = honest.split('.');

  it.each([
    ['nothing', ''],
    ['two parts', `${header}.${signature}`],
    ['four parts', `${honest}.`],
    ['five parts, as encrypted ones have', `${header}.${payload}.${payload}.${payload}.${signature}`],
    ['white space', `${honest}\n`],
    ['padding', `${header}.${payload}.${signature}==`],
    ['a header that is no JSON', `${toBase64Url(toUtf8('{'))}.${payload}.${signature}`],
    ['a header that is no UTF-8', `${toBase64Url(Uint8Array.of(0xff))}.${payload}.${signature}`],
    ['a payload in base64 of the other alphabet', `${header}.++++.${signature}`],
    ['a header without bounds', `${'A'.repeat(300_000)}.${payload}.${signature}`],
    ['a signature without bounds', `${header}.${payload}.${'A'.repeat(10_000)}`],
    ['JSON serialisation', JSON.stringify({ protected: header, payload, signature })],
  ])('%s is a SyntaxError', async (_name, jws) => {
    await expect(reportJws(jws)).rejects.toThrow(SyntaxError);
  });

  it('with a character changed, it is refused', async () => {
    const place = fc.tuple(
      fc.nat(honest.length - 1),
      fc.constantFrom('A', 'Q', 'w', '9', '-', '_', '.', '+'),
    );
    await fc.assert(
      fc.asyncProperty(place, async ([at, character]) => {
        fc.pre(honest[at] !== character);
        const changed = honest.slice(0, at) + character + honest.slice(at + 1);
        const report = await onlyReport(changed).catch((error: unknown) => {
          expect(error).toBeInstanceOf(SyntaxError);
        });
        expect(report?.integrity.ok).not.toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['arrays within arrays', '['.repeat(90_000) + ']'.repeat(90_000)],
    ['objects within objects', '{"a":'.repeat(30_000) + '0' + '}'.repeat(30_000)],
    ['quotes', JSON.stringify({ alg: '"'.repeat(90_000) })],
  ])('takes time in proportion to its length: %s', { timeout: 4000 }, async (_name, text) => {
    const integrity = (await onlyReport(`${toBase64Url(toUtf8(text))}.${payload}.${signature}`)).integrity;
    expect(integrity).toMatchObject({ ok: false, code: 'signature-form-unsupported' });
  });
});
