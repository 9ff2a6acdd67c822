/** What can be wrong with a token whose certificate is right: signature, claims, nonce, time and revocation. */
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { makeLeaf } from '../../testing/test-pki.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import { headerFor } from '../../testing/test-token.ts';
import { field } from './certificate-draft.ts';
import { authority, foreignAuthority, foreignKeys, NOW, personKeys } from './people.ts';
import {
  both,
  certificate,
  NONCE,
  nonces,
  ORIGIN,
  payload,
  respelt,
  SESSION,
  settings,
  signedWith,
  spellPayload,
  swapped,
  type TokenDefect,
  type TokenRow,
} from './token-draft.ts';
import { madeAt, listedIn, ANYTHING } from './token-defects.ts';

const resigned = (makeSignature: (input: Buffer) => Buffer): TokenDefect =>
  respelt((token) => {
    const input = token.slice(0, token.lastIndexOf('.'));
    return `${input}.${makeSignature(Buffer.from(input)).toString('base64url')}`;
  });
const { RSA_PKCS1_PSS_PADDING: padding } = constants;
export const SIGNED_ROWS: readonly TokenRow[] = (
  [
    ['none', 'There is no signature.', swapped2(() => '')],
    ['of-other-key', 'Another key signed it.', signedWith(foreignKeys.privateKey)],
    ['truncated', 'The signature’s last octet is missing.', swapped2((octets) => octets.subarray(0, -1))],
    [
      'longer',
      'An octet follows the signature.',
      swapped2((octets) => Buffer.concat([octets, Buffer.of(0)])),
    ],
    ['zero', 'The signature is zero.', swapped2((octets) => Buffer.alloc(octets.length))],
    [
      'changed',
      'The last bit of the signature is another.',
      swapped2((octets) => octets.fill((octets.at(-1) ?? 0) ^ 1, 255)),
    ],
    ['sha-1', 'It is signed with SHA-1.', resigned((input) => sign('sha1', input, personKeys.privateKey))],
    [
      'sha-512',
      'It is signed with SHA-512.',
      resigned((input) => sign('sha512', input, personKeys.privateKey)),
    ],
    [
      'pss',
      'It is signed with RSASSA-PSS.',
      resigned((input) => sign('sha256', input, { key: personKeys.privateKey, padding })),
    ],
    [
      'p-256',
      'It is signed with ECDSA.',
      resigned((input) =>
        sign('sha256', input, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      ),
    ],
    [
      'of-payload',
      'Only the payload is signed.',
      resigned((input) => sign('sha256', input.subarray(input.indexOf('.') + 1), personKeys.privateKey)),
    ],
    [
      'payload-changed',
      'The payload was changed afterwards.',
      swapped(1, { aud: ORIGIN, nonce: NONCE, iat: 1 }),
    ],
    ['payload-emptied', 'The payload was removed afterwards.', swapped(1, '')],
    [
      'certificate-swapped',
      'Another person’s certificate, with the same key, was put in afterwards.',
      swapped(0, headerFor(makeLeaf(authority, { serialNumber: '01' }))),
    ],
    [
      'of-public-key',
      'The certificate is another person’s, with another key.',
      certificate(field({ publicKey: foreignKeys.publicKey })),
    ],
  ] as const
).map(([name, about, defect]) => [`signature-${name}`, 'signature-invalid', about, defect]);

function swapped2(change: (signature: Buffer) => Buffer | string): TokenDefect {
  return respelt((token) => {
    const [head = '', body = '', signature = ''] = token.split('.');
    return [head, body, Buffer.from(change(Buffer.from(signature, 'base64url'))).toString('base64url')].join(
      '.',
    );
  });
}

export const PAYLOAD_ROWS: readonly TokenRow[] = (
  [
    ['aud-missing', 'There is no audience.', payload({ aud: undefined })],
    ['aud-list', 'There are two audiences.', payload({ aud: [ORIGIN, 'https://evil.example'] })],
    ['aud-list-of-one', 'The audience is a list.', payload({ aud: [ORIGIN] })],
    ['aud-with-path', 'The audience has a path.', payload({ aud: `${ORIGIN}/` })],
    ['aud-insecure', 'The audience is not secure.', payload({ aud: 'http://shop.example' })],
    [
      'aud-with-default-port',
      'The audience has the port that it has anyway.',
      payload({ aud: `${ORIGIN}:443` }),
    ],
    ['aud-in-upper-case', 'The audience has a capital letter.', payload({ aud: 'https://Shop.example' })],
    ['aud-null', 'The audience is null, as that of a sandboxed frame.', payload({ aud: 'null' })],
    ['nonce-missing', 'There is no nonce.', payload({ nonce: undefined })],
    ['nonce-number', 'The nonce is a number.', payload({ nonce: 1 })],
    ['nonce-short', 'The nonce has 31 characters.', payload({ nonce: 'x'.repeat(31) })],
    ['nonce-long', 'The nonce has 257 characters.', payload({ nonce: 'x'.repeat(257) })],
    ['nonce-with-blank', 'The nonce has a blank in it.', payload({ nonce: `${'x'.repeat(32)} ` })],
    ['iat-missing', 'There is no time.', payload({ iat: undefined })],
    ['iat-text', 'The time is a text.', payload({ iat: `${NOW.getTime() / 1000}` })],
    ['iat-fraction', 'The time has a fraction.', payload({ iat: NOW.getTime() / 1000 + 0.5 })],
    ['iat-negative', 'The time is before 1970.', payload({ iat: -1 })],
    [
      'iat-endless',
      'The time is a number too large.',
      spellPayload((json) => json.replace(/"iat":\d+/u, '"iat":1e400')),
    ],
    ['extra-claim', 'There is another claim.', payload({ sub: 'somebody' })],
    ['exp', 'There is a time of expiry.', payload({ exp: NOW.getTime() / 1000 + 60 })],
    [
      'key-twice',
      'aud stands there twice.',
      spellPayload((json) => json.replace('{', '{"aud":"https://evil.example",')),
    ],
    ['white-space', 'There is a blank in it.', spellPayload((json) => json.replace(',', ', '))],
    ['escapes', 'A slash is escaped that need not be.', spellPayload((json) => json.replace('/', '\\/'))],
    ['no-json', 'It is no JSON.', spellPayload(() => 'aud')],
    ['null', 'It is null.', spellPayload(() => 'null')],
    ['list', 'It is a list.', spellPayload((json) => `[${json}]`)],
    ['empty', 'It is empty.', spellPayload(() => '')],
  ] as const satisfies readonly (readonly [string, string, TokenDefect])[]
).map(([name, about, defect]) => [`payload-${name}`, 'payload-malformed', about, defect]);

export const AUDIENCE_ROWS: readonly TokenRow[] = (
  [
    ['other-site', 'https://evil.example'],
    ['other-port', `${ORIGIN}:8443`],
    ['subdomain', 'https://www.shop.example'],
    ['parent', 'https://example'],
    ['loopback', 'http://localhost'],
    ['longer', 'https://shop.example.evil.example'],
  ] as const
).map(([name, aud]) => [
  `audience-${name}`,
  'audience-mismatch',
  `The token is for ${aud}.`,
  payload({ aud }),
]);

const issued = (overrides: { session?: string; expires?: string; used?: boolean }): TokenDefect =>
  nonces([
    { nonce: NONCE, session: SESSION, expires: '2026-06-01T12:10:00.000Z', used: false, ...overrides },
  ]);
export const NONCE_ROWS: readonly TokenRow[] = [
  ['nonce-store-unavailable', 'nonce-store-unavailable', 'The store cannot be asked.', nonces('unavailable')],
  ['nonce-unknown', 'nonce-unknown', 'The nonce was never issued.', payload({ nonce: 'x'.repeat(43) })],
  ['nonce-none-issued', 'nonce-unknown', 'No nonce was issued.', nonces([])],
  [
    'nonce-in-other-case',
    'nonce-unknown',
    'One letter is in another case.',
    payload({ nonce: NONCE.toLowerCase() }),
  ],
  [
    'nonce-of-other-session',
    'nonce-of-other-session',
    'The nonce was issued to another session.',
    issued({ session: 'session-2' }),
  ],
  ['nonce-used', 'nonce-used', 'The nonce was used before.', issued({ used: true })],
  [
    'nonce-expired',
    'nonce-expired',
    'The nonce ends at this moment.',
    issued({ expires: NOW.toISOString() }),
  ],
];

export const TIME_ROWS: readonly TokenRow[] = [
  ['iat-ahead', 'issued-in-future', 'It was made in 301 s, and the skew is 300 s.', madeAt(301)],
  ['iat-far-ahead', 'issued-in-future', 'It was made in 2100.', payload({ iat: 4_102_444_800 })],
  [
    'iat-ahead-without-skew',
    'issued-in-future',
    'It was made in a second, and there is no skew.',
    both(settings({ clockSkewSeconds: 0 }), madeAt(1)),
    'valid-without-clock-skew',
  ],
  ['iat-behind', 'issued-too-long-ago', 'It was made 301 s ago, and the skew is 300 s.', madeAt(-301)],
  ['iat-in-1970', 'issued-too-long-ago', 'It was made in 1970.', payload({ iat: 0 })],
  [
    'iat-behind-without-skew',
    'issued-too-long-ago',
    'It was made a second ago, and there is no skew.',
    both(settings({ clockSkewSeconds: 0 }), madeAt(-1)),
    'valid-without-clock-skew',
  ],
];

/** The serial number of every person here. */
const LISTED = { entries: [{ serialNumber: '0A0B0C0D' }] } as const;
export const REVOCATION_ROWS: readonly TokenRow[] = [
  [
    'revoked',
    'certificate-revoked',
    'The certificate is on its issuer’s revocation list.',
    listedIn(makeCrl(authority, LISTED)),
    'valid-checked',
  ],
  [
    'revoked-where-anything-goes',
    'certificate-revoked',
    'The certificate is on the list, and the service accepts any other answer.',
    both(listedIn(makeCrl(authority, LISTED)), settings(ANYTHING)),
    'valid-checked-where-anything-goes',
  ],
  [
    'revocation-not-checked',
    'revocation-not-checked',
    'Nobody was asked, and the service insists on it.',
    settings({ acceptRevocation: [] }),
  ],
  [
    'revocation-not-checked-unavailable-accepted',
    'revocation-not-checked',
    'Nobody was asked, and the service accepts only that nobody could tell.',
    settings({ acceptRevocation: ['unavailable'] }),
  ],
  [
    'revocation-unavailable',
    'revocation-unavailable',
    'The list ends at this moment.',
    listedIn(makeCrl(authority, { nextUpdate: NOW })),
    'valid-checked',
  ],
  [
    'revocation-unavailable-not-checked-accepted',
    'revocation-unavailable',
    'The list is out of date, and the service accepts only that nobody was asked.',
    both(listedIn(makeCrl(authority, { nextUpdate: NOW })), settings({ acceptRevocation: ['not-checked'] })),
    'valid-checked-or-not',
  ],
  [
    'revocation-of-other-issuer',
    'revocation-unavailable',
    'The list is another issuer’s, of the same name.',
    listedIn(makeCrl(foreignAuthority)),
    'valid-checked',
  ],
];
