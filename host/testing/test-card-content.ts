/** A key and its certificate as a card has them, for tests below the simulator. Nobody real, and no real issuer. */
import { constants, createPrivateKey, generateKeyPairSync, privateEncrypt } from 'node:crypto';
import forge from 'node-forge';
import type { Bytes } from '../../shared/bytes.ts';

export interface TestCardContent {
  /** DER */
  readonly certificate: Bytes;
  /** What COMPUTE DIGITAL SIGNATURE does: PKCS #1 type 1 padding around whatever is given, then RSA. */
  readonly sign: (digestInfo: Uint8Array) => Bytes;
}

export function createTestCardContent(
  validity: Validity = DEFAULT_VALIDITY,
  issuerOrganisation = 'Test',
): TestCardContent {
  const { privateKey: pem } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = { key: createPrivateKey(pem), padding: constants.RSA_PKCS1_PADDING };
  return {
    certificate: selfSigned(pem, validity, issuerOrganisation),
    sign: (digestInfo) => new Uint8Array(privateEncrypt(key, digestInfo)),
  };
}

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const DEFAULT_VALIDITY: Validity = {
  notBefore: new Date('2020-01-01T00:00:00Z'),
  notAfter: new Date('2049-12-31T14:59:59Z'),
};

function selfSigned(
  privateKeyPem: string,
  { notBefore, notAfter }: Validity,
  issuerOrganisation: string,
): Bytes {
  const privateKey = forge.pki.privateKeyFromPem(privateKeyPem);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = notBefore;
  certificate.validity.notAfter = notAfter;
  certificate.setSubject([
    { shortName: 'C', value: 'JP' },
    { shortName: 'CN', value: 'Test' },
  ]);
  certificate.setIssuer([
    { shortName: 'C', value: 'JP' },
    { shortName: 'O', value: issuerOrganisation },
  ]);
  certificate.sign(privateKey, forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return Uint8Array.from(der, (character) => character.charCodeAt(0));
}
