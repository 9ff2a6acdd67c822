import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { helpUrlOf, type KazasuLoginAttributes, readSettings } from './login-settings.ts';

const PAGE = 'https://shop.example/members/login?from=mail';
const GIVEN = { 'nonce-url': '/login/nonce', 'login-url': '/login' };

beforeEach(() => {
  vi.stubGlobal('location', new URL(PAGE));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function element(attributes: KazasuLoginAttributes, baseURI = PAGE): Element {
  const values = new Map<string, unknown>(Object.entries(attributes));
  // What is read of an element, and nothing else of it.
  return { baseURI, getAttribute: (name: string) => values.get(name) ?? null } as unknown as Element;
}

describe('the settings', () => {
  it('are read from the attributes, with URLs from the page’s own address', () => {
    const settings = readSettings(
      element({
        ...GIVEN,
        'login-url': 'confirm',
        'success-url': '?',
        purpose: '図書館の予約',
        'csrf-token': 't',
      }),
    );
    expect(JSON.parse(JSON.stringify(settings))).toEqual({
      nonceUrl: 'https://shop.example/login/nonce',
      loginUrl: 'https://shop.example/members/confirm',
      successUrl: 'https://shop.example/members/login?',
      purpose: '図書館の予約',
      csrfToken: 't',
    });
  });

  it('take an empty attribute for none', () => {
    const settings = readSettings(
      element({ ...GIVEN, 'success-url': '', purpose: '', 'csrf-token': '', 'help-url': '' }),
    );
    expect(settings).toMatchObject({ successUrl: undefined, purpose: undefined, csrfToken: undefined });
  });

  it.each<[string, KazasuLoginAttributes]>([
    ['no nonce-url', { 'login-url': '/login' }],
    ['no login-url', { 'nonce-url': '/login/nonce' }],
    ['an empty login-url', { ...GIVEN, 'login-url': '' }],
    ['a nonce from elsewhere', { ...GIVEN, 'nonce-url': 'https://evil.example/nonce' }],
    ['a token for elsewhere', { ...GIVEN, 'login-url': '//evil.example/login' }],
    ['a token in the clear', { ...GIVEN, 'login-url': 'http://shop.example/login' }],
    ['another port', { ...GIVEN, 'login-url': 'https://shop.example:8443/login' }],
    ['an open redirect', { ...GIVEN, 'success-url': 'https://evil.example/' }],
    ['a redirect with backslashes', { ...GIVEN, 'success-url': '\\\\evil.example' }],
    ['a script', { ...GIVEN, 'success-url': 'javascript:alert(1)' }],
    ['a document of its own', { ...GIVEN, 'success-url': 'data:text/html,x' }],
    ['no URL at all', { ...GIVEN, 'success-url': 'https://' }],
  ])('are refused with %s', (_name, attributes) => {
    expect(() => readSettings(element(attributes))).toThrow(
      expect.objectContaining({ code: 'invalid-request' }) as Error,
    );
  });

  it('are refused when a base leads to another site', () => {
    expect(() => readSettings(element(GIVEN, 'https://evil.example/'))).toThrow('of the page’s own origin');
  });
});

describe('the link to help', () => {
  it.each([
    ['/help', 'https://shop.example/help'],
    ['https://help.example/card', 'https://help.example/card'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['https://', undefined],
    ['', undefined],
  ])('of %s is %s', (value, url) => {
    expect(helpUrlOf(element({ 'help-url': value }))).toBe(url);
  });
});
