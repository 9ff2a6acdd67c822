import { expect, it } from 'vitest';
import type { Coverage, SignatureIntegrity, SignatureReport } from '../../signatures/signature-report.ts';
import type { Holder } from '../../signatures/x509/holder.ts';
import { verdictOf } from './checked-signature.ts';
import type { Issuer, JudgedSigner } from './judge-signer.ts';

const failed = (code: 'digest-mismatch' | 'coverage-gap' | 'signature-invalid'): SignatureIntegrity => ({
  ok: false,
  code,
  reason: '',
});
const WHOLE: Coverage = { kind: 'whole-document' };
const signedBy = (issuer: Issuer): JudgedSigner => ({
  ok: true,
  issuer,
  // Nothing looks at who it is.
  holder: {} as Holder,
  notBefore: new Date(0),
  notAfter: new Date(1),
  isValidNow: true,
});
const report = (integrity: SignatureIntegrity, coverage: Coverage = WHOLE): SignatureReport => ({
  integrity,
  certificate: undefined,
  certificates: [],
  digestAlgorithm: 'SHA-256',
  claimedTime: undefined,
  timestamp: undefined,
  coverage,
});
const intact = report({ ok: true });

it.each([
  ['good', intact, signedBy('production')],
  ['issuer-given', intact, signedBy('given')],
  ['issuer-unknown', intact, signedBy('unknown')],
  ['test', intact, signedBy('test')],
  ['foreign-certificate', intact, { ok: false, code: 'certificate-policy' }],
  ['invalid', intact, undefined],
  ['changed', report(failed('digest-mismatch')), signedBy('production')],
  ['changed', report(failed('coverage-gap')), signedBy('production')],
  ['invalid', report(failed('signature-invalid')), signedBy('production')],
  ['document-missing', report({ ok: true }, { kind: 'document-missing' }), signedBy('production')],
  [
    'good',
    report({ ok: true }, { kind: 'earlier-revision', changes: ['signature-added', 'timestamp-added'] }),
    signedBy('production'),
  ],
  [
    'changed-later',
    report({ ok: true }, { kind: 'earlier-revision', changes: ['signature-added', 'form-filled'] }),
    signedBy('production'),
  ],
] as const)('%s', (verdict, signature, signer) => {
  expect(verdictOf(signature, signer)).toBe(verdict);
});
