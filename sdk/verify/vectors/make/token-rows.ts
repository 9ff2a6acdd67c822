/** What can be wrong with a log-in, in the order of the checks. */
import { constants, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { JPKI_OID } from '../../../../shared/jpki.ts';
import {
  authorityName,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  keyPair,
  keyUsage,
  makeAuthority,
  makeLeaf,
  oid,
} from '../../testing/test-pki.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import { makeSignatureLeaf } from '../../testing/test-signature-pki.ts';
import { headerFor } from '../../testing/test-token.ts';
import { type CertificateRow, extension, field, issuedBy } from './certificate-draft.ts';
import { CERTIFICATE_ROWS } from './certificate-rows.ts';
import {
  authority,
  base64,
  foreignAuthority,
  foreignKeys,
  nextGeneration,
  NOW,
  pem,
  personKeys,
  pinned,
  signatureAuthority,
  testAuthority,
} from './people.ts';
import {
  both,
  certificate,
  header,
  NONCE,
  nonces,
  now,
  ORIGIN,
  payload,
  respelt,
  SESSION,
  settings,
  signedWith,
  spellHeader,
  spellPayload,
  swapped,
  type TokenDefect,
  type TokenRow,
} from './token-draft.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const nextLetter = (letter: string) => ALPHABET.charAt(ALPHABET.indexOf(letter) + 1);

const SPELLING: readonly TokenRow[] = [
  [
    'oversize',
    'token-oversize',
    'Sixteen thousand characters follow the signature.',
    respelt((token) => token + 'A'.repeat(16_384)),
  ],
  ...(
    [
      ['nothing', 'There is no token.', () => null],
      ['a-number', 'The token is a number.', () => 1],
      ['an-object', 'The token is an object.', (token) => ({ token })],
      ['a-list', 'The token is a list of one token.', (token) => [token]],
      ['no-text', 'The token is empty.', () => ''],
      [
        'two-parts',
        'The signature and its dot are missing.',
        (token) => token.slice(0, token.lastIndexOf('.')),
      ],
      ['four-parts', 'A fourth, empty part follows.', (token) => `${token}.`],
      ['padding', 'The last part is padded.', (token) => `${token}==`],
      ['line-break', 'A line break follows.', (token) => `${token}\n`],
      ['white-space', 'A blank comes before it.', (token) => ` ${token}`],
      [
        'standard-base64',
        'It is spelt in base64 and not in base64url.',
        (token) => token.replaceAll('-', '+').replaceAll('_', '/'),
      ],
      [
        'stray-bits',
        'The last character has bits beyond the signature’s last octet.',
        (token) => token.slice(0, -1) + nextLetter(token.slice(-1)),
      ],
      ['json-serialisation', 'It is a JWS in JSON.', (token) => JSON.stringify(inJson(token))],
    ] as const satisfies readonly (readonly [string, string, (token: string) => unknown])[]
  ).map(([name, about, respell]): TokenRow => [name, 'token-malformed', about, respelt(respell)]),
];

function inJson(token: string): object {
  const [head = '', body = '', signature = ''] = token.split('.');
  return { protected: head, payload: body, signature };
}

const x5c = (...certificates: readonly Uint8Array[]): TokenDefect =>
  header({ x5c: certificates.map(base64) });
const leaf = makeLeaf(authority);
const x5cText = (spell: (text: string) => unknown): TokenDefect => header({ x5c: [spell(base64(leaf))] });

const HEADER: readonly TokenRow[] = (
  [
    ['alg-none', 'alg is none.', header({ alg: 'none' })],
    [
      'alg-none-unsigned',
      'alg is none, and there is no signature.',
      both(header({ alg: 'none' }), swapped(2, '')),
    ],
    ['alg-ps256', 'alg is PS256.', header({ alg: 'PS256' })],
    ['alg-es256', 'alg is ES256.', header({ alg: 'ES256' })],
    ['alg-rs512', 'alg is RS512.', header({ alg: 'RS512' })],
    ['alg-in-lower-case', 'alg is rs256.', header({ alg: 'rs256' })],
    ['alg-missing', 'There is no alg.', header({ alg: undefined })],
    ['alg-list', 'alg is a list.', header({ alg: ['RS256'] })],
    [
      'alg-hs256-with-public-key',
      'alg is HS256, with the person’s public key as the secret.',
      both(header({ alg: 'HS256' }), respelt(withMac)),
    ],
    ['typ-jwt', 'typ is JWT.', header({ typ: 'JWT' })],
    ['typ-missing', 'There is no typ.', header({ typ: undefined })],
    ['typ-in-upper-case', 'typ is JPKI-AUTH+JWT.', header({ typ: 'JPKI-AUTH+JWT' })],
    ['typ-with-application', 'typ begins with application/.', header({ typ: 'application/jpki-auth+jwt' })],
    [
      'jwk',
      'The header brings a key of its own.',
      header({ jwk: personKeys.publicKey.export({ format: 'jwk' }) }),
    ],
    ['kid', 'There is a kid.', header({ kid: '1' })],
    ['jku', 'There is a jku.', header({ jku: 'https://evil.example/keys' })],
    ['x5u', 'There is an x5u.', header({ x5u: 'https://evil.example/certificate' })],
    ['crit', 'There is a crit.', header({ crit: ['b64'], b64: false })],
    ['unknown-field', 'There is a field named like a property of every object.', header({ constructor: 1 })],
    ['x5c-missing', 'There is no x5c.', header({ x5c: undefined })],
    ['x5c-empty', 'x5c is an empty list.', x5c()],
    ['x5c-of-two', 'x5c has the authority’s certificate, too.', x5c(leaf, authority.certificate)],
    ['x5c-text', 'x5c is no list.', header({ x5c: base64(leaf) })],
    ['x5c-number', 'x5c has a number in it.', header({ x5c: [1] })],
    ['x5c-overpadded', 'x5c has one sign of padding too many.', x5cText((text) => `${text}=`)],
    ['x5c-base64url', 'x5c is in base64url.', x5cText((text) => `-_${text.slice(2)}`)],
    ['x5c-line-break', 'x5c has a line break in it.', x5cText((text) => text.replace(/^.{64}/u, '$&\n'))],
    ['x5c-oversize', 'x5c has more than 8192 characters.', x5cText((text) => text.padStart(8196, 'A'))],
    ['simulated-false', 'simulated is false.', header({ simulated: false })],
    ['simulated-text', 'simulated is the text true.', header({ simulated: 'true' })],
    ['simulated-one', 'simulated is 1.', header({ simulated: 1 })],
    [
      'header-key-twice',
      'alg stands there twice.',
      spellHeader((json) => json.replace('{', '{"alg":"none",')),
    ],
    ['header-white-space', 'There is a blank in it.', spellHeader((json) => json.replace(',', ', '))],
    [
      'header-escapes',
      'A letter is escaped that need not be.',
      spellHeader((json) => json.replace('RS256', '\\u0052S256')),
    ],
    ['header-byte-order-mark', 'It begins with a byte order mark.', spellHeader((json) => `\uFEFF${json}`)],
    ['header-no-json', 'It is no JSON.', spellHeader(() => 'RS256')],
    ['header-null', 'It is null.', spellHeader(() => 'null')],
    ['header-list', 'It is a list.', spellHeader((json) => `[${json}]`)],
    ['header-empty', 'It is empty.', spellHeader(() => '')],
    [
      'header-prototype',
      'It has a field named __proto__.',
      spellHeader((json) => json.replace('{', '{"__proto__":{},')),
    ],
    ['header-no-utf-8', 'It is not UTF-8.', swapped0(Buffer.from('7bff7d', 'hex'))],
  ] as const satisfies readonly (readonly [string, string, TokenDefect])[]
).map(([name, about, defect]) => [name, 'header-malformed', about, defect]);

function withMac(token: string): string {
  const input = token.slice(0, token.lastIndexOf('.'));
  const secret = personKeys.publicKey.export({ type: 'spki', format: 'pem' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function swapped0(octets: Buffer): TokenDefect {
  return respelt((token) => token.split('.').with(0, octets.toString('base64url')).join('.'));
}

const withTestAnchor = settings({ testTrustAnchors: [pem(testAuthority.certificate)] });
const SIMULATED: readonly TokenRow[] = [
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

const CERTIFICATE: readonly TokenRow[] = [
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

function anchorWith(overrides: Parameters<typeof makeAuthority>[2]): TokenDefect {
  return settings({ trustAnchors: [pinned(makeAuthority('JPKI', authority.keys, overrides))] });
}

const resigned = (makeSignature: (input: Buffer) => Buffer): TokenDefect =>
  respelt((token) => {
    const input = token.slice(0, token.lastIndexOf('.'));
    return `${input}.${makeSignature(Buffer.from(input)).toString('base64url')}`;
  });
const { RSA_PKCS1_PSS_PADDING: padding } = constants;
const SIGNATURE: readonly TokenRow[] = (
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

const PAYLOAD: readonly TokenRow[] = (
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

const AUDIENCE: readonly TokenRow[] = (
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
const NONCES: readonly TokenRow[] = [
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

const at = (seconds: number): TokenDefect => payload({ iat: NOW.getTime() / 1000 + seconds });
const TIME: readonly TokenRow[] = [
  ['iat-ahead', 'issued-in-future', 'It was made in 301 s, and the skew is 300 s.', at(301)],
  ['iat-far-ahead', 'issued-in-future', 'It was made in 2100.', payload({ iat: 4_102_444_800 })],
  [
    'iat-ahead-without-skew',
    'issued-in-future',
    'It was made in a second, and there is no skew.',
    both(settings({ clockSkewSeconds: 0 }), at(1)),
    'valid-without-clock-skew',
  ],
  ['iat-behind', 'issued-too-long-ago', 'It was made 301 s ago, and the skew is 300 s.', at(-301)],
  ['iat-in-1970', 'issued-too-long-ago', 'It was made in 1970.', payload({ iat: 0 })],
  [
    'iat-behind-without-skew',
    'issued-too-long-ago',
    'It was made a second ago, and there is no skew.',
    both(settings({ clockSkewSeconds: 0 }), at(-1)),
    'valid-without-clock-skew',
  ],
];

/** The serial number of every person here. */
const LISTED = { entries: [{ serialNumber: '0A0B0C0D' }] } as const;
const list = (...lists: readonly Uint8Array[]): TokenDefect =>
  settings({ revocationLists: lists.map(base64), acceptRevocation: [] });
const ANYTHING: Parameters<typeof settings>[0] = { acceptRevocation: ['not-checked', 'unavailable'] };
const REVOCATION: readonly TokenRow[] = [
  [
    'revoked',
    'certificate-revoked',
    'The certificate is on its issuer’s revocation list.',
    list(makeCrl(authority, LISTED)),
    'valid-checked',
  ],
  [
    'revoked-where-anything-goes',
    'certificate-revoked',
    'The certificate is on the list, and the service accepts any other answer.',
    both(list(makeCrl(authority, LISTED)), settings(ANYTHING)),
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
    list(makeCrl(authority, { nextUpdate: NOW })),
    'valid-checked',
  ],
  [
    'revocation-unavailable-not-checked-accepted',
    'revocation-unavailable',
    'The list is out of date, and the service accepts only that nobody was asked.',
    both(list(makeCrl(authority, { nextUpdate: NOW })), settings({ acceptRevocation: ['not-checked'] })),
    'valid-checked-or-not',
  ],
  [
    'revocation-of-other-issuer',
    'revocation-unavailable',
    'The list is another issuer’s, of the same name.',
    list(makeCrl(foreignAuthority)),
    'valid-checked',
  ],
];

/** What passes. */
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
  ['valid-iat-ahead', 'It was made in 300 s, which is the skew.', at(300)],
  ['valid-iat-behind', 'It was made 300 s ago, which is the skew.', at(-300)],
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
  ['valid-checked', 'The certificate is not on its issuer’s revocation list.', list(makeCrl(authority))],
  [
    'valid-checked-or-not',
    'The certificate is not on the list, which the service does not insist on.',
    both(list(makeCrl(authority)), settings({ acceptRevocation: ['not-checked'] })),
  ],
  [
    'valid-checked-where-anything-goes',
    'The certificate is not on the list, and the service accepts any other answer.',
    both(list(makeCrl(authority)), settings(ANYTHING)),
  ],
  [
    'valid-unavailable',
    'The list is out of date, which the service accepts.',
    both(list(makeCrl(authority, { nextUpdate: NOW })), settings({ acceptRevocation: ['unavailable'] })),
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

export const TOKEN_ROWS: readonly TokenRow[] = [
  ...SPELLING,
  ...HEADER,
  ...SIMULATED,
  ...CERTIFICATE,
  ...SIGNATURE,
  ...PAYLOAD,
  ...AUDIENCE,
  ...NONCES,
  ...TIME,
  ...REVOCATION,
];
