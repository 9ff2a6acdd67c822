/** What can be wrong with a revocation list or an OCSP response, and what answers. */
import type { RevocationProblemCode } from '../../revocation/revocation-problems.ts';
import { MIHON_POINT, NOON, OTHER_POINT, person, SERIAL_NUMBER } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import {
  authorityKeyIdentifier,
  type CrlFields,
  derEntry,
  derInteger,
  hex,
  issuingDistributionPoint,
  makeCrl,
  reasonCode,
  subjectOf,
  type TestEntry,
} from '../../testing/test-crl.ts';
import {
  byKey,
  byName,
  derSingle,
  derStatus,
  makeResponder,
  makeResponse,
  personCertId,
  type ResponseFields,
  STATUS,
} from '../../testing/test-ocsp.ts';
import { extendedKeyUsage, keyPair, keyUsage, makeAuthority, makeLeaf } from '../../testing/test-pki.ts';
import { der } from '../../der/der-writer.ts';

type Row<What> = readonly [name: string, about: string, made: What];
type ProblemRow<What> = readonly [name: string, code: RevocationProblemCode, about: string, made: What];

const crl = (fields: Partial<CrlFields>): readonly Uint8Array[] => [makeCrl(authority, fields)];
const point = (...names: readonly Uint8Array[]) => der(0xa0, der(0xa0, ...names));
const scope = (...fields: readonly Uint8Array[]) =>
  crl({ extensions: [issuingDistributionPoint(...fields)] });
const listed: TestEntry = { serialNumber: SERIAL_NUMBER };
const others = ['01', '0A0B0C', '0A0B0C0D0E', '7F'].map((serialNumber) => ({ serialNumber }));
const strange = { id: '1.2.3', critical: true, value: hex('0500') };
const nextAuthority = makeAuthority('JPKI', keyPair('next-authority'));
const fromNoon = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

export const CRL_ANSWER_ROWS: readonly Row<readonly Uint8Array[]>[] = [
  ['good', 'The list is empty.', crl({})],
  ['good-among-others', 'The list has other certificates.', crl({ entries: others })],
  ['good-sha-384', 'The list is signed with SHA-384.', crl({ algorithm: '1.2.840.113549.1.1.12' })],
  ['good-without-key-identifier', 'The list does not name its issuer’s key.', crl({ allExtensions: [] })],
  ['good-for-its-point', 'The list is for the certificate’s distribution point.', scope(point(MIHON_POINT))],
  [
    'good-for-two-points',
    'The list is for two distribution points, of which the second is the certificate’s.',
    scope(point(OTHER_POINT, MIHON_POINT)),
  ],
  ['good-for-people', 'The list is for people’s certificates only.', scope(hex('8101FF'))],
  ['good-begins-now', 'The list begins at this moment.', crl({ thisUpdate: NOON })],
  ['good-ends-soon', 'The list ends in a second.', crl({ nextUpdate: fromNoon(1) })],
  [
    'good-second-list',
    'Another generation’s list comes first.',
    [makeCrl(nextAuthority, { entries: [listed] }), makeCrl(authority)],
  ],
  ['revoked', 'The certificate is on the list.', crl({ entries: [...others, listed] })],
  [
    'revoked-with-reason',
    'The list says why.',
    crl({ entries: [{ ...listed, extensions: [reasonCode(1)] }] }),
  ],
  [
    'revoked-for-now',
    'The certificate is held.',
    crl({ entries: [{ ...listed, extensions: [reasonCode(6)] }] }),
  ],
  [
    'revoked-in-the-future',
    'The certificate was revoked in 2051.',
    crl({ entries: [{ ...listed, revokedAt: new Date('2051-01-01T00:00:00Z') }] }),
  ],
];

const removed = { serialNumber: '01', extensions: [{ ...reasonCode(8), critical: true }] };
export const CRL_PROBLEM_ROWS: readonly ProblemRow<readonly Uint8Array[]>[] = [
  [
    'signed-by-other-key',
    'crl-signature-invalid',
    'Another key signed it.',
    crl({ signWith: keyPair('attacker').privateKey }),
  ],
  [
    'signed-with-sha-1',
    'crl-algorithm',
    'It is signed with SHA-1.',
    crl({ algorithm: '1.2.840.113549.1.1.5' }),
  ],
  [
    'two-algorithms',
    'crl-malformed',
    'The algorithm beside the signature is not the one in the signed part.',
    crl({ innerAlgorithm: '1.2.840.113549.1.1.12' }),
  ],
  [
    'of-other-name',
    'crl-of-other-issuer',
    'It has another issuer’s name.',
    crl({ issuer: subjectOf(person) }),
  ],
  [
    'of-other-key',
    'crl-of-other-issuer',
    'It names another key.',
    crl({ allExtensions: [authorityKeyIdentifier(nextAuthority.certificate)] }),
  ],
  [
    'version-1',
    'crl-malformed',
    'It is of version 1.',
    crl({ version: new Uint8Array(), allExtensions: [] }),
  ],
  ['version-3', 'crl-malformed', 'It is of version 3.', crl({ version: derInteger('02') })],
  [
    'without-end',
    'crl-without-next-update',
    'It does not say until when it is valid.',
    crl({ nextUpdate: null }),
  ],
  ['not-begun', 'crl-not-yet-valid', 'It begins in a second.', crl({ thisUpdate: fromNoon(1) })],
  ['over', 'crl-stale', 'It ends at this moment.', crl({ nextUpdate: NOON })],
  [
    'delta',
    'crl-delta',
    'It holds only changes.',
    crl({ extensions: [{ id: '2.5.29.27', critical: true, value: derInteger('01') }] }),
  ],
  [
    'delta-not-critical',
    'crl-delta',
    'It holds only changes, which is not critical.',
    crl({ extensions: [{ id: '2.5.29.27', value: derInteger('01') }] }),
  ],
  ['entry-of-delta', 'crl-delta', 'An entry takes a certificate off the list.', crl({ entries: [removed] })],
  ['indirect', 'crl-indirect', 'It speaks for other issuers, too.', scope(hex('8401FF'))],
  [
    'entry-of-other-issuer',
    'crl-indirect',
    'An entry is another issuer’s.',
    crl({
      entries: [
        {
          serialNumber: '01',
          extensions: [{ id: '2.5.29.29', critical: true, value: der(0x30, MIHON_POINT) }],
        },
      ],
    }),
  ],
  ['of-authorities', 'crl-partial', 'It is for authorities’ certificates only.', scope(hex('8201FF'))],
  ['of-attributes', 'crl-partial', 'It is for attribute certificates only.', scope(hex('8501FF'))],
  ['of-some-reasons', 'crl-partial', 'It is for some reasons only.', scope(hex('83020640'))],
  [
    'critical-extension',
    'crl-critical-extension',
    'It has a critical extension that nobody knows.',
    crl({ extensions: [strange] }),
  ],
  [
    'critical-extension-of-entry',
    'crl-critical-extension',
    'An entry has a critical extension that nobody knows.',
    crl({ entries: [{ serialNumber: '01', extensions: [strange] }] }),
  ],
  [
    'of-other-point',
    'crl-of-other-distribution-point',
    'It is for another distribution point.',
    scope(point(OTHER_POINT)),
  ],
  ['unknown-scope', 'crl-malformed', 'Its scope has a field that there is not.', scope(hex('8601FF'))],
  [
    'extension-twice',
    'crl-malformed',
    'It has one extension twice.',
    crl({ extensions: [reasonCode(1), reasonCode(1)] }),
  ],
  [
    'serial-number-padded',
    'crl-malformed',
    'The serial number of an entry has a leading zero.',
    crl({ rawEntries: der(0x30, derEntry({ serialNumber: `00${SERIAL_NUMBER}` })) }),
  ],
  [
    'entry-without-time',
    'crl-malformed',
    'An entry does not say when.',
    crl({ rawEntries: der(0x30, der(0x30, derInteger('01'))) }),
  ],
  ['truncated', 'crl-malformed', 'The last octet is missing.', [makeCrl(authority).subarray(0, -1)]],
  [
    'trailing-octet',
    'crl-malformed',
    'An octet follows it.',
    [Buffer.concat([makeCrl(authority), Buffer.of(0)])],
  ],
  ['empty', 'crl-malformed', 'There are no octets.', [Buffer.of()]],
];

/** Each is without nonce, because a vector cannot know the one that an implementation sends. */
const ocsp = (fields: Partial<ResponseFields>): Uint8Array =>
  makeResponse(Buffer.alloc(32), { nonce: null, ...fields });
const byResponder = (overrides: Parameters<typeof makeResponder>[0]) =>
  makeResponse(Buffer.alloc(32), { nonce: null, certificates: [makeResponder(overrides)] });
const byIssuer = {
  signWith: authority.keys.privateKey,
  responderId: byName(authority.certificate),
  certificates: [],
};
const otherPerson = personCertId(makeLeaf(authority, { serialNumber: '0E0E' }));
const purpose = (...purposes: string[]) => ({
  extensions: { extendedKeyUsage: extendedKeyUsage(...purposes) },
});

export const OCSP_ANSWER_ROWS: readonly Row<Uint8Array>[] = [
  ['good', 'A delegated responder says that the certificate is good.', ocsp({})],
  ['good-by-issuer', 'The issuer itself says so.', ocsp(byIssuer)],
  [
    'good-by-issuer-named-by-key',
    'The issuer says so and is named by its key.',
    ocsp({ ...byIssuer, responderId: byKey(authority.certificate) }),
  ],
  [
    'good-among-others',
    'The response is about another certificate, too.',
    ocsp({ singles: [derSingle({ certId: otherPerson, status: STATUS.revoked }), derSingle()] }),
  ],
  ['good-sha-384', 'The response is signed with SHA-384.', ocsp({ algorithm: '1.2.840.113549.1.1.12' })],
  [
    'good-within-skew',
    'The responder’s clock is 60 s ahead, which is the skew.',
    ocsp({ thisUpdate: fromNoon(60) }),
  ],
  [
    'good-without-key-usage',
    'The responder’s certificate has no key usage.',
    byResponder({ extensions: { keyUsage: undefined } }),
  ],
  ['revoked', 'The certificate is revoked.', ocsp({ status: STATUS.revokedWithoutReason })],
  [
    'revoked-with-reason',
    'The certificate is revoked, and the response says why.',
    ocsp({ status: STATUS.revoked }),
  ],
];

export const OCSP_PROBLEM_ROWS: readonly ProblemRow<Uint8Array>[] = [
  [
    'nonce-of-other-request',
    'ocsp-nonce-mismatch',
    'It has the nonce of another request.',
    ocsp({ nonce: Buffer.alloc(32) }),
  ],
  [
    'signed-by-other-key',
    'ocsp-signature-invalid',
    'Another key signed it.',
    ocsp({ signWith: keyPair('attacker').privateKey }),
  ],
  [
    'signed-by-other-key-as-issuer',
    'ocsp-signature-invalid',
    'Another key signed it in the issuer’s name.',
    ocsp({ ...byIssuer, signWith: keyPair('attacker').privateKey }),
  ],
  [
    'signed-with-sha-1',
    'ocsp-algorithm',
    'It is signed with SHA-1.',
    ocsp({ algorithm: '1.2.840.113549.1.1.5' }),
  ],
  [
    'without-responder',
    'ocsp-responder-unknown',
    'The responder’s certificate is missing.',
    ocsp({ certificates: [] }),
  ],
  [
    'with-other-certificate',
    'ocsp-responder-unknown',
    'Another certificate stands in place of the responder’s.',
    ocsp({ certificates: [person] }),
  ],
  [
    'about-other-certificate',
    'ocsp-other-certificate',
    'It is about another certificate.',
    ocsp({ certId: otherPerson }),
  ],
  [
    'about-other-issuer',
    'ocsp-other-certificate',
    'It is about another issuer’s certificate.',
    ocsp({ certId: { ...personCertId(), issuerKeyHash: Buffer.alloc(32) } }),
  ],
  ['about-nothing', 'ocsp-other-certificate', 'It is about no certificate.', ocsp({ singles: [] })],
  [
    'two-opinions',
    'ocsp-other-certificate',
    'It says good and revoked.',
    ocsp({ singles: [derSingle(), derSingle({ status: STATUS.revoked })] }),
  ],
  [
    'unknown',
    'ocsp-unknown',
    'The responder does not know the certificate.',
    ocsp({ status: STATUS.unknown }),
  ],
  [
    'from-the-future',
    'ocsp-not-yet-valid',
    'It begins in 61 s, and the skew is 60 s.',
    ocsp({ thisUpdate: fromNoon(61) }),
  ],
  [
    'made-in-the-future',
    'ocsp-not-yet-valid',
    'It was made in 61 s, and the skew is 60 s.',
    ocsp({ producedAt: fromNoon(61) }),
  ],
  ['over', 'ocsp-stale', 'It ended 60 s ago, which is the skew.', ocsp({ nextUpdate: fromNoon(-60) })],
  [
    'too-old',
    'ocsp-stale',
    'It does not say until when it is valid, and is a day and a minute old.',
    ocsp({ nextUpdate: null, thisUpdate: fromNoon(-86_460) }),
  ],
  [
    'critical-extension',
    'ocsp-critical-extension',
    'It has a critical extension that nobody knows.',
    ocsp({ responseExtensions: [strange] }),
  ],
  [
    'critical-extension-of-answer',
    'ocsp-critical-extension',
    'The answer has a critical extension that nobody knows.',
    ocsp({ extensions: [strange] }),
  ],
  ['version-2', 'ocsp-malformed', 'It is of version 2.', ocsp({ version: hex('A003020101') })],
  [
    'of-other-type',
    'ocsp-malformed',
    'It is no basic response.',
    ocsp({ responseType: '1.3.6.1.5.5.7.48.1.9' }),
  ],
  [
    'status-that-there-is-not',
    'ocsp-malformed',
    'The certificate’s status is one that there is not.',
    ocsp({ status: hex('8300') }),
  ],
  ['truncated', 'ocsp-malformed', 'The last octet is missing.', ocsp({}).subarray(0, -1)],
  ['trailing-octet', 'ocsp-malformed', 'An octet follows it.', Buffer.concat([ocsp({}), Buffer.of(0)])],
  ...(
    [
      [1, 'ocsp-malformed-request'],
      [2, 'ocsp-internal-error'],
      [3, 'ocsp-try-later'],
      [5, 'ocsp-signature-required'],
      [6, 'ocsp-unauthorized'],
    ] as const
  ).map(
    ([status, code]): ProblemRow<Uint8Array> => [
      `status-${status}`,
      code,
      `The responder refuses with status ${status}.`,
      derStatus(status),
    ],
  ),
  [
    'responder-of-other-authority',
    'ocsp-responder-not-delegated',
    'Another authority of the same name certified the responder.',
    byResponder({ signWith: keyPair('impostor').privateKey }),
  ],
  [
    'responder-for-clients',
    'ocsp-responder-not-delegated',
    'The responder’s certificate is for something else.',
    byResponder(purpose('1.3.6.1.5.5.7.3.2')),
  ],
  [
    'responder-for-anything',
    'ocsp-responder-not-delegated',
    'The responder’s certificate is for any purpose.',
    byResponder(purpose('2.5.29.37.0')),
  ],
  [
    'responder-may-not-sign',
    'ocsp-responder-not-delegated',
    'The responder’s key is not for signatures.',
    byResponder({ extensions: { keyUsage: keyUsage(2) } }),
  ],
  [
    'responder-over',
    'ocsp-responder-expired',
    'The responder’s certificate ended a second ago.',
    byResponder({ notAfter: '260601115959Z' }),
  ],
  [
    'responder-not-begun',
    'ocsp-responder-expired',
    'The responder’s certificate begins in a second.',
    byResponder({ notBefore: '260601120001Z' }),
  ],
  [
    'responder-revocable',
    'ocsp-responder-revocable',
    'The responder’s certificate could be revoked itself.',
    byResponder({ extensions: { noCheck: undefined } }),
  ],
];
