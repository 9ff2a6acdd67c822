/** What can be wrong with a revocation list, and what answers. */
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
import { keyPair, makeAuthority } from '../../testing/test-pki.ts';
import { der } from '../../../../signatures/der/der-writer.ts';
import { type AnswerRow, fromNoon, type ProblemRow, strange } from './revocation-case.ts';

const crl = (fields: Partial<CrlFields>): readonly Uint8Array[] => [makeCrl(authority, fields)];
const point = (...names: readonly Uint8Array[]) => der(0xa0, der(0xa0, ...names));
const scope = (...fields: readonly Uint8Array[]) =>
  crl({ extensions: [issuingDistributionPoint(...fields)] });
const listed: TestEntry = { serialNumber: SERIAL_NUMBER };
const others = ['01', '0A0B0C', '0A0B0C0D0E', '7F'].map((serialNumber) => ({ serialNumber }));
const nextAuthority = makeAuthority('JPKI', keyPair('next-authority'));

export const CRL_ANSWER_ROWS: readonly AnswerRow<readonly Uint8Array[]>[] = [
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
