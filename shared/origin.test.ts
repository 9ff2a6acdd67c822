import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAskingOrigin } from './origin.ts';

describe('may ask', () => {
  it.each([
    'https://example.jp',
    'https://www.example.go.jp:8443',
    'https://xn--wgv71a119e.jp',
    'https://192.0.2.1',
    'http://localhost',
    'http://localhost:3000',
    'http://app.localhost:3000',
    'http://127.0.0.1:8080',
    'http://127.1.2.3',
    'http://[::1]:8080',
  ])('%s', (origin) => {
    expect(isAskingOrigin(origin)).toBe(true);
  });
});

describe('may not ask', () => {
  it.each([
    ['an opaque origin', 'null'],
    ['nothing', ''],
    ['plain http elsewhere', 'http://example.jp'],
    ['a private address over plain http', 'http://192.168.0.1'],
    ['a name that only begins like loopback', 'http://127.0.0.1.example.jp'],
    ['a name that only begins like localhost', 'http://localhost.example.jp'],
    ['another scheme', 'ftp://example.jp'],
    ['a file', 'file://'],
    ['an extension', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'],
    ['a path', 'https://example.jp/'],
    ['credentials', 'https://user@example.jp'],
    ['the default port spelt out', 'https://example.jp:443'],
    ['capitals', 'https://Example.jp'],
    ['a name that is not punycode', 'https://日本語.jp'],
    ['white space', ' https://example.jp'],
    ['a name longer than DNS allows', `https://${'a.'.repeat(150)}jp`],
  ])('%s', (_what, origin) => {
    expect(isAskingOrigin(origin)).toBe(false);
  });
});

it('what may ask is always its own canonical origin', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
      if (isAskingOrigin(text)) expect(new URL(text).origin).toBe(text);
      else
        expect(
          text.startsWith('https://') &&
            URL.canParse(text) &&
            new URL(text).origin === text &&
            text.length < 250,
        ).toBe(false);
    }),
  );
});
