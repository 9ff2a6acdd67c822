/**
 * Certificates with one thing changed each, systematically: what OpenSSL is asked about beside the rows of the vectors.
 * Not published.
 */
import {
  keyPair,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  name,
  oid,
  sequence,
  text,
} from './test-pki.ts';
import {
  type CertificateDefect,
  extension,
  field,
  signedOtherwise,
} from '../vectors/make/certificate-draft.ts';

export type MatrixRow = readonly [name: string, defect: CertificateDefect];

const BITS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const pairs = BITS.flatMap((one) =>
  BITS.filter((other) => other > one).map((other) => [one, other] as const),
);
const keyUsages: readonly MatrixRow[] = [...BITS.map((bit) => [bit]), ...pairs].map((usages) => [
  `key usage ${usages.join(' and ')}`,
  extension('keyUsage', keyUsage(...usages)),
]);

/** RFC 5280 section 4.2.1.12, Microsoft's log-on with a card, and one that nobody has. */
const PURPOSES = [
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.3',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.8',
  '1.3.6.1.5.5.7.3.9',
  '1.3.6.1.4.1.311.20.2.2',
  '2.5.29.37.0',
  '1.2.3.4',
];
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const extendedKeyUsages: readonly MatrixRow[] = PURPOSES.flatMap((purpose) => [
  [`purpose ${purpose}`, extension('extendedKeyUsage', extendedKeyUsage(purpose))],
  [
    `purpose ${purpose} and client authentication`,
    extension('extendedKeyUsage', extendedKeyUsage(purpose, CLIENT_AUTH)),
  ],
]);

const policyLists: readonly (readonly string[])[] = [
  ['1.2.392.200149.8.5.1.3.30', '1.2.3'],
  ['1.2.3', '1.2.392.200149.8.5.1.3.30'],
  ['1.2.392.200149.8.5.1.1.20', '1.2.3'],
  ['1.2.392.200149.8.5.1.3'],
  ['1.2.392.200149.8.5.1.3.30.1'],
  ['1.2.392.200149.8.5.1.3.31'],
  ['2.5.29.32.0', '1.2.3'],
];
const policies: readonly MatrixRow[] = policyLists.map((list) => [
  `policies ${list.join(' and ')}`,
  extension('certificatePolicies', {
    id: '2.5.29.32',
    critical: true,
    value: sequence(...list.map((policy) => sequence(oid(policy)))),
  }),
]);

/** UTCTime around the moment of the matrix, 2026-06-01T12:00:00Z. */
const TIMES = [
  '260601115958Z',
  '260601115959Z',
  '260601120000Z',
  '260601120001Z',
  '260601120002Z',
  '260531120000Z',
  '260602120000Z',
  '250601120000Z',
  '270601120000Z',
  '491231235959Z',
  '500101000000Z',
];
const times: readonly MatrixRow[] = TIMES.flatMap((time) => [
  [`begins ${time}`, field({ notBefore: time })],
  [`ends ${time}`, field({ notAfter: time })],
]);

/** Their value is an empty SEQUENCE. */
const EXTENSIONS = [
  '2.5.29.9',
  '2.5.29.16',
  '2.5.29.18',
  '2.5.29.24',
  '2.5.29.30',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.46',
  '2.5.29.54',
  '1.2.392.200149.8.5.1',
  '1.3.6.1.5.5.7.1.1',
  '1.3.6.1.5.5.7.1.3',
  '1.3.6.1.5.5.7.1.7',
  '1.3.6.1.4.1.311.20.2',
  '2.16.840.1.113730.1.1',
];
const extensions: readonly MatrixRow[] = EXTENSIONS.flatMap((id) =>
  [true, false].map(
    (critical): MatrixRow => [
      `${critical ? 'critical' : 'other'} extension ${id}`,
      extension('strange', { id, critical, value: sequence() }),
    ],
  ),
);

const serialNumbers: readonly MatrixRow[] = [
  '00',
  '01',
  '7F',
  '80',
  'FF',
  '0A0B0C0D0E0F10111213141516171819',
  '7F'.repeat(20),
].map((serialNumber) => [`serial number ${serialNumber}`, field({ serialNumber })]);

const keys: readonly MatrixRow[] = [512 * 3, 512 * 4, 512 * 5, 512 * 6].map((bits) => [
  `RSA ${bits}`,
  field({ publicKey: keyPair(`matrix-${bits}`, bits).publicKey }),
]);

const subjects: readonly MatrixRow[] = [
  ['another subject', field({ subject: name([['2.5.4.3', text('山田　太郎')]]) })],
  ['an empty subject', field({ subject: sequence() })],
  ['basic constraints of a person', extension('basicConstraints', basicConstraints(false))],
];

/** Each octet in the first part of the signed part, another one; the authority signs that. */
const spellings: readonly MatrixRow[] = (
  [
    ['version tag', 'a003020102', 'a103020102'],
    ['version type', 'a003020102', 'a003040102'],
    ['serial number type', '02040a0b0c0d', '03040a0b0c0d'],
    ['time type', '170d3235', '180d3235'],
    ['time with a letter', '170d3235', '170d32a5'],
    ['validity as a set', '301e170d', '311e170d'],
    ['extensions tag', '0203010001a3', '0203010001a2'],
    ['extension of another kind', '0603551d23', '0603551d24'],
    ['key type', '06092a864886f70d0101010500', '06092a864886f70d0101020500'],
    ['key parameters', '06092a864886f70d0101010500', '06092a864886f70d0101010400'],
    ['exponent of one', '0203010001', '0203000001'],
    ['exponent of two', '0203010001', '0203010002'],
  ] as const
).map(([about, from, to]) => [`other octets: ${about}`, signedOtherwise(from, to)]);

export const MATRIX_ROWS: readonly MatrixRow[] = [
  ...keyUsages,
  ...extendedKeyUsages,
  ...policies,
  ...times,
  ...extensions,
  ...serialNumbers,
  ...keys,
  ...subjects,
  ...spellings,
];
