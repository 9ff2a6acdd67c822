/** The test authorities' revocation lists (RFC 5280 section 5), shaped as the JPKI's certificates let expect. */
import { encode, integer, sequence, tagged, utcTime, type Der } from './der.ts';
import {
  authorityName,
  type CertificateKind,
  distributionPointName,
  nameToDer,
} from './distinguished-name.ts';
import { fullName } from './extensions.ts';
import { extension, keyIdentifier, SHA256_WITH_RSA, signed } from './signed.ts';
import type { TestPki } from './test-pki.ts';

/** How long a list or a response is valid; a new one is made for each request. */
export const VALID_MILLISECONDS = 60 * 60 * 1000;
/** Lists begin this much earlier, because whoever looks a certificate up has read the clock before they asked for the list. */
const BEGUN_MILLISECONDS = 60 * 1000;

const ID = {
  crlNumber: '2.5.29.20',
  issuingDistributionPoint: '2.5.29.28',
  authorityKeyIdentifier: '2.5.29.35',
} as const;

/** What this authority has revoked, valid from now for an hour: for the one distribution point that all holders have. DER. */
export function issueRevocationList(kind: CertificateKind, pki: TestPki, now: Date): Buffer {
  const revoked = pki.revokedSerialNumbers[kind];
  const toBeSigned = sequence(
    integer('01'),
    SHA256_WITH_RSA(),
    nameToDer(authorityName(kind)),
    utcTime(new Date(now.getTime() - BEGUN_MILLISECONDS)),
    utcTime(new Date(now.getTime() + VALID_MILLISECONDS)),
    ...(revoked.length > 0 ? [sequence(...revoked.map((serialNumber) => entry(serialNumber, now)))] : []),
    tagged(0, [sequence(...extensions(kind, pki, now))]),
  );
  return encode(signed(toBeSigned, pki.authorityKeys[kind]));
}

function entry(serialNumber: string, now: Date): Der {
  return sequence(integer(serialNumber), utcTime(revocationTime(now)));
}

/** Nobody has noted when, so it was as this day began. */
export function revocationTime(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

function extensions(kind: CertificateKind, { authorities }: TestPki, now: Date): Der[] {
  const identifier = keyIdentifier(authorities[kind]).toString('binary');
  // Later lists have higher numbers (section 5.2.3); seconds fit into four octets until 2038, and into eight for good.
  const number = Math.floor(now.getTime() / 1000)
    .toString(16)
    .padStart(16, '0');
  return [
    extension(ID.authorityKeyIdentifier, sequence(tagged(0, identifier))),
    extension(ID.crlNumber, integer(number)),
    extension(ID.issuingDistributionPoint, sequence(fullName(distributionPointName(kind))), true),
  ];
}
