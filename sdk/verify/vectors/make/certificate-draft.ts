/** A certificate in the making, in which defects can be put one after the other. */
import { sign } from 'node:crypto';
import type { LeafOverrides, TestAuthority, TestExtension } from '../../testing/test-pki.ts';
import type { FailureCode } from '../../refusal.ts';

export interface CertificateDraft {
  readonly authority: TestAuthority;
  readonly make: (authority: TestAuthority, overrides: LeafOverrides) => Buffer;
  readonly overrides: LeafOverrides;
  /** Done to the certificate when it is made, in this order. */
  readonly respellings: readonly Respelling[];
}
type Respelling = (der: Buffer, authority: TestAuthority) => Buffer;

export type CertificateDefect = (draft: CertificateDraft) => CertificateDraft;

/** What is wrong: name of the case, its code, a sentence about it, and how it comes about. */
export type CertificateRow = readonly [
  name: string,
  code: FailureCode,
  about: string,
  defect: CertificateDefect,
];

export function makeFrom({ authority, make, overrides, respellings }: CertificateDraft): Buffer {
  return respellings.reduce((der, respell) => respell(der, authority), make(authority, overrides));
}

/** Another field than a good certificate has. */
export function field(overrides: Omit<LeafOverrides, 'extensions'>): CertificateDefect {
  return (draft) => ({ ...draft, overrides: { ...draft.overrides, ...overrides } });
}

/** Another extension; `undefined` leaves it out. */
export function extension(name: string, value: TestExtension | undefined): CertificateDefect {
  return (draft) => {
    const extensions = { ...draft.overrides.extensions, [name]: value };
    return { ...draft, overrides: { ...draft.overrides, extensions } };
  };
}

export function issuedBy(authority: TestAuthority): CertificateDefect {
  return (draft) => ({ ...draft, authority });
}

/** The certificate itself is spelt otherwise, which nobody signs. */
export function respelt(respell: (der: Buffer) => Buffer): CertificateDefect {
  return (draft) => ({ ...draft, respellings: [...draft.respellings, respell] });
}

/** In the signed part, other octets of the same number stand in place of these; the authority signs that. */
export function signedOtherwise(from: string, to: string): CertificateDefect {
  return (draft) => ({
    ...draft,
    respellings: [
      ...draft.respellings,
      (der, { keys }) => {
        const respelt = replaceOctets(der, from, to);
        sign('sha256', signedPart(respelt), keys.privateKey).copy(respelt, respelt.length - SIGNATURE_LENGTH);
        return respelt;
      },
    ],
  });
}

/** Hexadecimal, spaces allowed; at the first place where it stands. */
export function replaceOctets(der: Buffer, from: string, to: string): Buffer {
  const [wanted, other] = [from, to].map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  const at = wanted ? der.indexOf(wanted) : -1;
  if (!other || at < 0 || other.length !== wanted?.length)
    throw new RangeError(`no ${from} in the certificate`);
  const respelt = Buffer.from(der);
  other.copy(respelt, at);
  return respelt;
}

/** RSA of 2048 bits. */
const SIGNATURE_LENGTH = 256;
/** What comes before and after the signed part in a certificate of 256 to 65,535 octets: headers and algorithm. */
const [HEADER, TRAILER] = [4, 15 + 5 + SIGNATURE_LENGTH];

function signedPart(der: Buffer): Buffer {
  return der.subarray(HEADER, -TRAILER);
}
