/** Log-ins that pass. */
import { basicConstraints, extendedKeyUsage, keyPair, oid } from '../../testing/test-pki.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import { extension, field, issuedBy } from './certificate-draft.ts';
import {
  authority,
  base64,
  nextGeneration,
  NOW,
  pinned,
  signatureAuthority,
  testAuthority,
} from './people.ts';
import {
  both,
  certificate,
  header,
  nonces,
  now,
  payload,
  SESSION,
  settings,
  signedWith,
  spellHeader,
  spellPayload,
  type TokenDefect,
} from './token-draft.ts';
import { withTestAnchor, anchorWith, madeAt, listedIn, ANYTHING } from './token-defects.ts';

export const VALID_TOKEN_ROWS: readonly (readonly [name: string, about: string, make: TokenDefect])[] = [
  ['valid', 'A log-in in which nothing is wrong.', settings({})],
  ['valid-beside-test-anchor', 'A real card, where simulated ones pass, too.', withTestAnchor],
  [
    'valid-simulated',
    'A simulated card, where that was asked for by name.',
    both(withTestAnchor, both(certificate(issuedBy(testAuthority)), header({ simulated: true }))),
  ],
  [
    'valid-second-generation',
    'The second of two anchors, which have the same name, issued the certificate.',
    both(
      settings({ trustAnchors: [authority, nextGeneration].map(pinned) }),
      certificate(issuedBy(nextGeneration)),
    ),
  ],
  [
    'valid-beside-authority-for-signature',
    'The authority for digital signature is an anchor, too.',
    settings({ trustAnchors: [authority, signatureAuthority].map(pinned) }),
  ],
  ['valid-header-in-other-order', 'The fields of the header come in another order.', spellHeader(reversed)],
  ['valid-payload-in-other-order', 'The claims come in another order.', spellPayload(reversed)],
  ['valid-long-nonce', 'The nonce has 256 characters.', withNonce('x'.repeat(256))],
  [
    'valid-short-nonce',
    'The nonce has 32 characters, of every kind.',
    withNonce('aZ09._~+/=-'.padEnd(32, '-')),
  ],
  [
    'valid-loopback',
    'The service is a developer’s own machine.',
    both(settings({ origin: 'http://localhost:3000' }), payload({ aud: 'http://localhost:3000' })),
  ],
  ['valid-iat-ahead', 'It was made in 300 s, which is the skew.', madeAt(300)],
  ['valid-iat-behind', 'It was made 300 s ago, which is the skew.', madeAt(-300)],
  [
    'valid-without-clock-skew',
    'It was made in this second, and there is no skew.',
    settings({ clockSkewSeconds: 0 }),
  ],
  [
    'valid-within-second',
    'This second is nearly over, and there is no skew.',
    both(settings({ clockSkewSeconds: 0 }), now('2026-06-01T12:00:00.999Z')),
  ],
  [
    'valid-first-second',
    'The certificate begins in this second.',
    certificate(field({ notBefore: '260601120000Z' })),
  ],
  [
    'valid-last-second',
    'The certificate ends with this second.',
    certificate(field({ notAfter: '260601120000Z' })),
  ],
  [
    'valid-with-validity-skew',
    'The skew of validity matters to neither end.',
    settings({ validitySkewSeconds: 60 }),
  ],
  [
    'valid-over-within-skew',
    'The certificate ended 60 s ago, which is the skew.',
    both(settings({ validitySkewSeconds: 60 }), certificate(field({ notAfter: '260601115900Z' }))),
  ],
  [
    'valid-not-begun-within-skew',
    'The certificate begins in 60 s, which is the skew.',
    both(settings({ validitySkewSeconds: 60 }), certificate(field({ notBefore: '260601120100Z' }))),
  ],
  [
    'valid-issuer-last-second',
    'The authority’s certificate ends with this second.',
    anchorWith({ notAfter: '260601120000Z' }),
  ],
  [
    'valid-issuer-first-second',
    'The authority’s certificate begins in this second.',
    anchorWith({ notBefore: '260601120000Z' }),
  ],
  [
    'valid-other-purposes-too',
    'The certificate is for client authentication and for something else.',
    certificate(
      extension('extendedKeyUsage', extendedKeyUsage('1.3.6.1.4.1.311.20.2.2', '1.3.6.1.5.5.7.3.2')),
    ),
  ],
  [
    'valid-basic-constraints',
    'The certificate says that it is no authority’s.',
    certificate(extension('basicConstraints', basicConstraints(false))),
  ],
  [
    'valid-other-extension',
    'The certificate has an extension that nobody knows, which is not critical.',
    certificate(extension('unknown', { id: '1.2.3.4', value: oid('1.2.3') })),
  ],
  ['valid-rsa-3072', 'The person’s key is RSA of 3072 bits.', withKey(3072)],
  [
    'valid-new-secret',
    'The service changed its secret: there is a former account key.',
    settings({
      accountKeySecrets: [8, 7].map((octet) => ({
        id: `a${octet}`,
        secret: base64(Buffer.alloc(32, octet)),
      })),
    }),
  ],
  [
    'valid-not-checked',
    'Nobody was asked about revocation.',
    settings({ acceptRevocation: ['not-checked'] }),
  ],
  ['valid-checked', 'The certificate is not on its issuer’s revocation list.', listedIn(makeCrl(authority))],
  [
    'valid-checked-or-not',
    'The certificate is not on the list, which the service does not insist on.',
    both(listedIn(makeCrl(authority)), settings({ acceptRevocation: ['not-checked'] })),
  ],
  [
    'valid-checked-where-anything-goes',
    'The certificate is not on the list, and the service accepts any other answer.',
    both(listedIn(makeCrl(authority)), settings(ANYTHING)),
  ],
  [
    'valid-unavailable',
    'The list is out of date, which the service accepts.',
    both(listedIn(makeCrl(authority, { nextUpdate: NOW })), settings({ acceptRevocation: ['unavailable'] })),
  ],
];

function reversed(json: string): string {
  // What JSON.stringify made of an object.
  const fields = Object.entries(JSON.parse(json) as object);
  return JSON.stringify(Object.fromEntries(fields.toReversed()));
}

function withNonce(nonce: string): TokenDefect {
  return both(
    payload({ nonce }),
    nonces([{ nonce, session: SESSION, expires: '2026-06-01T12:10:00.000Z', used: false }]),
  );
}

function withKey(bits: number): TokenDefect {
  const { publicKey, privateKey } = keyPair(`person-${bits}`, bits);
  return both(certificate(field({ publicKey })), signedWith(privateKey));
}
