/** How a request and a response name a certificate: CertID, RFC 6960 section 4.1.1. */
import { createHash } from 'node:crypto';
import { equalBytes } from '../../../../shared/bytes.ts';
import type { Certificate } from '../../../../signatures/x509/certificate.ts';
import { type DerReader, TAG } from '../../../../signatures/der/der-reader.ts';
import { readAlgorithm, readInteger } from '../../../../signatures/der/der-values.ts';
import { der, derObjectIdentifier } from '../../../../signatures/der/der-writer.ts';

/** Neither protects anything: the hashes only point to an issuer, whose signature proves the answer. */
const HASH_OID = { sha256: '2.16.840.1.101.3.4.2.1', sha1: '1.3.14.3.2.26' } as const;
export type CertIdHash = keyof typeof HASH_OID;

export interface CertId {
  /** Object identifier. */
  readonly hash: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export function certIdOf(certificate: Certificate, issuer: Certificate, hash: CertIdHash): CertId {
  return {
    hash: HASH_OID[hash],
    issuerNameHash: createHash(hash).update(issuer.subject).digest(),
    issuerKeyHash: createHash(hash).update(issuer.publicKey.key).digest(),
    serialNumber: certificate.serialNumber,
  };
}

export function derCertId({ hash, issuerNameHash, issuerKeyHash, serialNumber }: CertId): Uint8Array {
  const algorithm = der(TAG.sequence, derObjectIdentifier(hash), der(TAG.null));
  return der(
    TAG.sequence,
    algorithm,
    der(TAG.octetString, issuerNameHash),
    der(TAG.octetString, issuerKeyHash),
    der(TAG.integer, serialNumber),
  );
}

/** @throws SyntaxError */
export function readCertId(reader: DerReader): CertId {
  const fields = reader.read(TAG.sequence);
  const hash = readAlgorithm(fields);
  const issuerNameHash = fields.read(TAG.octetString).rest;
  const issuerKeyHash = fields.read(TAG.octetString).rest;
  const serialNumber = readInteger(fields);
  fields.expectEnd();
  return { hash, issuerNameHash, issuerKeyHash, serialNumber };
}

/** By their values: responders differ in whether the algorithm has parameters. */
export function isSameCertId(one: CertId, other: CertId): boolean {
  return (
    one.hash === other.hash &&
    equalBytes(one.issuerNameHash, other.issuerNameHash) &&
    equalBytes(one.issuerKeyHash, other.issuerKeyHash) &&
    equalBytes(one.serialNumber, other.serialNumber)
  );
}
