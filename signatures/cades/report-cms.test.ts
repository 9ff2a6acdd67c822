/** What a CMS file is refused for: one defect in each row, and files of no form at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../shared/bytes.ts';
import { explicitTag, TAG } from '../der/der-reader.ts';
import { der, derObjectIdentifier } from '../der/der-writer.ts';
import { ATTRIBUTE, CONTENT_TYPE } from '../cms/cms-oid.ts';
import { CMS_ATTACKS, ellipticSigner, makeCmsScene, signedBy } from '../cms/testing/cms-attacks.ts';
import { attribute, makeSignedData } from '../cms/testing/make-signed-data.ts';
import type { SignatureReport } from '../signature-report.ts';
import { makeTimestampScene, tokenBy } from '../timestamp/testing/timestamp-attacks.ts';
import { reportCms } from './report-cms.ts';

const scene = makeCmsScene();

async function onlyReport(cms: Uint8Array, document?: Uint8Array): Promise<SignatureReport> {
  const { signatures } = await reportCms(cms, document);
  const [report, ...others] = signatures;
  if (!report || others.length > 0) throw new Error(`${signatures.length} reports`);
  return report;
}

describe('an honest signature', () => {
  it('is whole, with what it is about', async () => {
    const { signatures, content } = await reportCms(signedBy(scene));
    expect(signatures).toEqual([
      {
        integrity: { ok: true },
        certificate: scene.signer.certificate,
        certificates: [scene.signer.certificate],
        digestAlgorithm: 'SHA-256',
        claimedTime: undefined,
        timestamp: undefined,
        coverage: { kind: 'whole-document' },
      },
    ]);
    expect(content).toEqual(scene.document);
  });

  it('is the same in BER, with indefinite lengths and its content in pieces', async () => {
    const inBer = signedBy(scene, { lengths: 'indefinite' });
    expect(await reportCms(inBer)).toEqual(await reportCms(signedBy(scene)));
  });

  it('is detached from a document that is there, or is not', async () => {
    const cms = signedBy(scene, { isDetached: true });
    expect(await reportCms(cms)).toMatchObject({
      signatures: [{ integrity: { ok: true }, coverage: { kind: 'document-missing' } }],
      content: undefined,
    });
    expect(await onlyReport(cms, scene.document)).toMatchObject({
      integrity: { ok: true },
      coverage: { kind: 'whole-document' },
    });
  });
});

it('of two certificates that fit, takes the one that the signed attributes name', async () => {
  const certificates = [scene.impostor.certificate, scene.signer.certificate];
  const { integrity, certificate } = await onlyReport(signedBy(scene, { certificates }));
  expect(integrity).toEqual({ ok: true });
  expect(certificate).toEqual(scene.signer.certificate);
});

describe('a time stamp', () => {
  const stamping = makeTimestampScene();
  const stampedBy = (token: (signature: Uint8Array) => Uint8Array) => {
    const unsignedAttributes = (signature: Uint8Array) =>
      attribute(ATTRIBUTE.signatureTimestamp, token(signature));
    return onlyReport(signedBy(scene, { signerInfos: [{ unsignedAttributes }] }));
  };
  const over = (stamped: Uint8Array): Uint8Array => tokenBy({ ...stamping, stamped });

  it('over the signature is reported beside it', async () => {
    expect(await stampedBy(over)).toMatchObject({
      integrity: { ok: true },
      timestamp: { integrity: { ok: true }, time: new Date('2026-11-22T01:02:03Z') },
    });
  });

  it.each([
    ['over another signature', 'digest-mismatch', () => over(scene.document)],
    ['that is none', 'signature-malformed', () => der(TAG.sequence)],
    ['of no form at all', 'signature-malformed', () => Uint8Array.of(0x30, 0x05)],
    ['that is not there', 'signature-malformed', () => Uint8Array.of()],
  ])('%s takes nothing from the signature', async (_name, code, token) => {
    expect(await stampedBy(token)).toMatchObject({
      integrity: { ok: true },
      timestamp: { integrity: { ok: false, code } },
    });
  });

  it('is the first where there are several, which anybody may have added', async () => {
    const { timestamp } = await stampedBy((signature) => concatBytes(over(signature), over(scene.document)));
    expect(timestamp).toMatchObject({ integrity: { ok: true } });
  });
});

it.each(CMS_ATTACKS)('refuses $name', async ({ code, make, document }) => {
  const { integrity } = await onlyReport(make(scene), document);
  expect(integrity).toMatchObject({ ok: false, code });
});

describe('what is no CMS', () => {
  const honest = signedBy(scene);
  const nested = (depth: number): Uint8Array =>
    concatBytes(Buffer.alloc(2 * depth, Uint8Array.of(0x30, 0x80)), new Uint8Array(2 * depth));

  it.each([
    ['nothing', Uint8Array.of()],
    ['text', Buffer.from('MIME-Version: 1.0\n')],
    ['another content type', der(TAG.sequence, derObjectIdentifier(CONTENT_TYPE.data), der(explicitTag(0)))],
    ['a file with something after it', concatBytes(honest, Uint8Array.of(0))],
    ['a file without its end', honest.subarray(0, -1)],
    ['an indefinite length without its end', Uint8Array.of(0x30, 0x80, 0x05, 0x00, 0x00)],
    ['an indefinite length of what has no parts', Uint8Array.of(0x04, 0x80, 0x00, 0x00)],
    ['a string in pieces that are none', Uint8Array.of(0x24, 0x80, 0x05, 0x00, 0x00, 0x00)],
    ['lengths within lengths', nested(100_000)],
  ])('%s is a SyntaxError', async (_name, cms) => {
    await expect(reportCms(cms)).rejects.toThrow(SyntaxError);
  });
});

describe('whatever comes', () => {
  const honest = signedBy(scene);

  it.each([
    ['in DER', honest],
    ['in BER', signedBy(scene, { lengths: 'indefinite' })],
  ])('cut anywhere, %s, it is a SyntaxError', async (_name, cms) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(cms.length - 1), async (length) => {
        await expect(reportCms(cms.subarray(0, length))).rejects.toThrow(SyntaxError);
      }),
    );
  });

  it('with an octet changed, it is refused, or says the same of the same signer', async () => {
    const place = fc.tuple(fc.nat(honest.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(place, async ([at, change]) => {
        const changed = honest.map((octet, index) => (index === at ? octet ^ change : octet));
        const report = await onlyReport(changed).catch(expectSyntaxError);
        if (report?.integrity.ok !== true) return;
        expect(report.certificate).toEqual(scene.signer.certificate);
        expect((await reportCms(changed)).content).toEqual(scene.document);
      }),
      { numRuns: 400 },
    );
  });

  it('of random elements, it is a SyntaxError or a report', async () => {
    const octet = fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x06, 0x24, 0x30, 0x31, 0x80, 0x81, 0xa0);
    const head = honest.subarray(0, 60);
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.array(octet, { maxLength: 60 }), async (kept, octets) => {
        await onlyReport(concatBytes(head.subarray(0, kept), Uint8Array.from(octets))).catch(
          expectSyntaxError,
        );
      }),
      { numRuns: 400 },
    );
  });

  /** Two megabytes of whatever there could be many of; the time in proportion would be a few milliseconds. */
  const many = (part: Uint8Array): Uint8Array =>
    Uint8Array.from(Buffer.alloc(2_000_000 - (2_000_000 % part.length), part));
  it.each([
    ['certificates of the signer', signedBy(scene, { certificates: [many(scene.signer.certificate)] })],
    ['certificates that are none', signedBy(scene, { certificates: [many(der(TAG.sequence))] })],
    ['signers', signedBy(scene, { signerInfos: Array.from({ length: 1000 }, () => ({})) })],
    [
      'unsigned attributes',
      signedBy(scene, {
        signerInfos: [
          { unsignedAttributes: () => many(der(TAG.sequence, derObjectIdentifier('1.2.3'), der(TAG.set))) },
        ],
      }),
    ],
    [
      'pieces of an indefinite length',
      concatBytes(Uint8Array.of(0x30, 0x80), many(Uint8Array.of(0x05, 0x00)), new Uint8Array(2)),
    ],
  ])('takes time in proportion to its length: %s', { timeout: 4000 }, async (_name, cms) => {
    await onlyReport(cms).catch(expectSyntaxError);
  });
});

it('knows an elliptic signer, as time-stamp authorities and later cards may be', async () => {
  for (const namedCurve of ['P-256', 'P-384']) {
    const signer = ellipticSigner('山田 花子', namedCurve);
    const cms = makeSignedData({
      signer,
      content: scene.document,
      signerInfos: [{ signatureOid: '1.2.840.10045.4.3.2' }],
    });
    expect(await onlyReport(cms)).toMatchObject({ integrity: { ok: true }, certificate: signer.certificate });
  }
});

function expectSyntaxError(error: unknown): undefined {
  expect(error).toBeInstanceOf(SyntaxError);
}
