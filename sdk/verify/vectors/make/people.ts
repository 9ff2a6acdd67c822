/** Who takes part in the vectors: authorities and people who do not exist, with keys that nobody keeps. */
import { X509Certificate } from 'node:crypto';
import {
  extendedKeyUsage,
  makeTestSigner,
  type TestSigner,
} from '../../../../signatures/testing/test-signer.ts';
import { tokenBy, tstInfo } from '../../../../signatures/timestamp/testing/timestamp-attacks.ts';
import { KEY_PURPOSE } from '../../../../signatures/x509/certificate-extensions.ts';
import { keyPair, makeAuthority, type TestAuthority } from '../../testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from '../../testing/test-signature-pki.ts';

export const NOW = new Date('2026-06-01T12:00:00Z');

export const foreignKeys = keyPair('foreign');
export const personKeys = keyPair('leaf');
export const authority = makeAuthority('JPKI', keyPair('authority'));
/** Of the same name, as all generations of the JPKI's authorities are. */
export const nextGeneration = makeAuthority('JPKI', keyPair('next-generation'));
export const foreignAuthority = makeAuthority('JPKI', foreignKeys);
export const testAuthority = makeAuthority('JPKI-TEST', keyPair('test-authority'));
export const signatureAuthority = makeSignatureAuthority('JPKI', keyPair('signature-authority'));
export const testSignatureAuthority = makeSignatureAuthority(
  'JPKI-TEST',
  keyPair('test-signature-authority'),
);
export const foreignSignatureAuthority = makeSignatureAuthority('JPKI', foreignKeys);

export const signatureLeaf = makeSignatureLeaf(signatureAuthority);
/** Signs documents. */
export const signer = signerWith(signatureLeaf);
/** Somebody else, with the same name and serial number in the certificate. */
export const impostor: TestSigner = {
  name: '山田　花子',
  ...foreignKeys,
  certificate: makeSignatureLeaf(signatureAuthority, { publicKey: foreignKeys.publicKey }),
};
const TSA_EXTENSIONS = [extendedKeyUsage(true, KEY_PURPOSE.timeStamping)];
export const timestampAuthority = makeTestSigner('試験タイムスタンプ局', { extensions: TSA_EXTENSIONS });

/** Makes a time stamp: GeneralizedTime, by the authority. */
export const stampAt =
  (genTime: string, authority = timestampAuthority) =>
  (stamped: Uint8Array): Uint8Array =>
    tokenBy({ authority, stamped }, { content: tstInfo({ stamped, genTime }) });

/** The signer, by another certificate of the same key. */
export function signerWith(certificate: Uint8Array): TestSigner {
  return { name: '山田　太郎', ...personKeys, certificate };
}

export function pem(certificate: Uint8Array): string {
  return new X509Certificate(certificate).toString();
}

export function pinned({ certificate }: Pick<TestAuthority, 'certificate'>): {
  readonly certificate: string;
  readonly sha256: string;
} {
  return {
    certificate: pem(certificate),
    sha256: new X509Certificate(certificate).fingerprint256.replaceAll(':', ''),
  };
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
