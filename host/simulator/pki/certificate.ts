/** Issues X.509 certificates with node-forge; the keys come from OpenSSL, which is far faster at making them. */
import { randomBytes } from 'node:crypto';
import forge from 'node-forge';
import { attributes, type DistinguishedName } from './distinguished-name.ts';
import type { Extension, IssuerReference } from './extensions.ts';

export interface CertificateRequest {
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
  /** PEM: SubjectPublicKeyInfo of the subject, PKCS #8 of the issuer. */
  readonly publicKey: string;
  readonly issuerKey: string;
}

export interface IssuedCertificate {
  readonly pem: string;
  /** For the authority key identifier of what this certificate issues. */
  readonly reference: IssuerReference;
}

/** Signs with sha256WithRSAEncryption. */
export function issueCertificate(request: CertificateRequest): IssuedCertificate {
  const certificate = forge.pki.createCertificate();
  certificate.serialNumber = randomSerialNumber();
  certificate.publicKey = forge.pki.publicKeyFromPem(request.publicKey);
  certificate.validity = { notBefore: request.notBefore, notAfter: request.notAfter };
  certificate.setSubject(attributes(request.subject));
  certificate.setIssuer(attributes(request.issuer));
  certificate.setExtensions([...request.extensions]);
  certificate.sign(forge.pki.privateKeyFromPem(request.issuerKey), forge.md.sha256.create());
  return {
    pem: forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n'),
    reference: {
      keyIdentifier: certificate.generateSubjectKeyIdentifier().getBytes(),
      serialNumber: certificate.serialNumber,
    },
  };
}

/** Four bytes as JPKI's; the first one keeps the INTEGER positive and four bytes long. Hexadecimal. */
function randomSerialNumber(): string {
  const bytes = randomBytes(4);
  bytes[0] = 0x40 | (bytes.readUInt8(0) & 0x3f);
  return bytes.toString('hex');
}
