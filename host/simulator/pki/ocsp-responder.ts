/** The test authorities' OCSP responder (RFC 6960): it knows every certificate that they have issued. */
import { createHash, X509Certificate } from 'node:crypto';
import { type Der, encode, enumerated, generalizedTime, octetString, oid, sequence, tagged } from './der.ts';
import { authorityName, type CertificateKind, nameToDer } from './distinguished-name.ts';
import { type CertId, type OcspRequest, parseOcspRequest } from './ocsp-request.ts';
import { revocationTime, VALID_MILLISECONDS } from './revocation-list.ts';
import { embedded, keyIdentifier, publicKeyOctets, signed } from './signed.ts';
import type { TestPki } from './test-pki.ts';

/** OCSPResponseStatus, section 4.2.1. */
const STATUS = { successful: 0, malformedRequest: 1, unauthorized: 6 } as const;
const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';

/** DER, for whatever was sent. */
export function answerOcspRequest(octets: Uint8Array, pki: TestPki, now: Date): Buffer {
  const request = parse(octets);
  if (!request) return encode(sequence(enumerated(STATUS.malformedRequest)));
  const kind = KINDS.find((each) => request.certIds.every((certId) => isIssuer(each, certId, pki)));
  if (!kind) return encode(sequence(enumerated(STATUS.unauthorized)));
  const basic = octetString(basicResponse(kind, request, pki, now));
  return encode(sequence(enumerated(STATUS.successful), tagged(0, [sequence(oid(BASIC_RESPONSE), basic)])));
}

const KINDS = ['userAuthentication', 'digitalSignature'] as const;

function parse(octets: Uint8Array): OcspRequest | undefined {
  try {
    return parseOcspRequest(octets);
  } catch {
    return undefined;
  }
}

function isIssuer(
  kind: CertificateKind,
  { hash, issuerNameHash, issuerKeyHash }: CertId,
  pki: TestPki,
): boolean {
  if (!hash) return false;
  const digest = (value: Uint8Array) => createHash(hash).update(value).digest('binary');
  return (
    digest(encode(nameToDer(authorityName(kind)))) === issuerNameHash &&
    digest(publicKeyOctets(pki.authorities[kind])) === issuerKeyHash
  );
}

function basicResponse(kind: CertificateKind, { certIds, nonce }: OcspRequest, pki: TestPki, now: Date): Der {
  const { certificate, privateKey } = pki.responders[kind];
  const data = sequence(
    tagged(2, [octetString(keyIdentifier(certificate))]),
    generalizedTime(now),
    sequence(...certIds.map((certId) => singleResponse(kind, certId, pki, now))),
    ...(nonce ? [tagged(1, [sequence(nonce)])] : []),
  );
  return signed(data, privateKey, tagged(0, [sequence(embedded(certificate))]));
}

function singleResponse(
  kind: CertificateKind,
  { element, serialNumber }: CertId,
  pki: TestPki,
  now: Date,
): Der {
  return sequence(
    element,
    certStatus(kind, serialNumber, pki, now),
    generalizedTime(now),
    tagged(0, [generalizedTime(new Date(now.getTime() + VALID_MILLISECONDS))]),
  );
}

/** CertStatus: good, revoked, unknown. */
function certStatus(kind: CertificateKind, serialNumber: string, pki: TestPki, now: Date): Der {
  if (pki.revokedSerialNumbers[kind].includes(serialNumber)) {
    return tagged(1, [generalizedTime(revocationTime(now))]);
  }
  return tagged(isIssued(kind, serialNumber, pki) ? 0 : 2, '');
}

function isIssued(
  kind: CertificateKind,
  serialNumber: string,
  { credentials, responders }: TestPki,
): boolean {
  return [...Object.values(credentials), responders].some(
    (each) => new X509Certificate(each[kind].certificate).serialNumber === serialNumber,
  );
}
