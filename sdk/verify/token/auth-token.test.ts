/** Headers and spellings that an attacker may try, each refused with its own code. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AuthFailureCode } from '../index.ts';
import { authority, leaf, leafKeys, Scene, simulatedLeaf, testAuthority } from '../testing/scene.ts';
import { keyPair, makeLeaf } from '../testing/test-pki.ts';
import { encodePart, headerFor, makeToken } from '../testing/test-token.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});

it('any JOSE library reads the same token', async () => {
  const { payload } = await compactVerify(scene.token(), leafKeys.publicKey, { algorithms: ['RS256'] });
  expect(JSON.parse(Buffer.from(payload).toString())).toEqual(scene.payload);
  expect(decodeProtectedHeader(scene.token())).toEqual(headerFor(leaf));
});

describe('hostile headers', () => {
  const x5c = (...certificates: Uint8Array[]) => ({
    x5c: certificates.map((der) => Buffer.from(der).toString('base64')),
  });
  it.each<[string, Record<string, unknown>]>([
    ['alg none', { alg: 'none' }],
    ['alg PS256', { alg: 'PS256' }],
    ['alg in another case', { alg: 'rs256' }],
    ['another type', { typ: 'JWT' }],
    ['no type', { typ: undefined }],
    ['a key of its own', { jwk: leafKeys.publicKey.export({ format: 'jwk' }) }],
    ['a key id', { kid: '1' }],
    ['a critical extension', { crit: ['b64'], b64: false }],
    ['a field named like a property of every object', { constructor: 1 }],
    ['two certificates', x5c(leaf, authority.certificate)],
    ['no certificate', x5c()],
    ['a certificate that is no string', { x5c: [1] }],
    ['a certificate in base64url', { x5c: [leaf.toString('base64url')] }],
    ['simulated: false', { simulated: false }],
    ['simulated: "true"', { simulated: 'true' }],
  ])('%s', async (_name, header) => {
    await scene.expectFailure(scene.token({ header }), 'header-malformed');
  });

  it('a certificate with stray bits before its padding', async () => {
    const padded = ['01', '0101', '010101']
      .map((serialNumber) => makeLeaf(authority, { serialNumber }).toString('base64'))
      .find((text) => text.endsWith('='));
    const stray = padded?.replace(/.(?==+$)/u, (last) => String.fromCharCode(last.charCodeAt(0) + 1));
    await scene.expectFailure(scene.token({ header: { x5c: [stray] } }), 'header-malformed');
  });

  it('alg none, without a signature', async () => {
    const unsigned = `${encodePart({ ...headerFor(leaf), alg: 'none' })}.${encodePart(scene.payload)}.`;
    await scene.expectFailure(unsigned, 'header-malformed');
  });

  it('HS256 with the public key as the secret', async () => {
    const secret = leafKeys.publicKey.export({ type: 'spki', format: 'pem' });
    const input = `${encodePart({ ...headerFor(leaf), alg: 'HS256' })}.${encodePart(scene.payload)}`;
    const mac = createHmac('sha256', secret).update(input).digest('base64url');
    await scene.expectFailure(`${input}.${mac}`, 'header-malformed');
  });

  it.each([
    ['the same key twice', (json: string) => json.replace('{', '{"alg":"none",')],
    ['white space', (json: string) => json.replace(',', ', ')],
    ['escapes that need not be', (json: string) => json.replace('RS256', '\\u0052S256')],
    ['a byte order mark', (json: string) => `\uFEFF${json}`],
    ['no JSON', () => 'RS256'],
  ])('spelt with %s', async (_name, respell) => {
    const header = respell(JSON.stringify(headerFor(leaf)));
    await scene.expectFailure(
      makeToken({ header, payload: scene.payload, key: leafKeys.privateKey }),
      'header-malformed',
    );
  });
});

describe('hostile tokens', () => {
  const parts = () => scene.token().split('.');
  it.each<[string, AuthFailureCode, () => unknown]>([
    ['nothing', 'token-malformed', () => undefined],
    ['an object', 'token-malformed', () => ({ toString: () => scene.token() })],
    ['an array', 'token-malformed', () => [scene.token()]],
    ['two parts', 'token-malformed', () => parts().slice(0, 2).join('.')],
    ['four parts', 'token-malformed', () => `${scene.token()}.`],
    ['padding', 'token-malformed', () => `${scene.token()}==`],
    ['a line break', 'token-malformed', () => `${scene.token()}\n`],
    ['standard base64', 'token-malformed', () => scene.token().replaceAll('-', '+').replaceAll('_', '/')],
    ['stray bits in the last character', 'token-malformed', () => withStrayBits(scene.token())],
    ['as many characters as there may be', 'token-malformed', () => scene.token().padEnd(16_384, '.')],
    ['one more', 'token-oversize', () => scene.token().padEnd(16_385, '.')],
    ['far too much', 'token-oversize', () => `${scene.token()}${'A'.repeat(16_384)}`],
    ['no signature', 'signature-invalid', () => `${parts().slice(0, 2).join('.')}.`],
    [
      'another key’s signature',
      'signature-invalid',
      () => scene.token({ key: keyPair('foreign').privateKey }),
    ],
    ['a changed payload', 'signature-invalid', () => swap(1, { ...scene.payload, iat: scene.iat + 1 })],
    [
      'a changed header',
      'signature-invalid',
      () => swap(0, headerFor(makeLeaf(authority, { serialNumber: '01' }))),
    ],
    ['an added mark', 'simulated-card-refused', () => swap(0, { ...headerFor(leaf), simulated: true })],
    ['a simulated card', 'simulated-card-refused', () => scene.simulatedToken()],
  ])('%s', async (_name, code, attack) => {
    await scene.expectFailure(attack(), code);
  });

  it('thousands of parts are not decoded to tell that they are too many', async () => {
    const decode = vi.spyOn(Buffer, 'from');
    onTestFinished(() => {
      decode.mockRestore();
    });
    await scene.expectFailure('.'.repeat(16_384), 'token-malformed');
    expect(decode.mock.calls.length).toBeLessThan(10);
  });

  const swap = (index: number, part: unknown): string => parts().with(index, encodePart(part)).join('.');
  /** An RSA signature of 256 octets leaves four bits of its last character unused. */
  const withStrayBits = (text: string): string => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return text.slice(0, -1) + alphabet.charAt(alphabet.indexOf(text.slice(-1)) + 1);
  };

  it.each([
    ['a real card marked as simulated', () => scene.token({ header: { simulated: true } })],
    ['a simulated card without its mark', () => scene.token({ certificate: simulatedLeaf })],
  ])('%s passes nowhere, even where simulated cards do', async (_name, attack) => {
    scene.verifier = scene.verifierWith({ testTrustAnchors: [testAuthority.certificate] });
    await scene.expectFailure(attack(), 'certificate-issuer-unknown');
  });
});

describe('garbage of every kind', () => {
  it('is a coded result, never an exception', async () => {
    const garbage = fc.anything({ withBigInt: true, withNullPrototype: true });
    await fc.assert(fc.asyncProperty(garbage, (token) => scene.expectCoded(token)));
  });

  it('in the shape of a token, too', async () => {
    const parts = fc.array(fc.oneof(fc.json(), fc.string()).map(encodePart), { minLength: 3, maxLength: 3 });
    await fc.assert(fc.asyncProperty(parts, (all) => scene.expectCoded(all.join('.'))));
  });

  it('with a token in which any character is another', async () => {
    const good = scene.token();
    const change = fc.tuple(fc.nat(good.length - 1), fc.string({ minLength: 1, maxLength: 1 }));
    await fc.assert(
      fc.asyncProperty(change, async ([at, character]) => {
        fc.pre(good.charAt(at) !== character);
        await scene.expectCoded(good.slice(0, at) + character + good.slice(at + 1));
      }),
      { numRuns: 300 },
    );
  });
});
