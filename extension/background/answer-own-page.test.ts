import { describe, expect, it } from 'vitest';
import { answerOwnPage, isOwnPage } from './answer-own-page.ts';

const OWN = { id: 'kazasu', origin: 'chrome-extension://kazasu' } as const;

describe('isOwnPage', () => {
  it.each([
    ['a page of the extension', { id: 'kazasu', origin: 'chrome-extension://kazasu' }, true],
    ['one in a tab', { id: 'kazasu', origin: 'chrome-extension://kazasu', tab: { id: 7 }, frameId: 0 }, true],
    ['the bridge in a web page', { id: 'kazasu', origin: 'https://example.jp', tab: { id: 7 } }, false],
    ['a sandboxed document', { id: 'kazasu', origin: 'null' }, false],
    ['no origin', { id: 'kazasu' }, false],
    ['another extension', { id: 'other', origin: 'chrome-extension://kazasu' }, false],
  ])('%s', (_who, sender, isOwn) => {
    expect(isOwnPage(sender, OWN)).toBe(isOwn);
  });
});

describe('answerOwnPage', () => {
  it('names the registrable domains, and nothing where there is none', () => {
    const origins = ['https://www.example.co.jp', 'http://localhost:3000', 'https://taro.github.io'];
    expect(answerOwnPage({ kind: 'ask-domains', origins })).toEqual({
      kind: 'domains',
      domains: { 'https://www.example.co.jp': 'example.co.jp', 'https://taro.github.io': 'taro.github.io' },
    });
  });

  it('an origin cannot reach the prototype of the answer', () => {
    expect(() => answerOwnPage({ kind: 'ask-domains', origins: ['__proto__'] })).toThrow();
  });

  it.each([
    [{ kind: 'open-prompt', requestId: '4b1c52c2-9a66-4a7e-8a52-1c9d9ea6bd10', request: {} }],
    [{ kind: 'ask-domains', origins: ['no address'] }],
    [{ kind: 'ask-domains', origins: Array.from({ length: 5001 }, () => 'https://a.example') }],
    [undefined],
  ])('takes nothing else: %#', (message) => {
    expect(() => answerOwnPage(message)).toThrow();
  });
});
