import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registrableDomainOf } from './registrable-domain.ts';

describe('registrableDomainOf', () => {
  it.each([
    ['https://example.com', 'example.com'],
    ['https://login.service.example.com:8443', 'example.com'],
    ['https://www.example.co.jp', 'example.co.jp'],
    // Section *.kobe.jp and its exception.
    ['https://www.ward.kobe.jp', 'www.ward.kobe.jp'],
    ['https://www.city.kobe.jp', 'city.kobe.jp'],
    ['https://pref.aichi.jp', 'pref.aichi.jp'],
    // Under a suffix that is a company's own.
    ['https://shop.taro.github.io', 'taro.github.io'],
    ['https://github.io', undefined],
    // 例え.jp, and a suffix that is internationalised itself.
    ['https://www.xn--r8jz45g.jp', 'xn--r8jz45g.jp'],
    ['https://www.shop.xn--55qx5d.cn', 'shop.xn--55qx5d.cn'],
    ['https://service.test', 'service.test'],
    ['https://example.com.', 'example.com'],
    ['http://localhost:3000', undefined],
    ['http://127.0.0.1', undefined],
    ['http://[::1]:8080', undefined],
  ])('of %s is %s', (origin, domain) => {
    expect(registrableDomainOf(origin)).toBe(domain);
  });

  it('is the right-hand end of the host, whatever the host', () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        const domain = registrableDomainOf(`https://${host}`);
        if (domain !== undefined)
          expect(`.${new URL(`https://${host}`).hostname}`.endsWith(`.${domain}`)).toBe(true);
      }),
    );
  });
});
