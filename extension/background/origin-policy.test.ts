import { describe, expect, it } from 'vitest';
import { KazasuError } from '../../shared/errors.ts';
import { identifyAsker, type MessageSender } from './origin-policy.ts';

const OWN_ID = 'kazasu@kazasu';
/** With its address, which the browser gives too, and which must not decide. */
const BRIDGE: MessageSender & { readonly url: string } = {
  id: OWN_ID,
  origin: 'https://service.example',
  url: 'https://service.example/login?next=/',
  frameId: 0,
  tab: { id: 7, windowId: 3, incognito: false },
};

describe('identifyAsker', () => {
  it('takes tab, window and origin from the sender', () => {
    expect(identifyAsker(BRIDGE, OWN_ID)).toEqual({
      tabId: 7,
      origin: 'https://service.example',
      incognito: false,
      windowId: 3,
    });
  });

  it.each([
    ['in a private window', true],
    ['where the browser does not say', undefined],
  ])('%s, nothing is to be remembered', (_, incognito) => {
    expect(identifyAsker({ ...BRIDGE, tab: { id: 7, incognito } }, OWN_ID).incognito).toBe(true);
  });

  it.each([
    ['loopback by name', 'http://localhost:8080'],
    ['loopback by a name of its own', 'http://demo.localhost'],
    ['loopback by address', 'http://127.0.0.1:8080'],
  ])('accepts %s', (_, origin) => {
    expect(identifyAsker({ ...BRIDGE, origin }, OWN_ID).origin).toBe(origin);
  });

  it.each<[string, Partial<typeof BRIDGE>]>([
    ['another extension', { id: 'other@example' }],
    ['no extension', { id: undefined }],
    ['an extension page, which is in no tab', { tab: undefined }],
    ['a tab without an id', { tab: {} }],
    ['a devtools tab (TAB_ID_NONE)', { tab: { id: -1 } }],
    ['a frame', { frameId: 4 }],
    ['a frame that is not told', { frameId: undefined }],
    ['plain http', { origin: 'http://service.example' }],
    ['a name that only begins like loopback', { origin: 'http://localhost.service.example' }],
    ['a file', { origin: 'file://', url: 'file:///etc/passwd' }],
    ['an extension page', { origin: 'moz-extension://0a0a', url: 'moz-extension://0a0a/prompt.html' }],
    ['a sandboxed document, whatever its address is', { origin: 'null' }],
    ['no origin, though its address could ask', { origin: undefined }],
    ['an origin that is none', { origin: 'nonsense' }],
  ])('refuses %s', (_, difference) => {
    expect(() => identifyAsker({ ...BRIDGE, ...difference }, OWN_ID)).toThrow(
      expect.objectContaining({ name: KazasuError.name, code: 'not-allowed' }),
    );
  });
});
