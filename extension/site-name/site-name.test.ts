import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchedName, type SiteName, siteName } from './site-name.ts';

const joined = ({ scheme, before, domain, port }: SiteName): string =>
  [scheme, before, domain, port].join('|');

describe('searchedName', () => {
  it.each([
    ['https://www.xn--r8jz45g.jp:8443', ['www.xn--r8jz45g.jp:8443', 'www.例え.jp']],
    ['https://login.example.co.jp', ['https://login.example.co.jp']],
  ])('of %s has whatever a person may type', (origin, words) => {
    for (const word of words) expect(searchedName(origin)).toContain(word);
  });
});

describe('siteName', () => {
  it.each([
    ['https://example.com', 'example.com', 'https://||example.com|'],
    ['https://login.example.co.jp:8443', 'example.co.jp', 'https://|login.|example.co.jp|:8443'],
    ['https://www.xn--r8jz45g.jp', 'xn--r8jz45g.jp', 'https://|www.|例え.jp|'],
    ['https://xn--r8jz45g.example.com', 'example.com', 'https://|例え.|example.com|'],
    ['http://localhost:3000', undefined, 'http://||localhost|:3000'],
    ['http://127.0.0.1', undefined, 'http://||127.0.0.1|'],
    ['http://[::1]:80', undefined, 'http://||[::1]|'],
    ['https://github.io', undefined, 'https://||github.io|'],
    ['https://www.example.com.', 'example.com', 'https://|www.|example.com|'],
    // A domain that is not the origin's makes nothing prominent.
    ['https://evil.example', 'bank.example', 'https://||evil.example|'],
    ['https://evilbank.example', 'bank.example', 'https://||evilbank.example|'],
  ])('of %s', (origin, domain, parts) => {
    expect(joined(siteName(origin, domain))).toBe(parts);
  });

  it('shortens what comes before the domain, at its left end, and never the domain', () => {
    const { before, domain } = siteName(`https://${'bank.example.'.repeat(18)}evil.test`, 'evil.test');
    expect(before).toBe('….example.bank.example.bank.example.');
    expect(domain).toBe('evil.test');
  });

  it('shortens a single long label, too', () => {
    const { before } = siteName(`https://${'a'.repeat(63)}.evil.test`, 'evil.test');
    expect(before).toBe(`…${'a'.repeat(38)}.`);
  });

  it('ends with the registrable domain of any host', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (sub, domain) => {
        const { hostname } = new URL(`https://${domain}`);
        expect(siteName(`https://${sub}.${domain}`, hostname).domain).toBe(
          siteName(`https://${domain}`).domain,
        );
      }),
    );
  });
});
