import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { DIGEST_ALGORITHMS } from '../../shared/jpki.ts';
import type { SignatureReport } from '../signature-report.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { XML_MAX_DEPTH } from '../xml/read-xml.ts';
import { reportXml } from './report-xml.ts';
import { resign } from './testing/resign.ts';
import { signXml } from './testing/sign-xml.ts';
import { documentTypeAttacks, xmlAttacks } from './testing/xml-attacks.ts';
import { DETACHED_CONTENT, DETACHED_NAME, makeXmlScene } from './testing/xml-scene.ts';

const signer = makeTestSigner('山田 太郎');
const stranger = makeTestSigner('山田 太郎', { serialNumber: 2, keyName: 'stranger' });
const scene = await makeXmlScene(signer, stranger);
const given = new Map([[DETACHED_NAME, toUtf8(DETACHED_CONTENT)]]);

const report = (xml: string, documents?: ReadonlyMap<string, Uint8Array>) =>
  reportXml(toUtf8(xml), documents);
const verdicts = (reports: readonly SignatureReport[]) =>
  reports.map(({ integrity }) => (integrity.ok ? 'ok' : integrity.code));

describe('a signed document', () => {
  it('is reported with all that the signature says', async () => {
    const [only, ...others] = await report(scene.signed);
    expect(others).toEqual([]);
    expect(only).toEqual({
      integrity: { ok: true },
      certificate: Uint8Array.from(signer.certificate),
      certificates: [Uint8Array.from(signer.certificate)],
      digestAlgorithm: 'SHA-256',
      claimedTime: new Date('2026-11-22T01:02:03Z'),
      timestamp: undefined,
      coverage: { kind: 'whole-document' },
    });
  });

  it.each(DIGEST_ALGORITHMS)('may be signed with %s', async (digestAlgorithm) => {
    const xml = await signXml('<a/>', signer, { digestAlgorithm });
    const [only] = await reportXml(xml);
    expect(only).toMatchObject({ integrity: { ok: true }, digestAlgorithm });
  });

  it('may be signed by the identifier of its root element', async () => {
    expect(verdicts(await report(scene.signedById))).toEqual(['ok']);
  });

  it('keeps its signatures when others sign it too, and each covers those before it', async () => {
    const twice = fromUtf8(await signXml(scene.signed, stranger));
    const thrice = fromUtf8(await signXml(twice, signer, { digestAlgorithm: 'SHA-512' }));
    const reports = await report(thrice);
    expect(verdicts(reports)).toEqual(['ok', 'ok', 'ok']);
    expect(reports.map(({ certificate }) => certificate?.length)).not.toContain(undefined);
    const broken = thrice.replace(
      /(Target="#signature-)(.)/u,
      (_, before: string, digit: string) => before + (digit === '0' ? '1' : '0'),
    );
    expect(verdicts(await report(broken))).toEqual([
      'signer-certificate-unbound',
      'digest-mismatch',
      'digest-mismatch',
    ]);
  });

  it('may have comments put into it, which no signature covers', async () => {
    expect(verdicts(await report(scene.signed.replace('1000', '1<!-- -->000')))).toEqual(['ok']);
  });

  it('has no report when there is no signature', async () => {
    expect(await report('<a/>')).toEqual([]);
  });
});

describe('a detached signature', () => {
  it('covers the document that is given', async () => {
    const [only] = await report(scene.detached, given);
    expect(only).toMatchObject({ integrity: { ok: true }, coverage: { kind: 'whole-document' } });
  });

  it('is compared with nothing when the document is not given', async () => {
    const [only] = await report(scene.detached);
    expect(only).toMatchObject({ integrity: { ok: true }, coverage: { kind: 'document-missing' } });
  });

  it.each([
    ['another content', new Map([[DETACHED_NAME, toUtf8('x')]]), 'digest-mismatch'],
    ['a document that it does not name', new Map([['other.txt', toUtf8(DETACHED_CONTENT)]]), 'coverage-gap'],
    ['one more document', new Map([...given, ['other.txt', toUtf8('x')]]), 'coverage-gap'],
  ])('does not cover %s', async (_name, documents, code) => {
    expect(verdicts(await report(scene.detached, documents))).toEqual([code]);
  });

  it('inside of another document does not cover that one', async () => {
    const inside = scene.detached.replace(/<ds:Signature .*<\/ds:Signature>/su, '<all>$&</all>');
    expect(verdicts(await report(inside, given))).toEqual(['coverage-gap']);
  });

  it('follows no reference to where nobody has given a document', async () => {
    const remote = resign(scene.detached.replace(/URI="%[^"]*"/u, 'URI="http://127.0.0.1:1/x"'), signer);
    const [only] = await report(remote);
    expect(only).toMatchObject({ integrity: { ok: true }, coverage: { kind: 'document-missing' } });
  });
});

describe('attacks', () => {
  it.each(Object.entries(xmlAttacks(scene)))('%s', async (_name, { code, xml, signatures = 1 }) => {
    // An attack that changes nothing would be no attack.
    expect([scene.signed, scene.signedById, scene.detached]).not.toContain(xml);
    const reports = await report(xml);
    expect(reports).toHaveLength(signatures);
    expect(verdicts(reports)[0]).toBe(code);
  });

  it.each(Object.entries(documentTypeAttacks(scene)))('document type: %s', async (_name, xml) => {
    await expect(report(xml)).rejects.toMatchObject({ name: 'XmlRefused', reason: 'doctype' });
  });
});

describe('bounds', () => {
  it('refuses what is nested deeper than is read, without running out of stack', async () => {
    const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    await expect(report(nested(1_000_000))).rejects.toMatchObject({ reason: 'unsupported' });
    expect(await report(nested(XML_MAX_DEPTH))).toEqual([]);
  });

  it('refuses more signatures than are read', async () => {
    const signatures = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(101);
    await expect(report(`<a>${signatures}</a>`)).rejects.toThrow(SyntaxError);
  });

  const reference = /<ds:Reference Id.*?<\/ds:Reference>/u.exec(scene.signed)?.[0] ?? '';
  const times = (count: number, xml: string) => xml.replace(reference, reference.repeat(count));

  it.each([
    ['many references', times(200, scene.signed)],
    ['references to much', times(60, scene.signed.replace('1000', '1'.repeat(400_000)))],
  ])('refuses a signature with %s', async (_name, xml) => {
    expect(verdicts(await report(resign(xml, signer)))).toEqual(['signature-form-unsupported']);
  });

  const each = (count: number, spell: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => spell(i)).join('');

  // In time that grows with the square of their length they would take minutes.
  it.each([
    ['attributes', `<a ${each(50_000, (i) => ` a${i}="x"`)}/>`],
    [
      'namespaces',
      `<a ${each(20_000, (i) => ` xmlns:a${i}="urn:x"`)}>${times(20, scene.signed)
        .replace(/<\?.*?\?>/u, '')
        .repeat(20)}</a>`,
    ],
    ['identifiers', `<a>${'<a Id="form"/>'.repeat(50_000)}${scene.signedById.replace(/<\?.*?\?>/u, '')}</a>`],
    [
      'certificates',
      scene.signed.replace(
        '<ds:X509Certificate>',
        `${'<ds:X509Certificate>AAAA</ds:X509Certificate>'.repeat(5_000)}$&`,
      ),
    ],
    ['Objects', scene.signed.replace('</ds:Signature>', `${'<ds:Object></ds:Object>'.repeat(20_000)}$&`)],
    ['white space in base64', scene.signed.replace(/<ds:SignatureValue[^>]*>/u, `$&${' '.repeat(500_000)}`)],
    ['open tags', '<'.repeat(300_000)],
    ['ends of nothing', `<a>${']]'.repeat(300_000)}</a>`],
  ])('takes time in proportion to its %s', async (_name, xml) => {
    await report(xml).catch((error: unknown) => {
      expect(error).toBeInstanceOf(SyntaxError);
    });
  });
});
