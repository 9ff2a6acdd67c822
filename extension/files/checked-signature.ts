/** What one signature comes to, on a computer that asks nobody. */
import { DOCUMENT_CHANGES, type SignatureReport } from '../../signatures/signature-report.ts';
import type { Issuer, JudgedSigner } from './judge-signer.ts';

/** The worst first; a file is what the worst of its signatures is. */
export const VERDICTS = [
  /** The document is not what was signed. */
  'changed',
  /** It says nothing. */
  'invalid',
  /** What was signed has been added to or changed in a later revision. */
  'changed-later',
  /** The document is in another file. */
  'document-missing',
  /** The signer's certificate is not one of the My Number Card. */
  'foreign-certificate',
  /** By a simulated card. */
  'test',
  /** Unchanged, but nobody vouches for the signer. */
  'issuer-unknown',
  /** Unchanged, and the person vouches for the authority. */
  'issuer-given',
  'good',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface CheckedSignature {
  readonly verdict: Verdict;
  readonly report: SignatureReport;
  /** Undefined when there is no certificate that is certainly the signer's. */
  readonly signer: JudgedSigner | undefined;
}

export function verdictOf(report: SignatureReport, signer: JudgedSigner | undefined): Verdict {
  const { integrity, coverage } = report;
  if (coverage.kind === 'document-missing') return 'document-missing';
  if (!integrity.ok) return CHANGED.includes(integrity.code) ? 'changed' : 'invalid';
  if (coverage.kind === 'earlier-revision' && !coverage.changes.every(isAllowed)) return 'changed-later';
  if (!signer) return 'invalid';
  return signer.ok ? VERDICT_OF_ISSUER[signer.issuer] : 'foreign-certificate';
}

/** Something is there that was not signed, or is no longer what was. */
const CHANGED: readonly string[] = ['digest-mismatch', 'coverage-gap'];

function isAllowed(change: keyof typeof DOCUMENT_CHANGES): boolean {
  return DOCUMENT_CHANGES[change].allowed;
}

const VERDICT_OF_ISSUER = {
  production: 'good',
  given: 'issuer-given',
  unknown: 'issuer-unknown',
  test: 'test',
} as const satisfies Record<Issuer, Verdict>;
