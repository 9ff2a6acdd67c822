/** For tests: an authority for simulated cards, the cards that it issues, and the tokens that they make. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import forge from 'node-forge';

export interface TestAuthority {
  /** PEM */
  readonly certificate: string;
  issueCard(settings?: { readonly notAfter?: Date }): TestCard;
}

export interface TestCard {
  /** DER, in base64 as in a token. */
  readonly certificate: string;
  token(origin: string, nonce: string): string;
}

/** As the authorities are told apart by it. */
export type AuthorityUnit = 'JPKI for user authentication' | 'JPKI for digital signature';
const nameOf = (unit: AuthorityUnit) => [
  { name: 'organizationName', value: 'JPKI-TEST' },
  { name: 'organizationalUnitName', value: unit },
];
const YEAR_MS = 365 * 86_400_000;

export function makeTestAuthority(unit: AuthorityUnit = 'JPKI for user authentication'): TestAuthority {
  const name = nameOf(unit);
  const keys = makeKeys();
  const certificate = makeCertificate(name, keys, keys, new Date(Date.now() + 10 * YEAR_MS), [
    { name: 'basicConstraints', cA: true },
    { name: 'keyUsage', keyCertSign: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  const keyIdentifier = certificate.generateSubjectKeyIdentifier().getBytes();
  return {
    certificate: forge.pki.certificateToPem(certificate),
    issueCard: ({ notAfter = new Date(Date.now() + 4 * YEAR_MS) } = {}) => {
      const own = makeKeys();
      const issued = makeCertificate(name, own, keys, notAfter, [
        { name: 'keyUsage', critical: true, digitalSignature: true },
        { name: 'extKeyUsage', clientAuth: true },
        { id: '2.5.29.32', value: policyExtension() },
        { name: 'authorityKeyIdentifier', keyIdentifier },
      ]);
      const der = forge.asn1.toDer(forge.pki.certificateToAsn1(issued)).getBytes();
      return toCard(forge.util.encode64(der), createPrivateKey(own.privateKey));
    },
  };
}

function toCard(certificate: string, key: KeyObject): TestCard {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return {
    certificate,
    token(origin, nonce) {
      const header = encode({ alg: 'RS256', typ: 'jpki-auth+jwt', x5c: [certificate], simulated: true });
      const input = `${header}.${encode({ aud: origin, nonce, iat: Math.floor(Date.now() / 1000) })}`;
      return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
    },
  };
}

interface KeyPem {
  readonly publicKey: string;
  readonly privateKey: string;
}

function makeKeys(): KeyPem {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function makeCertificate(
  name: object[],
  own: KeyPem,
  issuer: KeyPem,
  notAfter: Date,
  extensions: object[],
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(own.publicKey);
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - YEAR_MS);
  certificate.validity.notAfter = notAfter;
  certificate.setSubject(own === issuer ? name : [{ name: 'commonName', value: 'TEST' }]);
  certificate.setIssuer(name);
  certificate.setExtensions(extensions);
  certificate.sign(forge.pki.privateKeyFromPem(issuer.privateKey), forge.md.sha256.create());
  return certificate;
}

/** The JPKI's policy for user authentication (RFC 5280, section 4.2.1.4). */
function policyExtension(): forge.asn1.Asn1 {
  const { asn1 } = forge;
  const sequence = (item: forge.asn1.Asn1) =>
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [item]);
  const policy = asn1.oidToDer('1.2.392.200149.8.5.1.3.30').getBytes();
  return sequence(sequence(asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, policy)));
}
