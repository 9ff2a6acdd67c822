/**
 * A responder for tests, honest or hostile: every field of what it answers can be replaced. Not published.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { parseCertificate } from '../../../signatures/x509/certificate.ts';
import { der, derObjectIdentifier } from '../../../signatures/der/der-writer.ts';
import { type CertId, certIdOf, derCertId } from '../revocation/ocsp/cert-id.ts';
import type { OcspFetch } from '../revocation/ocsp/ocsp-checker.ts';
import { NOON, person } from './revocation-scene.ts';
import { authority } from './scene.ts';
import {
  derExtensions,
  derSigned,
  hex,
  type RawExtension,
  REVOKED_AT,
  SHA256_WITH_RSA,
  subjectOf,
  utf8,
} from './test-crl.ts';
import {
  extendedKeyUsage,
  keyPair,
  type LeafOverrides,
  makeLeaf,
  name,
  sequence,
  type TestExtension,
  text,
} from './test-pki.ts';

const responderKeys = keyPair('responder');
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** Its value is NULL in a real one, but only its presence counts. */
const noCheck: TestExtension = { id: '1.3.6.1.5.5.7.48.1.5', value: sequence() };

/** The certificate of a responder that the authority has delegated, but for what is replaced. */
export function makeResponder({ extensions, ...overrides }: LeafOverrides = {}): Uint8Array {
  return makeLeaf(authority, {
    serialNumber: '7777',
    subject: name([['2.5.4.3', text('JPKI OCSP responder')]]),
    publicKey: responderKeys.publicKey,
    ...overrides,
    extensions: { extendedKeyUsage: extendedKeyUsage(OCSP_SIGNING), noCheck, ...extensions },
  });
}
export const responder = makeResponder();

/** GeneralizedTime. */
export const derOcspTime = (time: Date): Uint8Array =>
  der(0x18, utf8(`${time.toISOString().replaceAll(/\D/gu, '').slice(0, 14)}Z`));

export const STATUS = {
  good: der(0x80),
  revoked: der(0xa1, derOcspTime(REVOKED_AT), der(0xa0, hex('0A0101'))),
  revokedWithoutReason: der(0xa1, derOcspTime(REVOKED_AT)),
  unknown: der(0x82),
} as const;

export const personCertId = (certificate: Uint8Array = person, hash: 'sha256' | 'sha1' = 'sha256'): CertId =>
  certIdOf(parseCertificate(certificate), parseCertificate(authority.certificate), hash);

export interface SingleFields {
  readonly certId: CertId;
  readonly status: Uint8Array;
  readonly thisUpdate: Date;
  /** `null` leaves it out. */
  readonly nextUpdate: Date | null;
  readonly extensions: readonly RawExtension[];
}

export function derSingle(fields: Partial<SingleFields> = {}): Uint8Array {
  const { nextUpdate = new Date(NOON.getTime() + 3_600_000), extensions = [] } = fields;
  return der(
    0x30,
    derCertId(fields.certId ?? personCertId()),
    fields.status ?? STATUS.good,
    derOcspTime(fields.thisUpdate ?? NOON),
    ...(nextUpdate ? [der(0xa0, derOcspTime(nextUpdate))] : []),
    ...(extensions.length > 0 ? [der(0xa1, derExtensions(extensions))] : []),
  );
}

export interface ResponseFields extends SingleFields {
  readonly version: Uint8Array;
  readonly responderId: Uint8Array;
  readonly producedAt: Date;
  readonly singles: readonly Uint8Array[];
  /** `null` leaves it out. */
  readonly nonce: Uint8Array | null;
  readonly responseExtensions: readonly RawExtension[];
  readonly algorithm: string;
  readonly signWith: KeyObject;
  readonly certificates: readonly Uint8Array[];
  /** OCSPResponseStatus. */
  readonly responseStatus: number;
  readonly responseType: string;
}

export const byName = (certificate: Uint8Array): Uint8Array => der(0xa1, subjectOf(certificate));
export const byKey = (certificate: Uint8Array): Uint8Array => {
  const { publicKey } = parseCertificate(certificate);
  return der(0xa2, der(0x04, createHash('sha1').update(publicKey.key).digest()));
};
export const nonceExtension = (nonce: Uint8Array): RawExtension => ({
  id: '1.3.6.1.5.5.7.48.1.2',
  value: der(0x04, nonce),
});

/** The delegated responder says that the person's certificate is good, but for what is replaced. */
export function makeResponse(sentNonce: Uint8Array, fields: Partial<ResponseFields> = {}): Uint8Array {
  const { nonce = sentNonce, responseExtensions = [], certificates = [responder] } = fields;
  const extensions = [...(nonce ? [nonceExtension(nonce)] : []), ...responseExtensions];
  const data = der(
    0x30,
    fields.version ?? new Uint8Array(),
    fields.responderId ?? byKey(responder),
    derOcspTime(fields.producedAt ?? NOON),
    der(0x30, ...(fields.singles ?? [derSingle(fields)])),
    ...(extensions.length > 0 ? [der(0xa1, derExtensions(extensions))] : []),
  );
  const enclosed = certificates.length > 0 ? [der(0xa0, der(0x30, ...certificates))] : [];
  const key = fields.signWith ?? responderKeys.privateKey;
  const basic = derSigned(data, fields.algorithm ?? SHA256_WITH_RSA, key, ...enclosed);
  const type = derObjectIdentifier(fields.responseType ?? '1.3.6.1.5.5.7.48.1.1');
  return derStatus(fields.responseStatus ?? 0, der(0xa0, der(0x30, type, der(0x04, basic))));
}

export function derStatus(status: number, ...more: readonly Uint8Array[]): Uint8Array {
  return der(0x30, der(0x0a, Uint8Array.of(status)), ...more);
}

/** Answers over "HTTP" with what is made of the nonce, which is the end of the request. */
export function answering(make: (nonce: Uint8Array) => Uint8Array, status = 200): OcspFetch {
  return (_url, { body }) =>
    Promise.resolve(new Response(Uint8Array.from(make(body.subarray(-32))), { status }));
}
