/** What can be wrong with a certificate of either kind, in the order of the checks. */
import { generateKeyPairSync } from 'node:crypto';
import {
  authorityKeyIdentifier,
  basicConstraints,
  context,
  certificatePolicies,
  keyPair,
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
} from './certificate-draft.ts';
import { foreignKeys, personKeys } from './people.ts';
import { MALFORMED_CERTIFICATE_ROWS } from './malformed-certificate-rows.ts';

const critical = (id: string): TestExtension => ({ id, critical: true, value: sequence() });
const ofAlgorithm = (from: string, to: string) => respelt((der) => replaceOctets(der, from, to));

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
  ...MALFORMED_CERTIFICATE_ROWS,
  ...ISSUER,
  ...SIGNATURE,
  ...CONTENTS,
];
