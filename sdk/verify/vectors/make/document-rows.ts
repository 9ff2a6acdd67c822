/** What cases about signed documents have in common, whatever the format. */
import { JPKI_OID } from '../../../../shared/jpki.ts';
import { makeTestSigner, type TestSigner } from '../../../../signatures/testing/test-signer.ts';
import type { DocumentFailureCode } from '../../documents/document-result.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import {
  basicConstraints,
  certificatePolicies,
  keyUsage,
  type LeafOverrides,
  makeLeaf,
  oid,
} from '../../testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from '../../testing/test-signature-pki.ts';
import type { DocumentFolder, VectorOf } from '../vector.ts';
import {
  authority,
  base64,
  foreignSignatureAuthority,
  NOW,
  pem,
  pinned,
  signatureAuthority,
  signer,
  signerWith,
  testSignatureAuthority,
} from './people.ts';

export type DocumentSettings = VectorOf<DocumentFolder>['settings'];

/** What a case has beside its name: what is signed, and what differs from the common settings. */
export interface DocumentCase<Signed> {
  readonly signed: Signed;
  /** Beside the signature. */
  readonly document?: Uint8Array;
  /** The same for XML, by URI. */
  readonly documents?: Readonly<Record<string, Uint8Array>>;
  readonly settings?: Partial<DocumentSettings>;
  readonly now?: Date;
}

/** What is wrong: name of the case, its code, a sentence about it, how it comes about, and the case that it is like. */
export type DocumentRow<Signed> = readonly [
  name: string,
  code: DocumentFailureCode,
  about: string,
  made: DocumentCase<Signed>,
  like?: string,
];

/** What passes. */
export type ValidDocumentRow<Signed> = readonly [name: string, about: string, made: DocumentCase<Signed>];

export const DOCUMENT_SETTINGS: DocumentSettings = {
  trustAnchors: [pinned(signatureAuthority)],
  testTrustAnchors: [],
  validitySkewSeconds: 0,
  acceptRevocation: ['not-checked'],
  timestampAuthorities: [],
  acceptChanges: [],
};

const leaf = (overrides: LeafOverrides): TestSigner =>
  signerWith(makeSignatureLeaf(signatureAuthority, overrides));
const listing = (...serialNumbers: readonly string[]): Partial<DocumentSettings> => {
  const entries = serialNumbers.map((serialNumber) => ({ serialNumber }));
  return { revocationLists: [base64(makeCrl(signatureAuthority, { entries }))], acceptRevocation: [] };
};
const overAuthority = makeSignatureAuthority('JPKI', signatureAuthority.keys, { notAfter: '260601115959Z' });

/** Certificates that make no signer, in any format. */
export async function signerRows<Signed>(
  sign: (signer: TestSigner) => Signed | Promise<Signed>,
): Promise<readonly DocumentRow<Signed>[]> {
  const rows: readonly (readonly [string, DocumentFailureCode, string, TestSigner])[] = [
    [
      'by-key-for-log-ins',
      'certificate-issuer-unknown',
      'It is signed with the key for log-ins.',
      signerWith(makeLeaf(authority)),
    ],
    [
      'by-foreign-authority',
      'certificate-issuer-unknown',
      'The signer’s certificate is from an authority of the same name with another key.',
      signerWith(makeSignatureLeaf(foreignSignatureAuthority)),
    ],
    [
      'by-its-own-authority',
      'certificate-issuer-unknown',
      'The signer’s certificate was issued by the signer.',
      makeTestSigner('山田　太郎'),
    ],
    [
      'by-unreadable-certificate',
      'certificate-malformed',
      'The key usage of the signer’s certificate is an object identifier.',
      leaf({ extensions: { keyUsage: { ...keyUsage(0, 1), value: oid('1.2.3') } } }),
    ],
    [
      'by-simulated-card',
      'certificate-issuer-unknown',
      'It is signed by a simulated card, and there are no test anchors.',
      signerWith(makeSignatureLeaf(testSignatureAuthority)),
    ],
    [
      'by-made-up-certificate',
      'certificate-signature-invalid',
      'Somebody else signed the signer’s certificate.',
      leaf({ signWith: foreignSignatureAuthority.keys.privateKey }),
    ],
    [
      'by-expired-certificate',
      'certificate-expired',
      'The signer’s certificate ended a second ago, and it is claimed that it was signed before.',
      leaf({ notAfter: '260601115959Z' }),
    ],
    [
      'by-later-certificate',
      'certificate-not-yet-valid',
      'The signer’s certificate begins in a second.',
      leaf({ notBefore: '260601120001Z' }),
    ],
    [
      'without-non-repudiation',
      'certificate-key-usage',
      'The signer’s certificate is not for signatures that bind.',
      leaf({ extensions: { keyUsage: keyUsage(0) } }),
    ],
    [
      'by-other-policy',
      'certificate-policy',
      'The signer’s certificate has the policy of log-ins.',
      leaf({ extensions: { certificatePolicies: certificatePolicies(JPKI_OID.authPolicy) } }),
    ],
    [
      'by-an-authority',
      'certificate-is-ca',
      'The signer’s certificate is that of an authority.',
      leaf({ extensions: { basicConstraints: basicConstraints(true) } }),
    ],
    [
      'by-unknown-critical-extension',
      'certificate-critical-extension',
      'The signer’s certificate has a critical extension that nobody knows.',
      leaf({ extensions: { unknown: { ...keyUsage(0), id: '1.2.3.4' } } }),
    ],
    [
      'without-holder',
      'certificate-holder-malformed',
      'The signer’s certificate does not say who the signer is.',
      leaf({ extensions: { subjectAltName: undefined } }),
    ],
  ];
  const honest = await sign(signer);
  const made = rows.map(
    async ([name, code, about, by]): Promise<DocumentRow<Signed>> => [
      name,
      code,
      about,
      { signed: await sign(by) },
    ],
  );
  return [
    ...(await Promise.all(made)),
    [
      'issuer-over',
      'certificate-issuer-expired',
      'The certificate of the trust anchor ended a second ago.',
      { signed: honest, settings: { trustAnchors: [pinned(overAuthority)] } },
    ],
    [
      'revoked',
      'certificate-revoked',
      'The signer’s certificate is on its issuer’s revocation list.',
      { signed: honest, settings: listing('0A0B0C0D') },
      'valid-checked',
    ],
    [
      'revocation-not-checked',
      'revocation-not-checked',
      'Nobody was asked, and the service insists on it.',
      { signed: honest, settings: { acceptRevocation: [] } },
    ],
    [
      'revocation-unavailable',
      'revocation-unavailable',
      'The revocation list ends at this moment.',
      {
        signed: honest,
        settings: {
          revocationLists: [base64(makeCrl(signatureAuthority, { nextUpdate: NOW }))],
          acceptRevocation: [],
        },
      },
      'valid-checked',
    ],
  ];
}

/** Signers that pass in any format. */
export async function validSignerRows<Signed>(
  sign: (signer: TestSigner) => Signed | Promise<Signed>,
): Promise<readonly ValidDocumentRow<Signed>[]> {
  const honest = await sign(signer);
  return [
    ['valid', 'A signature in which nothing is wrong.', { signed: honest }],
    [
      'valid-checked',
      'The signer’s certificate is not on its issuer’s list.',
      { signed: honest, settings: listing() },
    ],
    [
      'valid-simulated',
      'By a simulated card, where that was asked for by name.',
      {
        signed: await sign(signerWith(makeSignatureLeaf(testSignatureAuthority))),
        settings: { testTrustAnchors: [pem(testSignatureAuthority.certificate)] },
      },
    ],
  ];
}

/** A name as the attack builders have it, as the name of a file. */
export function toFileName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}

/** The same as a sentence. */
export function toSentence(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}.`;
}
