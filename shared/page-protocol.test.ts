import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { nonceSchema, pageEnvelopeSchema } from './page-protocol.ts';
import { purposeSchema } from './purpose.ts';

const nonce = 'n'.repeat(32);

describe('nonce', () => {
  it.each([nonce, 'a'.repeat(256), '0123456789abcdef'.repeat(2), 'AAAA-_+/=.~AAAA-_+/=.~AAAA-_+/=.~'])(
    '%s',
    (text) => {
      expect(v.is(nonceSchema, text)).toBe(true);
    },
  );

  it.each([
    ['31 characters', 'a'.repeat(31)],
    ['257 characters', 'a'.repeat(257)],
    ['10 MB', 'a'.repeat(10_000_000)],
    ['a quotation mark', `"${nonce}`],
    ['a backslash', `\\${nonce}`],
    ['a line break', `${nonce}\n`],
    ['a letter beyond ASCII', `あ${nonce}`],
    ['null', null],
    ['a number', 1e40],
    ['an object that looks like a string', { length: 32, toString: () => nonce }],
  ])('not %s', (_what, value) => {
    expect(v.is(nonceSchema, value)).toBe(false);
  });
});

describe('purpose', () => {
  it.each(['ログイン', 'Log in to “Demo”', '山田 太郎さんの口座開設', 'é👪'])('%s', (text) => {
    expect(v.is(purposeSchema, text)).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['201 characters', 'あ'.repeat(201)],
    ['a line break', 'one\ntwo'],
    ['an escape character', 'a\u001B[2J'],
    ['a right-to-left override', 'evil\u202Etxt.exe'],
    ['an isolate', 'a\u2066b'],
    ['a line separator', 'a\u2028b'],
  ])('not %s', (_what, text) => {
    expect(v.is(purposeSchema, text)).toBe(false);
  });
});

describe('envelope', () => {
  const request = { method: 'authenticate', nonce };

  it.each([
    ['a log-in', request],
    ['a log-in with a purpose', { ...request, purpose: 'ログイン' }],
    ['a ping', { method: 'ping' }],
    ['attributes', { method: 'readAttributes', attributes: ['sex', 'name'] }],
    [
      'attributes, some of them required',
      { method: 'readAttributes', attributes: ['name', 'sex'], required: ['sex'] },
    ],
  ])('%s', (_what, value) => {
    expect(v.is(pageEnvelopeSchema, { kazasu: 1, kind: 'request', request: value })).toBe(true);
  });

  it.each([
    ['none', []],
    ['one twice', ['name', 'name']],
    ['the individual number', ['individualNumber']],
    ['too many', ['name', 'address', 'birthDate', 'sex', 'name']],
  ])('not attributes: %s', (_what, attributes) => {
    const value = { method: 'readAttributes', attributes };
    expect(v.is(pageEnvelopeSchema, { kazasu: 1, kind: 'request', request: value })).toBe(false);
  });

  it('does not require what it does not ask for', () => {
    const value = { method: 'readAttributes', attributes: ['name'], required: ['address'] };
    expect(v.is(pageEnvelopeSchema, { kazasu: 1, kind: 'request', request: value })).toBe(false);
  });

  it.each([
    ['null', null],
    ['another version', { kazasu: 2, kind: 'request', request }],
    ['an unknown key', { kazasu: 1, kind: 'request', request, tabId: 1 }],
    [
      'an unknown key in the request',
      { kazasu: 1, kind: 'request', request: { ...request, origin: 'https://example.jp' } },
    ],
    ['an unknown method', { kazasu: 1, kind: 'request', request: { method: 'readMyNumber' } }],
    ['a ping with more', { kazasu: 1, kind: 'request', request: { method: 'ping', nonce } }],
  ])('not %s', (_what, value) => {
    expect(v.is(pageEnvelopeSchema, value)).toBe(false);
  });
});
