import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSitePattern } from './site-pattern.ts';

describe('parseSitePattern', () => {
  it.each([
    ['https://service.example.jp', 'https://service.example.jp', true],
    ['https://service.example.jp', 'https://www.service.example.jp', false],
    ['https://service.example.jp', 'https://service.example.jp:8443', false],
    ['https://service.example.jp:8443', 'https://service.example.jp:8443', true],
    ['https://*.example.go.jp', 'https://www.example.go.jp', true],
    ['https://*.example.go.jp', 'https://a.b.example.go.jp', true],
    ['https://*.example.go.jp', 'https://example.go.jp', true],
    ['https://*.example.go.jp', 'https://notexample.go.jp', false],
    ['https://*.example.go.jp', 'https://example.go.jp.attacker.example', false],
    ['https://*.example.go.jp', 'https://www.example.go.jp:8443', false],
    ['https://*.example.go.jp:8443', 'https://www.example.go.jp:8443', true],
    ['https://*.localhost', 'http://demo.localhost', false],
    ['http://*.localhost', 'http://demo.localhost', true],
    ['https://*.xn--eckwd4c7c.example', 'https://www.xn--eckwd4c7c.example', true],
  ])('%s for %s: %s', (pattern, origin, matches) => {
    expect(parseSitePattern(pattern)?.matches(origin)).toBe(matches);
  });

  it.each([
    ['nothing', ''],
    ['a name without a scheme', 'example.go.jp'],
    ['a path', 'https://example.go.jp/'],
    ['a wildcard in the middle', 'https://www.*.go.jp'],
    ['a wildcard without a dot', 'https://*example.go.jp'],
    ['two wildcards', 'https://*.*.go.jp'],
    ['a wildcard alone', 'https://*'],
    ['a wildcard for nothing', 'https://*.'],
    ['any scheme', '*://example.go.jp'],
    ['capitals', 'https://Example.go.jp'],
    ['a default port', 'https://example.go.jp:443'],
    ['a name that is not in punycode', 'https://*.例え.example'],
    ['plain http', 'http://*.example.go.jp'],
    ['an address with something below it', 'https://*.192.0.2.1'],
    ['credentials', 'https://*.user@example.go.jp'],
    ['a regular expression', 'https://.*'],
  ])('is no pattern: %s', (_, pattern) => {
    expect(parseSitePattern(pattern)).toBeUndefined();
  });

  it('never matches a site of another registrable domain', () => {
    const pattern = parseSitePattern('https://*.example.go.jp');
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const { origin } = new URL(url);
        expect(pattern?.matches(origin)).toBe(/^https:\/\/(?:[^:]*\.)?example\.go\.jp$/u.test(origin));
      }),
    );
  });
});
