/**
 * Makes a test PKI in the image of JPKI: same names, extensions, order and criticality, but with `JPKI-TEST` as the
 * issuer's organisation and fictional holders, so that no production trust anchor ever accepts it.
 */
import { generateKeyPair, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { type IssuedCertificate, issueCertificate } from './certificate.ts';
import {
  authorityName,
  type CertificateKind,
  type DistinguishedName,
  responderName,
} from './distinguished-name.ts';
import {
  authorityExtensions,
  digitalSignatureExtensions,
  responderExtensions,
  userAuthenticationExtensions,
} from './extensions.ts';
import { type Holder, HOLDERS, HOME } from './holder.ts';
import type { Credentials, TestPki } from './test-pki.ts';
import { addYears, authorityValidity, holderValidity } from './validity.ts';

/** Takes well under a second, most of it for eight RSA keys. */
export async function createTestPki(now: Date): Promise<TestPki> {
  const [authority, responder, taro, hanako] = await Promise.all([
    newKeys(),
    newKeys(),
    newKeys(),
    newKeys(),
  ]);
  const authorities = {
    userAuthentication: issueAuthority('userAuthentication', authority, now),
    digitalSignature: issueAuthority('digitalSignature', authority, now),
  };
  const issue = (holder: Holder, certified: Keys, inCard: Keys, issuedAt: Date) =>
    issueCredentials({ holder, certified, inCard, issuedAt, authorityKeys: authority, authorities });
  const yesterday = new Date(Math.floor(now.getTime() / 1000) * 1000 - 24 * 60 * 60 * 1000);
  const revoked = issue(HOLDERS.taro, taro, taro, yesterday);
  return {
    version: 3,
    authorities: {
      userAuthentication: authorities.userAuthentication.pem,
      digitalSignature: authorities.digitalSignature.pem,
    },
    authorityKeys: {
      userAuthentication: authority.userAuthentication.privateKey,
      digitalSignature: authority.digitalSignature.privateKey,
    },
    responders: {
      userAuthentication: issueResponder('userAuthentication', responder, { authority, authorities, now }),
      digitalSignature: issueResponder('digitalSignature', responder, { authority, authorities, now }),
    },
    credentials: {
      taro: issue(HOLDERS.taro, taro, taro, yesterday),
      hanako: issue(HOLDERS.hanako, hanako, hanako, yesterday),
      expired: issue(HOLDERS.taro, taro, taro, addYears(yesterday, -6)),
      'not-yet-valid': issue(HOLDERS.taro, taro, taro, addYears(yesterday, 5)),
      revoked,
      'wrong-key': issue(HOLDERS.taro, hanako, taro, yesterday),
    },
    revokedSerialNumbers: {
      userAuthentication: [serialNumber(revoked.userAuthentication.certificate)],
      digitalSignature: [serialNumber(revoked.digitalSignature.certificate)],
    },
  };
}

function serialNumber(certificate: string): string {
  return new X509Certificate(certificate).serialNumber;
}

interface KeyPem {
  readonly publicKey: string;
  readonly privateKey: string;
}
type Keys = Readonly<Record<CertificateKind, KeyPem>>;

async function newKeys(): Promise<Keys> {
  const [userAuthentication, digitalSignature] = await Promise.all([newKey(), newKey()]);
  return { userAuthentication, digitalSignature };
}

function newKey(): Promise<KeyPem> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicExponent: 65_537,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function issueAuthority(kind: CertificateKind, keys: Keys, now: Date): IssuedCertificate {
  return issueCertificate({
    subject: authorityName(kind),
    issuer: authorityName(kind),
    ...authorityValidity(now),
    extensions: authorityExtensions(kind),
    publicKey: keys[kind].publicKey,
    issuerKey: keys[kind].privateKey,
  });
}

interface Issuers {
  readonly authority: Keys;
  readonly authorities: Readonly<Record<CertificateKind, IssuedCertificate>>;
  readonly now: Date;
}

function issueResponder(
  kind: CertificateKind,
  responder: Keys,
  { authority, authorities, now }: Issuers,
): { readonly certificate: string; readonly privateKey: string } {
  const { pem } = issueCertificate({
    subject: responderName(kind),
    issuer: authorityName(kind),
    ...authorityValidity(now),
    extensions: responderExtensions(authorities[kind].reference),
    publicKey: responder[kind].publicKey,
    issuerKey: authority[kind].privateKey,
  });
  return { certificate: pem, privateKey: responder[kind].privateKey };
}

interface CredentialsRequest {
  readonly holder: Holder;
  /** Whose public keys the certificates name. */
  readonly certified: Keys;
  /** Whose private keys the card holds. */
  readonly inCard: Keys;
  readonly issuedAt: Date;
  readonly authorityKeys: Keys;
  readonly authorities: Readonly<Record<CertificateKind, IssuedCertificate>>;
}

function issueCredentials(request: CredentialsRequest): Credentials {
  const issue = (kind: CertificateKind) => ({
    certificate: issueHolderCertificate(kind, request),
    privateKey: request.inCard[kind].privateKey,
  });
  return { userAuthentication: issue('userAuthentication'), digitalSignature: issue('digitalSignature') };
}

function issueHolderCertificate(kind: CertificateKind, request: CredentialsRequest): string {
  const { holder, certified, issuedAt, authorityKeys, authorities } = request;
  const issuer = authorities[kind].reference;
  const certificate = issueCertificate({
    subject: SUBJECT[kind](holder, issuedAt),
    issuer: authorityName(kind),
    ...holderValidity(issuedAt, birthday(holder)),
    extensions:
      kind === 'userAuthentication'
        ? userAuthenticationExtensions(issuer)
        : digitalSignatureExtensions(issuer, holder),
    publicKey: certified[kind].publicKey,
    issuerKey: authorityKeys[kind].privateKey,
  });
  return certificate.pem;
}

/** The common names look like real ones but say TEST, and 99999 is nobody's municipality code. */
const SUBJECT: Record<CertificateKind, (holder: Holder, issuedAt: Date) => DistinguishedName> = {
  userAuthentication: ({ mark }) => [
    ['C', 'JP'],
    ['CN', `000000T0${mark}${HOME.municipalityCode}000A`],
  ],
  digitalSignature: ({ mark }, issuedAt) => [
    ['C', 'JP'],
    ['L', HOME.prefecture],
    ['L', HOME.city],
    ['CN', `${issuedAt.toISOString().replaceAll(/\D/gu, '').slice(0, 14)}${mark}${HOME.municipalityCode}`],
  ],
};

function birthday({ birth }: Holder): { month: number; day: number } {
  return { month: Number(birth.slice(5, 7)), day: Number(birth.slice(7, 9)) };
}
