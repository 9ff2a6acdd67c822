/** Signed documents: whose signatures hold, and what refuses them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCrlChecker,
  createDocumentVerifier,
  DOCUMENT_FAILURES,
  type DocumentVerifierSettings,
  type SignatureCertificateFailureCode,
} from './index.ts';
import {
  DOCUMENT,
  documentVerifier,
  expectRefusal,
  NOON,
  SIGNED_AT,
  signatureAuthority,
  signatureLeaf,
  signCms,
  testSignatureAuthority,
  type TestSigning,
} from './testing/document-scene.ts';
import { authority, leaf, pin } from './testing/scene.ts';
import { makeCrl } from './testing/test-crl.ts';
import { certificatePolicies, keyPair, keyUsage, makeLeaf } from './testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from './testing/test-signature-pki.ts';
import { readVectors } from './vectors/vector.ts';

describe('a signature that holds', () => {
  it('says who signed, how far that was checked, and what was signed', async () => {
    const result = await documentVerifier().verifyCms(signCms('enveloping'));
    expect(result).toEqual({
      ok: true,
      content: DOCUMENT,
      signatures: [
        {
          ok: true,
          holder: expect.objectContaining({ name: { text: '山田　太郎', substitutes: [] } }) as unknown,
          certificate: expect.objectContaining({ kind: 'digitalSignature' }) as unknown,
          simulated: false,
          revocation: { status: 'not-checked' },
          time: { status: 'not-proven', reason: 'timestamp-missing' },
          claimedTime: SIGNED_AT,
          digestAlgorithm: 'SHA-256',
          changes: [],
        },
      ],
    });
  });

  it('gives the document beside a detached one as what was signed', async () => {
    const result = await documentVerifier().verifyCms(signCms('detached'), DOCUMENT);
    expect(result).toMatchObject({ ok: true, content: DOCUMENT });
  });

  it('by a simulated card says so, where that was asked for by name', async () => {
    const cms = signCms('enveloping', { certificate: makeSignatureLeaf(testSignatureAuthority) });
    expectRefusal(await documentVerifier().verifyCms(cms), 'certificate-issuer-unknown');
    const verifier = documentVerifier({ testTrustAnchors: [testSignatureAuthority.certificate] });
    expect(await verifier.verifyCms(cms)).toMatchObject({ ok: true, signatures: [{ simulated: true }] });
  });

  it.each<[string, (length: number) => Uint8Array]>([
    ['shared with another thread', (length) => new Uint8Array(new SharedArrayBuffer(length))],
    [
      'that may grow',
      (length) =>
        new Uint8Array(Reflect.construct(ArrayBuffer, [length, { maxByteLength: 9999 }]) as ArrayBuffer),
    ],
    ['in the midst of others', (length) => new Uint8Array(length + 20).subarray(10, 10 + length)],
  ])('is read from memory %s', async (_name, memory) => {
    const signed = signCms('enveloping');
    const offered = memory(signed.length);
    offered.set(signed);
    expect(await documentVerifier().verifyCms(offered)).toMatchObject({ ok: true });
  });

  it.each<[string, boolean, (length: number) => Uint8Array]>([
    ['shared with another thread', false, (length) => new Uint8Array(new SharedArrayBuffer(length))],
    [
      'that may grow',
      false,
      (length) =>
        new Uint8Array(Reflect.construct(ArrayBuffer, [length, { maxByteLength: 9999 }]) as ArrayBuffer),
    ],
    ['of the service’s own, which is not copied', true, (length) => new Uint8Array(length)],
  ])('what changes in memory %s changes what was signed: %s', async (_name, changes, memory) => {
    const signed = signCms('enveloping');
    const offered = memory(signed.length);
    offered.set(signed);
    // Called when the signature has been found good.
    const check = () => {
      offered.fill(0);
      return Promise.resolve({ status: 'good', by: 'crl', asOf: NOON } as const);
    };
    const result = await documentVerifier({ revocation: { check } }).verifyCms(offered);
    expect(result).toMatchObject({ ok: true, content: changes ? new Uint8Array(DOCUMENT.length) : DOCUMENT });
  });
});

describe('a certificate that is no signer’s', () => {
  const foreign = makeSignatureAuthority('JPKI', keyPair('foreign'));
  const signed = (overrides: Parameters<typeof makeSignatureLeaf>[1]) => ({
    certificate: makeSignatureLeaf(signatureAuthority, overrides),
  });
  it.each<[string, SignatureCertificateFailureCode, Partial<TestSigning>]>([
    ['of the key for log-ins', 'certificate-issuer-unknown', { certificate: leaf }],
    [
      'of the key for log-ins, whose authority is an anchor too',
      'certificate-issuer-unknown',
      { certificate: makeLeaf(authority) },
    ],
    ['from a foreign authority', 'certificate-issuer-unknown', { certificate: makeSignatureLeaf(foreign) }],
    ['that has expired', 'certificate-expired', signed({ notAfter: '260601115959Z' })],
    ['that is not valid yet', 'certificate-not-yet-valid', signed({ notBefore: '260601120001Z' })],
    ['without non-repudiation', 'certificate-key-usage', signed({ extensions: { keyUsage: keyUsage(0) } })],
    [
      'by no rules of the JPKI',
      'certificate-policy',
      signed({ extensions: { certificatePolicies: certificatePolicies('1.2.3') } }),
    ],
    [
      'without a holder',
      'certificate-holder-malformed',
      signed({ extensions: { subjectAltName: undefined } }),
    ],
    [
      'that somebody else made up',
      'certificate-signature-invalid',
      signed({ signWith: foreign.keys.privateKey }),
    ],
  ])('%s', async (_name, code, overrides) => {
    const trustAnchors = [pin(authority.certificate), pin(signatureAuthority.certificate)];
    const result = await documentVerifier({ trustAnchors }).verifyCms(signCms('enveloping', overrides));
    expectRefusal(result, code);
    expect(result).toMatchObject({
      signatures: [
        {
          ok: false,
          code,
          unverified: { certificate: Uint8Array.from(overrides.certificate ?? []), claimedTime: SIGNED_AT },
        },
      ],
    });
  });

  it('of the key for log-ins does not sign, even where its certificate has the other key’s contents', async () => {
    const certificate = makeSignatureLeaf(authority);
    const result = await documentVerifier().verifyCms(signCms('enveloping', { certificate }));
    expectRefusal(result, 'certificate-issuer-unknown');
  });

  it('is not asked about revocation', async () => {
    const revocation = { check: () => expect.unreachable('asked') };
    const cms = signCms('enveloping', { certificate: leaf });
    expectRefusal(await documentVerifier({ revocation }).verifyCms(cms), 'certificate-issuer-unknown');
  });
});

describe('revocation', () => {
  const checker = (revoked: boolean) => {
    const list = makeCrl(signatureAuthority, revoked ? { entries: [{ serialNumber: '0A0B0C0D' }] } : {});
    return createCrlChecker({ lists: [() => Promise.resolve(list)] });
  };
  it('by a list', async () => {
    const cms = signCms('enveloping');
    expect(await documentVerifier({ revocation: checker(false) }).verifyCms(cms)).toMatchObject({
      ok: true,
      signatures: [{ revocation: { status: 'checked', by: 'crl' } }],
    });
    expectRefusal(
      await documentVerifier({ revocation: checker(true) }).verifyCms(cms),
      'certificate-revoked',
    );
  });

  it('that nobody was asked about, or that could not be told, passes only where the service says so', async () => {
    const cms = signCms('enveloping');
    expectRefusal(await documentVerifier({ acceptRevocation: [] }).verifyCms(cms), 'revocation-not-checked');
    const revocation = { check: () => Promise.resolve({ status: 'unavailable', reason: 'down' } as const) };
    const result = await documentVerifier({ revocation }).verifyCms(cms);
    expectRefusal(result, 'revocation-unavailable');
    expect(result).toMatchObject({ reason: 'down', signatures: [{ reason: 'down' }] });
  });
});

describe('a document that was not signed', () => {
  it.each<[string, keyof typeof DOCUMENT_FAILURES, () => [unknown, unknown?]]>([
    ['beside its signature is missing', 'document-missing', () => [signCms('detached')]],
    ['is another one', 'digest-mismatch', () => [signCms('detached'), Buffer.from('別の申請書')]],
    ['is empty', 'digest-mismatch', () => [signCms('detached'), new Uint8Array()]],
    ['is another than the one inside', 'digest-mismatch', () => [signCms('enveloping'), Buffer.from('x')]],
    ['is no octets', 'document-malformed', () => [signCms('detached'), 'text']],
    ['is no signature', 'document-malformed', () => [DOCUMENT]],
    ['is nothing', 'document-malformed', () => [undefined]],
    [
      'is signed by another key',
      'signature-invalid',
      () => [signCms('enveloping', { privateKey: keyPair('foreign').privateKey })],
    ],
  ])('%s', async (_name, code, args) => {
    const [cms, document] = args();
    expectRefusal(await documentVerifier().verifyCms(cms, document), code);
  });

  it('is too large', async () => {
    const oversize = new Uint8Array(2 * 256 * 1024 * 1024 + 1);
    expectRefusal(await documentVerifier().verifyCms(oversize), 'document-oversize');
    // One byte less is looked at.
    expect(await documentVerifier().verifyCms(oversize.subarray(1))).toStrictEqual({
      ok: false,
      code: 'document-malformed',
      explanation: DOCUMENT_FAILURES['document-malformed'],
      signatures: [],
    });
  });
});

describe('settings with which nothing could be verified', () => {
  it.each<[string, DocumentVerifierSettings]>([
    ['at least one trust anchor', {}],
    ['at least one trust anchor', { trustAnchors: [pin(authority.certificate)] }],
    ['a time-stamp authority is not an X.509', { timestampAuthorities: [new Uint8Array(3)] }],
    ['a time-stamp authority given as text', { timestampAuthorities: ['text'] }],
    ['timestampAuthorities must be an array', { timestampAuthorities: signatureLeaf as never }],
    ['acceptChanges must be an array', { acceptChanges: 'form-filled' as never }],
    ["acceptChanges holds 'form-filled'", { acceptChanges: ['content-changed' as never] }],
  ])('%s', (message, settings) => {
    const trustAnchors = [pin(signatureAuthority.certificate)];
    const isComplete = settings.timestampAuthorities ?? settings.acceptChanges;
    const create = () => createDocumentVerifier({ ...(isComplete && { trustAnchors }), ...settings });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

it.each(['verifyPdf', 'verifyCms', 'verifyXml', 'verifyJws'] as const)(
  '%s: garbage is a coded result, never an exception',
  async (verify) => {
    const verifier = documentVerifier();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.uint8Array({ maxLength: 200 })), async (garbage) => {
        const result = await verifier[verify](garbage);
        expect(result.ok ? 'accepted' : result.code).toBe('document-malformed');
      }),
    );
  },
);

it('documents beside an XML signature come in a Map, and are octets', async () => {
  const verifier = documentVerifier();
  // From a service written without types.
  await expect(verifier.verifyXml(DOCUMENT, { a: DOCUMENT } as never)).rejects.toThrow('must be a Map');
  const documents = new Map([['a', 'text' as never]]);
  expectRefusal(await verifier.verifyXml(DOCUMENT, documents), 'document-malformed');
});

it('a JWS may be its text or its octets', async () => {
  const vector = readVectors().get('jws/valid');
  const jws = vector?.what === 'jws' ? vector.signed : expect.unreachable();
  const settings = vector?.what === 'jws' ? vector.settings : expect.unreachable();
  const verifier = documentVerifier({ trustAnchors: settings.trustAnchors });
  expect(await verifier.verifyJws(jws)).toMatchObject({ ok: true });
  expect(await verifier.verifyJws(Buffer.from(jws))).toMatchObject({ ok: true });
  expectRefusal(await verifier.verifyJws(Buffer.from(`${jws}é`)), 'document-malformed');
});

it('a signature that was damaged anywhere does not hold for another document', async () => {
  const signed = signCms('enveloping');
  const verifier = documentVerifier();
  const places = fc.tuple(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(places, async ([at, mask]) => {
      const damaged = Uint8Array.from(signed);
      damaged[at] = (damaged[at] ?? 0) ^ mask;
      const result = await verifier.verifyCms(damaged);
      if (result.ok) expect(result.content).toEqual(DOCUMENT);
      else expect(result.code).toBeOneOf(Object.keys(DOCUMENT_FAILURES));
    }),
    { numRuns: 200 },
  );
});
