/** What can be wrong with the certificate of a token. */
import { JPKI_OID } from '../../../../shared/jpki.ts';
import { authorityName, certificatePolicies, extendedKeyUsage, keyUsage } from '../../testing/test-pki.ts';
import { makeSignatureLeaf } from '../../testing/test-signature-pki.ts';
import { headerFor } from '../../testing/test-token.ts';
import { type CertificateRow, extension, field, issuedBy } from './certificate-draft.ts';
import { CERTIFICATE_ROWS } from './certificate-rows.ts';
import { authority, foreignAuthority, personKeys, signatureAuthority, testAuthority } from './people.ts';
import { both, certificate, header, settings, swapped, type TokenRow } from './token-draft.ts';
import { leaf, x5c, withTestAnchor, anchorWith } from './token-defects.ts';

export const SIMULATED_ROWS: readonly TokenRow[] = [
  [
    'simulated-card',
    'simulated-card-refused',
    'A simulated card meets a service without test anchors.',
    both(certificate(issuedBy(testAuthority)), header({ simulated: true })),
  ],
  [
    'mark-added',
    'simulated-card-refused',
    'The mark was added to a real card’s header afterwards.',
    swapped(0, { ...headerFor(leaf), simulated: true }),
  ],
];

const KINDS: readonly CertificateRow[] = [
  [
    'foreign-authority',
    'certificate-issuer-unknown',
    'An authority of the same name issued it, with another key.',
    issuedBy(foreignAuthority),
  ],
  [
    'issuer-of-other-name',
    'certificate-issuer-unknown',
    'It names the anchor’s key and another issuer.',
    field({ issuer: authorityName('JPKI-OTHER') }),
  ],
  [
    'authority-for-signature',
    'certificate-issuer-unknown',
    'The authority for digital signature issued it.',
    issuedBy(signatureAuthority),
  ],
  [
    'issued-by-a-person',
    'certificate-issuer-unknown',
    'Another person’s certificate issued it.',
    issuedBy({ ...authority, keys: personKeys }),
  ],
  ['key-usage-none', 'certificate-key-usage', 'There is no key usage.', extension('keyUsage', undefined)],
  ...([[1], [2], [3], [4], [5], [6], [0, 1], [0, 2], [0, 4], [0, 5]] as const).map(
    (usages): CertificateRow => [
      `key-usage-${usages.join('-')}`,
      'certificate-key-usage',
      `The key usage has the bits ${usages.join(' and ')}.`,
      extension('keyUsage', keyUsage(...usages)),
    ],
  ),
  [
    'policy-of-signature',
    'certificate-policy',
    'It has the policy for digital signature.',
    extension('certificatePolicies', certificatePolicies(JPKI_OID.signPolicy)),
  ],
  [
    'extended-key-usage-none',
    'certificate-extended-key-usage',
    'It is for nothing in particular.',
    extension('extendedKeyUsage', undefined),
  ],
  ...(
    [
      ['servers', '1.3.6.1.5.5.7.3.1'],
      ['mail', '1.3.6.1.5.5.7.3.4'],
      ['anything', '2.5.29.37.0'],
      ['smart-card-logon', '1.3.6.1.4.1.311.20.2.2'],
    ] as const
  ).map(
    ([name, purpose]): CertificateRow => [
      `extended-key-usage-${name}`,
      'certificate-extended-key-usage',
      `Its only purpose is ${purpose}.`,
      extension('extendedKeyUsage', extendedKeyUsage(purpose)),
    ],
  ),
  [
    'extended-key-usage-of-other-type',
    'certificate-malformed',
    'The extended key usage is a BIT STRING.',
    extension('extendedKeyUsage', { ...keyUsage(0), id: '2.5.29.37', critical: false }),
  ],
];

export const TOKEN_CERTIFICATE_ROWS: readonly TokenRow[] = [
  ...[...CERTIFICATE_ROWS, ...KINDS].map(
    // Each code of a certificate is one of a token, too.
    ([name, code, about, defect]): TokenRow => [
      `certificate-${name}`,
      code as TokenRow[1],
      about,
      certificate(defect),
    ],
  ),
  [
    'certificate-of-the-authority',
    'certificate-issuer-unknown',
    'The certificate is the authority’s own.',
    x5c(authority.certificate),
  ],
  [
    'certificate-of-signature',
    'certificate-issuer-unknown',
    'The certificate is the one for digital signature.',
    x5c(makeSignatureLeaf(signatureAuthority)),
  ],
  [
    'certificate-simulated-without-mark',
    'certificate-issuer-unknown',
    'A simulated card leaves out its mark, where simulated cards pass.',
    both(withTestAnchor, certificate(issuedBy(testAuthority))),
    'valid-beside-test-anchor',
  ],
  [
    'certificate-real-with-mark',
    'certificate-issuer-unknown',
    'A real card has the mark of a simulated one, where those pass.',
    both(withTestAnchor, header({ simulated: true })),
    'valid-beside-test-anchor',
  ],
  [
    'issuer-over',
    'certificate-issuer-expired',
    'The authority’s certificate ended a second ago.',
    anchorWith({ notAfter: '260601115959Z' }),
  ],
  [
    'issuer-not-begun',
    'certificate-issuer-expired',
    'The authority’s certificate begins in a second.',
    anchorWith({ notBefore: '260601120001Z' }),
  ],
  [
    'certificate-over-beyond-skew',
    'certificate-expired',
    'The certificate ended 61 s ago, and the skew is 60 s.',
    both(settings({ validitySkewSeconds: 60 }), certificate(field({ notAfter: '260601115859Z' }))),
    'valid-with-validity-skew',
  ],
  [
    'certificate-not-begun-beyond-skew',
    'certificate-not-yet-valid',
    'The certificate begins in 61 s, and the skew is 60 s.',
    both(settings({ validitySkewSeconds: 60 }), certificate(field({ notBefore: '260601120101Z' }))),
    'valid-with-validity-skew',
  ],
];
