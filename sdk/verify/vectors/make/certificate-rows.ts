/** What can be wrong with a certificate of either kind, in the order of the checks. */
import { generateKeyPairSync } from 'node:crypto';
import {
  authorityKeyIdentifier,
  basicConstraints,
  context,
  certificatePolicies,
  keyPair,
  octets,
  oid,
  sequence,
  subjectKeyIdentifier,
  type TestExtension,
} from '../../testing/test-pki.ts';
import {
  type CertificateDefect,
  type CertificateRow,
  extension,
  field,
  replaceOctets,
  respelt,
  signedOtherwise,
} from './certificate-draft.ts';
import { foreignKeys, personKeys } from './people.ts';

const critical = (id: string): TestExtension => ({ id, critical: true, value: sequence() });
const header = (...length: number[]) =>
  respelt((der) => Buffer.concat([Buffer.of(0x30, ...length), der.subarray(4)]));
const ofAlgorithm = (from: string, to: string) => respelt((der) => replaceOctets(der, from, to));

const MALFORMED: readonly CertificateRow[] = (
  [
    ['truncated', 'The last octet is missing.', respelt((der) => der.subarray(0, -1))],
    [
      'trailing-octet',
      'An octet follows the certificate.',
      respelt((der) => Buffer.concat([der, Buffer.of(0)])),
    ],
    ['empty', 'There are no octets.', respelt(() => Buffer.of())],
    ['empty-sequence', 'It is a SEQUENCE of nothing.', respelt(() => Buffer.of(0x30, 0))],
    [
      'set',
      'It is a SET and not a SEQUENCE.',
      respelt((der) => Buffer.concat([Buffer.of(0x31), der.subarray(1)])),
    ],
    [
      'indefinite-length',
      'Its length is indefinite, which BER has and DER has not.',
      respelt((der) => Buffer.concat([Buffer.of(0x30, 0x80), der.subarray(4), Buffer.of(0, 0)])),
    ],
    [
      'length-in-too-many-octets',
      'Its length has a leading zero.',
      respelt((der) => Buffer.concat([Buffer.of(0x30, 0x83, 0), der.subarray(2)])),
    ],
    ['length-too-short', 'Its length ends before the signature does.', header(0x82, 0x03, 0x00)],
    ['length-too-long', 'Its length goes beyond its end.', header(0x82, 0x7f, 0xff)],
    ['version-1', 'It is of version 1.', field({ version: '00' })],
    ['version-2', 'It is of version 2.', field({ version: '01' })],
    ['version-4', 'It is of a version that there is not.', field({ version: '03' })],
    [
      'serial-number-padded',
      'Its serial number has a leading zero.',
      signedOtherwise('02040a0b0c0d', '0204000b0c0d'),
    ],
    [
      'serial-number-padded-negative',
      'Its negative serial number has a leading FF.',
      signedOtherwise('02040a0b0c0d', '0204ff8b0c0d'),
    ],
    ['serial-number-empty', 'Its serial number has no octets.', field({ serialNumber: '' })],
    ['time-without-seconds', 'Its time has no seconds.', field({ notBefore: '2501010000Z' })],
    ['time-with-offset', 'Its time is not in UTC.', field({ notBefore: '250101000000+0900' })],
    ['time-of-no-day', 'It begins on the 31st of June.', field({ notBefore: '250631000000Z' })],
    ['time-of-no-month', 'It ends in a 13th month.', field({ notAfter: '301301000000Z' })],
    [
      'two-algorithms',
      'The algorithm beside the signature is not the one in the signed part.',
      respelt((der) => {
        const other = Buffer.from(der);
        const at = other.lastIndexOf(Buffer.from('2a864886f70d01010b', 'hex'));
        other.writeUInt8(0x05, at + 8);
        return other;
      }),
    ],
    [
      'signature-of-half-octets',
      'The signature’s BIT STRING leaves four bits unused.',
      respelt((der) => {
        const other = Buffer.from(der);
        other.writeUInt8(4, other.length - 257);
        return other;
      }),
    ],
    ['extension-twice', 'It has one extension twice.', extension('again', certificatePolicies('1.2.3'))],
    [
      'critical-in-other-spelling',
      'TRUE is spelt 01 and not FF.',
      signedOtherwise('0603551d0f 0101ff', '0603551d0f 010101'),
    ],
    [
      'key-usage-of-other-type',
      'The key usage is an OCTET STRING.',
      extension('keyUsage', { id: '2.5.29.15', critical: true, value: octets('\x80') }),
    ],
    [
      'basic-constraints-of-other-type',
      'The basic constraints are an OBJECT IDENTIFIER.',
      extension('basicConstraints', { ...basicConstraints(true), value: oid('1.2.3') }),
    ],
    [
      'policies-of-other-type',
      'The policies are an OBJECT IDENTIFIER.',
      extension('certificatePolicies', { ...certificatePolicies('1.2.3'), value: oid('1.2.3') }),
    ],
    [
      'authority-key-identifier-of-other-type',
      'The authority key identifier is an OBJECT IDENTIFIER.',
      extension('authorityKeyIdentifier', { id: '2.5.29.35', value: oid('1.2.3') }),
    ],
    [
      'object-identifier-in-other-spelling',
      'The identifier of an extension has a leading zero digit.',
      signedOtherwise('0603551d23', '0603558023'),
    ],
    [
      'key-of-no-numbers',
      'The key says that it is for RSA, and is a SET.',
      signedOtherwise('0382010f00 3082010a', '0382010f00 3182010a'),
    ],
  ] as const
).map(([name, about, defect]) => [name, 'certificate-malformed', about, defect]);

const ISSUER: readonly CertificateRow[] = (
  [
    [
      'no-authority-key-identifier',
      'The certificate does not name its issuer’s key.',
      extension('authorityKeyIdentifier', undefined),
    ],
    [
      'authority-key-identifier-of-no-key',
      'The authority key identifier is empty.',
      extension('authorityKeyIdentifier', { id: '2.5.29.35', value: sequence() }),
    ],
    [
      'authority-key-identifier-as-serial-number',
      'The key identifier stands where the issuer’s serial number belongs.',
      (draft) =>
        extension('authorityKeyIdentifier', {
          id: '2.5.29.35',
          value: sequence(context(2, subjectKeyIdentifier(draft.authority.keys.publicKey).value.value)),
        })(draft),
    ],
    [
      'authority-key-identifier-of-other-key',
      'The anchor signed it, and it names another key.',
      extension('authorityKeyIdentifier', authorityKeyIdentifier(foreignKeys.publicKey)),
    ],
    [
      'authority-key-identifier-of-itself',
      'It names its own key, and the person signed it.',
      (draft) =>
        field({ signWith: personKeys.privateKey })(
          extension('authorityKeyIdentifier', authorityKeyIdentifier(personKeys.publicKey))(draft),
        ),
    ],
  ] as const satisfies readonly (readonly [string, string, CertificateDefect])[]
).map(([name, about, defect]) => [name, 'certificate-issuer-unknown', about, defect]);

const SHA256_IN_DER = '06092a864886f70d01010b';
const SIGNATURE: readonly CertificateRow[] = (
  [
    [
      'signed-by-other-key',
      'Another key than the anchor’s signed it.',
      field({ signWith: foreignKeys.privateKey }),
    ],
    ['signed-by-itself', 'Its own key signed it.', field({ signWith: personKeys.privateKey })],
    ['signed-with-sha-1', 'It is signed with SHA-1.', field({ algorithm: '1.2.840.113549.1.1.5' })],
    [
      'algorithm-sha-384',
      'It says SHA-384 and is signed with SHA-256.',
      field({ algorithm: '1.2.840.113549.1.1.12' }),
    ],
    ['algorithm-pss', 'It says RSASSA-PSS.', field({ algorithm: '1.2.840.113549.1.1.10' })],
    ['algorithm-ecdsa', 'It says ECDSA.', field({ algorithm: '1.2.840.10045.4.3.2' })],
    [
      'algorithm-without-parameters',
      'Its algorithm has other parameters than NULL.',
      respelt((der) => {
        const first = replaceOctets(der, `${SHA256_IN_DER}0500`, `${SHA256_IN_DER}0600`);
        return replaceOctets(first, `${SHA256_IN_DER}0500`, `${SHA256_IN_DER}0600`);
      }),
    ],
    [
      'changed-serial-number',
      'Its serial number was changed afterwards.',
      ofAlgorithm('02040a0b0c0d', '02040a0b0c0e'),
    ],
    [
      'changed-signature',
      'The last bit of the signature is another.',
      respelt((der) => {
        const other = Buffer.from(der);
        other.writeUInt8(other.readUInt8(other.length - 1) ^ 1, other.length - 1);
        return other;
      }),
    ],
    [
      'zero-signature',
      'The signature is zero.',
      respelt((der) => Buffer.from(der).fill(0, der.length - 256)),
    ],
  ] as const
).map(([name, about, defect]) => [name, 'certificate-signature-invalid', about, defect]);

const CONTENTS: readonly CertificateRow[] = [
  ...(
    [
      ['unknown', '1.2.3.4', 'one that nobody knows'],
      ['name-constraints', '2.5.29.30', 'name constraints'],
      ['policy-constraints', '2.5.29.36', 'policy constraints'],
      ['distribution-points', '2.5.29.31', 'distribution points'],
    ] as const
  ).map(
    ([name, id, about]): CertificateRow => [
      `critical-${name}`,
      'certificate-critical-extension',
      `It has a critical extension that nobody looks at: ${about}.`,
      extension('unknown', critical(id)),
    ],
  ),
  [
    'critical-authority-key-identifier',
    'certificate-critical-extension',
    'The authority key identifier is critical, which RFC 5280 section 4.2.1.1 forbids.',
    (draft) =>
      extension('authorityKeyIdentifier', {
        ...authorityKeyIdentifier(draft.authority.keys.publicKey),
        critical: true,
      })(draft),
  ],
  ['of-an-authority', 'certificate-is-ca', 'It is an authority’s.', extension('bc', basicConstraints(true))],
  [
    'of-an-authority-not-critical',
    'certificate-is-ca',
    'It is an authority’s, and the extension that says so is not critical.',
    extension('bc', { ...basicConstraints(true), critical: false }),
  ],
  ...(
    [
      ['none', undefined],
      ['any', '2.5.29.32.0'],
      ['of-the-parent', '1.2.392.200149.8.5.1'],
      ['of-a-stranger', '1.2.3.4'],
    ] as const
  ).map(
    ([name, policy]): CertificateRow => [
      `policy-${name}`,
      'certificate-policy',
      policy ? `Its only policy is ${policy}.` : 'It has no policy.',
      extension('certificatePolicies', policy && certificatePolicies(policy)),
    ],
  ),
  ...(
    [
      ['rsa-1024', 'RSA of 1024 bits', () => keyPair('short', 1024).publicKey],
      ['rsa-2040', 'RSA of 2040 bits', () => keyPair('shorter', 2040).publicKey],
      ['p-256', 'on P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
      ['ed25519', 'Ed25519', () => generateKeyPairSync('ed25519').publicKey],
      [
        'rsa-pss',
        'for RSASSA-PSS only',
        () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey,
      ],
    ] as const
  ).map(
    ([name, about, publicKey]): CertificateRow => [
      `key-${name}`,
      'certificate-key-weak',
      `The person’s key is ${about}.`,
      (draft) => field({ publicKey: publicKey() })(draft),
    ],
  ),
  ['not-begun', 'certificate-not-yet-valid', 'It begins in a second.', field({ notBefore: '260601120001Z' })],
  [
    'not-begun-for-years',
    'certificate-not-yet-valid',
    'It begins in 2049.',
    field({ notBefore: '490101000000Z', notAfter: '491231235959Z' }),
  ],
  ['over', 'certificate-expired', 'It ended a second ago.', field({ notAfter: '260601115959Z' })],
  [
    'over-for-decades',
    'certificate-expired',
    'It ended in 1950.',
    field({ notBefore: '500101000000Z', notAfter: '500102000000Z' }),
  ],
];

export const CERTIFICATE_ROWS: readonly CertificateRow[] = [
  ...MALFORMED,
  ...ISSUER,
  ...SIGNATURE,
  ...CONTENTS,
];
