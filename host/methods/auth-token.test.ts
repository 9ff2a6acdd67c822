import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { authTokenHeaderSchema, authTokenPayloadSchema } from '../../shared/auth-token.ts';
import { fromBase64Url } from '../../shared/base64.ts';
import { fromHex, fromUtf8 } from '../../shared/bytes.ts';
import { authTokenSigningInput, compactToken } from './auth-token.ts';

const content = {
  certificate: fromHex('30030201FF'),
  payload: {
    aud: 'https://library.example.jp',
    nonce: 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e',
    iat: 1_775_000_000,
  },
  simulated: false,
};

const decode = (part: string | undefined): string => fromUtf8(fromBase64Url(part ?? ''));

describe('authTokenSigningInput', () => {
  it('is header and payload of RFC 7515, to the byte', () => {
    const [header, payload, ...rest] = fromUtf8(authTokenSigningInput(content)).split('.');
    expect(decode(header)).toBe('{"alg":"RS256","typ":"jpki-auth+jwt","x5c":["MAMCAf8="]}');
    expect(decode(payload)).toBe(
      '{"aud":"https://library.example.jp","nonce":"kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e","iat":1775000000}',
    );
    expect(rest).toEqual([]);
  });

  it('says inside what is signed that a card is simulated', () => {
    const [header] = fromUtf8(authTokenSigningInput({ ...content, simulated: true })).split('.');
    expect(decode(header)).toBe('{"alg":"RS256","typ":"jpki-auth+jwt","x5c":["MAMCAf8="],"simulated":true}');
  });

  it.each([false, true])('is what the schemas of the verifier accept (simulated: %s)', (simulated) => {
    const [header, payload] = fromUtf8(authTokenSigningInput({ ...content, simulated })).split('.');
    expect(v.is(authTokenHeaderSchema, JSON.parse(decode(header)))).toBe(true);
    expect(v.is(authTokenPayloadSchema, JSON.parse(decode(payload)))).toBe(true);
  });
});

describe('compactToken', () => {
  it('appends the signature', () => {
    const input = authTokenSigningInput(content);
    expect(compactToken(input, fromHex('FBFF'))).toBe(`${fromUtf8(input)}.-_8`);
  });
});
