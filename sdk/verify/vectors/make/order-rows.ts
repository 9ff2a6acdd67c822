/**
 * Two defects at once, each pair next to one another in the order of the checks: the first of them is what is told.
 * Of the four verdicts about a nonce only one can be given, as of those about time and of those about revocation; so
 * each of these stands beside the nearest code of another kind.
 */
import { AUTH_FAILURES, type AuthFailureCode } from '../../auth-result.ts';
import {
  SIGNATURE_CERTIFICATE_FAILURES,
  type SignatureCertificateFailureCode,
} from '../../signature-certificate/signature-certificate-result.ts';
import { SIGNATURE_ROWS } from './signature-rows.ts';
import { TOKEN_ROWS } from './token-rows.ts';

/** For each code a case that goes together with those of its neighbours. */
const TOKEN_CASES = {
  'token-oversize': 'oversize',
  'token-malformed': 'four-parts',
  'header-malformed': 'alg-none',
  'simulated-card-refused': 'simulated-card',
  'certificate-malformed': 'certificate-truncated',
  'certificate-issuer-unknown': 'certificate-issuer-of-other-name',
  'certificate-signature-invalid': 'certificate-signed-by-other-key',
  'certificate-critical-extension': 'certificate-critical-unknown',
  'certificate-is-ca': 'certificate-of-an-authority',
  'certificate-key-usage': 'certificate-key-usage-5',
  'certificate-policy': 'certificate-policy-of-a-stranger',
  'certificate-extended-key-usage': 'certificate-extended-key-usage-servers',
  'certificate-key-weak': 'certificate-key-rsa-1024',
  'certificate-issuer-expired': 'issuer-over',
  'certificate-not-yet-valid': 'certificate-not-begun',
  'certificate-expired': 'certificate-over',
  'signature-invalid': 'signature-of-other-key',
  'payload-malformed': 'payload-extra-claim',
  'audience-mismatch': 'audience-other-site',
  'nonce-store-unavailable': 'nonce-store-unavailable',
  'nonce-unknown': 'nonce-unknown',
  'nonce-of-other-session': 'nonce-of-other-session',
  'nonce-used': 'nonce-used',
  'nonce-expired': 'nonce-expired',
  'issued-in-future': 'iat-ahead',
  'issued-too-long-ago': 'iat-behind',
  'certificate-revoked': 'revoked',
  'revocation-not-checked': 'revocation-not-checked',
  'revocation-unavailable': 'revocation-unavailable',
} as const satisfies Record<AuthFailureCode, string>;

const SIGNATURE_CASES = {
  'certificate-malformed': 'truncated',
  'certificate-issuer-unknown': 'no-authority-key-identifier',
  'certificate-signature-invalid': 'signed-by-other-key',
  'certificate-critical-extension': 'critical-unknown',
  'certificate-is-ca': 'of-an-authority',
  'certificate-key-usage': 'key-usage-5',
  'certificate-policy': 'policy-of-a-stranger',
  'certificate-key-weak': 'key-rsa-1024',
  'certificate-issuer-expired': 'issuer-over',
  'certificate-not-yet-valid': 'not-begun',
  'certificate-expired': 'over',
  'certificate-holder-malformed': 'holder-none',
  'certificate-revoked': 'revoked',
  'revocation-not-checked': 'revocation-not-checked',
  'revocation-unavailable': 'revocation-unavailable',
} as const satisfies Record<SignatureCertificateFailureCode, string>;

/** Codes of which only one can be given at a time. */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['nonce-unknown', 'nonce-of-other-session', 'nonce-used', 'nonce-expired'],
  ['issued-in-future', 'issued-too-long-ago'],
  ['certificate-revoked', 'revocation-not-checked', 'revocation-unavailable'],
];

/** Each code with the next one that can stand beside it. */
function pairs<Code extends string>(codes: readonly Code[]): readonly (readonly [Code, Code])[] {
  return codes.flatMap((first, index) => {
    const rivals = EXCLUSIVE.find((group) => group.includes(first)) ?? [];
    const second = codes.slice(index + 1).find((code) => !rivals.includes(code));
    return second ? [[first, second] as const] : [];
  });
}

function rowsOfPairs<Code extends string, Draft>(
  rows: readonly (readonly [string, Code, string, (draft: Draft) => Draft, string?])[],
  cases: Readonly<Record<Code, string>>,
  codes: readonly Code[],
) {
  const rowOf = (code: Code) => {
    const row = rows.find(([name]) => name === cases[code]);
    if (!row) throw new RangeError(`no case for ${code}`);
    return row;
  };
  return pairs(codes).map(([first, second]) => {
    const [, code, about, defect] = rowOf(first);
    const [like, , otherAbout, otherDefect] = rowOf(second);
    const make = (draft: Draft): Draft => otherDefect(defect(draft));
    return [`order-${first}-before-${second}`, code, `${about} ${otherAbout}`, make, like] as const;
  });
}

// Object.keys knows no closed set, but both tables are one.
const authCodes = Object.keys(AUTH_FAILURES) as AuthFailureCode[];
const signatureCodes = Object.keys(SIGNATURE_CERTIFICATE_FAILURES) as SignatureCertificateFailureCode[];

export const TOKEN_ORDER_ROWS = rowsOfPairs(TOKEN_ROWS, TOKEN_CASES, authCodes);
export const SIGNATURE_ORDER_ROWS = rowsOfPairs(SIGNATURE_ROWS, SIGNATURE_CASES, signatureCodes);
