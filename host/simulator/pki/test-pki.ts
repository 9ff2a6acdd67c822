/**
 * What the test PKI consists of: two authorities with their keys and responders, and for each kind of credential what a
 * card gets of it. All PEM.
 */
import * as v from 'valibot';

const pem = v.pipe(v.string(), v.maxLength(8192), v.startsWith('-----BEGIN '));

const serialNumber = v.pipe(v.string(), v.regex(/^[0-9A-F]{8}$/u));

/** A certificate and the key in the card, which belong together except where a fault is wanted. */
const keyAndCertificate = v.strictObject({ certificate: pem, privateKey: pem });
const credentials = v.strictObject({
  userAuthentication: keyAndCertificate,
  digitalSignature: keyAndCertificate,
});
export type Credentials = v.InferOutput<typeof credentials>;

export const testPkiSchema = v.strictObject({
  version: v.literal(3),
  authorities: v.strictObject({ userAuthentication: pem, digitalSignature: pem }),
  /** What revocation lists are signed with. */
  authorityKeys: v.strictObject({ userAuthentication: pem, digitalSignature: pem }),
  /** Who signs OCSP responses for each authority. */
  responders: credentials,
  credentials: v.strictObject({
    taro: credentials,
    hanako: credentials,
    /** Taro's keys, certificates from six years ago. */
    expired: credentials,
    /** Taro's keys, certificates from the future. */
    'not-yet-valid': credentials,
    /** Taro's keys, certificates whose serial numbers are among the revoked ones. */
    revoked: credentials,
    /** Taro's certificates over Hanako's public keys, with his own private keys. */
    'wrong-key': credentials,
  }),
  /** Serial numbers of what the authorities have revoked, hexadecimal: what a CRL or an OCSP responder would say. */
  revokedSerialNumbers: v.strictObject({
    userAuthentication: v.array(serialNumber),
    digitalSignature: v.array(serialNumber),
  }),
});
export type TestPki = v.InferOutput<typeof testPkiSchema>;
export type CredentialsName = keyof TestPki['credentials'];
