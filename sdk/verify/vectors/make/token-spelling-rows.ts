/** What can be wrong with the spelling of a token, and with its header. */
import { createHmac } from 'node:crypto';
import { authority, base64, personKeys } from './people.ts';
import {
  both,
  header,
  respelt,
  spellHeader,
  swapped,
  type TokenDefect,
  type TokenRow,
} from './token-draft.ts';
import { leaf, x5c } from './token-defects.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const nextLetter = (letter: string) => ALPHABET.charAt(ALPHABET.indexOf(letter) + 1);

export const SPELLING_ROWS: readonly TokenRow[] = [
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

const x5cText = (spell: (text: string) => unknown): TokenDefect => header({ x5c: [spell(base64(leaf))] });

export const HEADER_ROWS: readonly TokenRow[] = (
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
