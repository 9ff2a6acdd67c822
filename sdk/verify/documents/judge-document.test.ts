/** What the signatures of a document come to, whatever the format: by reports that are made up. */
import { describe, expect, it } from 'vitest';
import type { DocumentChange, SignatureReport } from '../../../signatures/signature-report.ts';
import { parseCertificate } from '../../../signatures/x509/certificate.ts';
import type { RevocationAnswer } from '../revocation/revocation-checker.ts';
import { NOON, signatureAuthority, signatureLeaf, SIGNED_AT } from '../testing/document-scene.ts';
import { pin } from '../testing/scene.ts';
import { makeSignatureLeaf } from '../testing/test-signature-pki.ts';
import { signerAnchors } from '../signature-certificate/signer-anchors.ts';
import { readTrustSettings, type TrustSettings } from '../trust-settings.ts';
import { DOCUMENT_FAILURES, type DocumentFailureCode, type DocumentResult } from './document-result.ts';
import { judgeDocument } from './judge-document.ts';

const GOOD: SignatureReport = {
  integrity: { ok: true },
  certificate: signatureLeaf,
  certificates: [signatureLeaf],
  digestAlgorithm: 'SHA-256',
  claimedTime: SIGNED_AT,
  timestamp: undefined,
  coverage: { kind: 'whole-document' },
};

function judge(
  reports: readonly Partial<SignatureReport>[],
  settings: Partial<TrustSettings> = {},
  acceptChanges: readonly DocumentChange[] = [],
): Promise<DocumentResult> {
  const trustAnchors = [pin(signatureAuthority.certificate)];
  const trust = readTrustSettings({ trustAnchors, now: () => NOON, ...settings }, 'digitalSignature');
  const { revocation, moment } = trust;
  return judgeDocument(
    reports.map((report) => ({ ...GOOD, ...report })),
    { anchors: signerAnchors(trust), revocation, moment, timestampAuthorities: [], acceptChanges },
  );
}

const after = (...changes: readonly DocumentChange[]): Partial<SignatureReport> => ({
  coverage: { kind: 'earlier-revision', changes },
});
const broken: Partial<SignatureReport> = {
  integrity: { ok: false, code: 'digest-mismatch', reason: 'another digest' },
};
const codesOf = ({ signatures }: DocumentResult): readonly string[] =>
  signatures.map((signature) => (signature.ok ? 'ok' : signature.code));

describe('each check, before all later ones', () => {
  const expired = makeSignatureLeaf(signatureAuthority, { notAfter: '260601115959Z' });
  /** From the last to the first. */
  const defects: readonly (readonly [DocumentFailureCode, Partial<SignatureReport>])[] = [
    ['certificate-expired', { certificate: expired }],
    ['document-changed', after('content-changed')],
    ['digest-mismatch', broken],
    ['document-missing', { coverage: { kind: 'document-missing' } }],
  ];
  it.each(
    defects.map(([code], index) => [code, defects.slice(0, index + 1).map(([, defect]) => defect)] as const),
  )('%s', async (code, together) => {
    const result = await judge([Object.assign({}, ...together) as Partial<SignatureReport>], {
      acceptRevocation: [],
    });
    expect(result).toMatchObject({ ok: false, code, explanation: DOCUMENT_FAILURES[code] });
  });

  it('revocation comes last', async () => {
    expect(await judge([{}], { acceptRevocation: [] })).toMatchObject({
      ok: false,
      code: 'revocation-not-checked',
    });
  });

  it.each<[DocumentFailureCode, Partial<SignatureReport>]>([
    ['signer-certificate-missing', { certificate: undefined }],
    ['signature-malformed', { digestAlgorithm: undefined }],
  ])('a report without what belongs to it is %s', async (code, report) => {
    expect(await judge([report])).toMatchObject({ ok: false, code });
  });
});

describe('of several signatures', () => {
  it('each one has to hold, and the first that does not says why', async () => {
    const result = await judge([{}, broken, { certificate: undefined }, {}]);
    expect(result).toMatchObject({ ok: false, code: 'digest-mismatch', reason: 'another digest' });
    expect(codesOf(result)).toEqual(['ok', 'digest-mismatch', 'signer-certificate-missing', 'ok']);
  });

  it('none is too few', async () => {
    expect(await judge([])).toStrictEqual({
      ok: false,
      code: 'signature-missing',
      explanation: DOCUMENT_FAILURES['signature-missing'],
      signatures: [],
    });
  });

  it('one that is refused without a reason has none', async () => {
    const { signatures } = await judge([{ certificate: undefined }]);
    expect(signatures).toStrictEqual([
      {
        ok: false,
        code: 'signer-certificate-missing',
        explanation: DOCUMENT_FAILURES['signer-certificate-missing'],
        unverified: { claimedTime: SIGNED_AT },
      },
    ]);
  });

  it('what a refused one says of itself stands apart', async () => {
    const { signatures } = await judge([broken]);
    expect(signatures).toEqual([
      {
        ok: false,
        code: 'digest-mismatch',
        explanation: DOCUMENT_FAILURES['digest-mismatch'],
        reason: 'another digest',
        unverified: { certificate: signatureLeaf, claimedTime: SIGNED_AT },
      },
    ]);
  });
});

it('the reason is one line for the log, whatever is in the document', async () => {
  const reason = `a\r\nb\u2028c\u202e${'d'.repeat(1000)}`;
  const result = await judge([{ integrity: { ok: false, code: 'signature-malformed', reason } }]);
  expect(result).toMatchObject({ reason: `a b c ${'d'.repeat(194)}` });
});

it('a fault of this kit is thrown, and is not taken for one of the document', async () => {
  const broken = new Proxy([] as DocumentChange[], {
    get: () => {
      throw new RangeError('a fault');
    },
  });
  await expect(judge([after('content-changed')], {}, broken)).rejects.toThrow('a fault');
});

describe('changes', () => {
  it.each<[DocumentChange, boolean]>([
    ['signature-added', true],
    ['timestamp-added', true],
    ['validation-data-added', true],
    ['nothing-visible', true],
    ['form-filled', false],
    ['annotation-changed', false],
    ['content-changed', false],
    ['unreadable', false],
  ])('%s: %s', async (change, isAllowed) => {
    const result = await judge([after(change)]);
    expect(result.ok).toBe(isAllowed);
    if (result.ok) expect(result.signatures[0].changes).toEqual([change]);
    else expect(result).toMatchObject({ code: 'document-changed', reason: change });
  });

  it.each<
    [string, readonly Partial<SignatureReport>[], readonly DocumentChange[], DocumentFailureCode | 'ok']
  >([
    ['accepted and signed', [after('form-filled', 'signature-added'), {}], ['form-filled'], 'ok'],
    ['accepted and not signed', [after('form-filled')], ['form-filled'], 'changes-unsigned'],
    [
      'accepted, and neither of two has signed it',
      [after('form-filled', 'signature-added'), after('form-filled')],
      ['form-filled'],
      'changes-unsigned',
    ],
    [
      'one of two accepted',
      [after('form-filled', 'annotation-changed'), {}],
      ['form-filled'],
      'document-changed',
    ],
    [
      'accepted, signed and then stamped',
      [after('form-filled'), after('timestamp-added')],
      ['form-filled'],
      'ok',
    ],
  ])('%s', async (_name, reports, acceptChanges, code) => {
    const result = await judge(reports, {}, acceptChanges);
    expect(result.ok ? 'ok' : result.code).toBe(code);
  });
});

describe('revocation', () => {
  const answering = (answer: RevocationAnswer) => ({ revocation: { check: () => Promise.resolve(answer) } });
  const revokedAt = new Date('2026-06-01T11:59:59Z');

  it('without a proven time undoes the signature, whenever it was', async () => {
    const result = await judge([{}], answering({ status: 'revoked', by: 'crl', revokedAt }));
    expect(result).toMatchObject({ ok: false, code: 'certificate-revoked' });
  });

  it('is asked about each certificate, as of now', async () => {
    const asked: Date[] = [];
    const check = ({ now, certificate }: { readonly now: Date; readonly certificate: Uint8Array }) => {
      expect(parseCertificate(certificate).serialNumber).toHaveLength(4);
      asked.push(now);
      return Promise.resolve({ status: 'good', by: 'crl', asOf: NOON } as const);
    };
    expect(await judge([{}, {}], { revocation: { check } })).toMatchObject({ ok: true });
    expect(asked).toEqual([NOON, NOON]);
  });

  it('what the service’s own code throws is thrown, whatever code it bears', async () => {
    const now = () => {
      throw Object.assign(new Error('no clock'), { code: 'certificate-expired' });
    };
    await expect(judge([{}], { now })).rejects.toThrow('no clock');
  });
});
