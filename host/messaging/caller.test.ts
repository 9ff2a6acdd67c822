import { describe, expect, it } from 'vitest';
import { CHROMIUM_EXTENSION_IDS } from '../../manifests/identity.ts';
import { isOwnExtension } from './caller.ts';

const [ID] = CHROMIUM_EXTENSION_IDS;
const MANIFEST = '/home/taro/.mozilla/native-messaging-hosts/app.kazasu.host.json';

describe('isOwnExtension', () => {
  it.each([
    ['Chromium', [`chrome-extension://${ID}/`]],
    ['Chromium on Windows', [`chrome-extension://${ID}/`, '--parent-window=0']],
    ['Firefox', [MANIFEST, 'kazasu@kazasu']],
  ])('knows the extension in %s', (_, args) => {
    expect(isOwnExtension(args)).toBe(true);
  });

  it.each([
    ['nobody', []],
    ['another extension', ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/']],
    ['an extension whose id begins like ours', [`chrome-extension://${ID}a/`]],
    ['our id without its slash', [`chrome-extension://${ID}`]],
    ['our id with a path', [`chrome-extension://${ID}/page.html`]],
    ['our id in another scheme', [`https://${ID}/`]],
    ['our id in another place', ['chrome-extension://other/', `chrome-extension://${ID}/`]],
    ['another add-on', [MANIFEST, 'other@example.jp']],
    ['our add-on id alone', ['kazasu@kazasu']],
    ['our add-on id after a Chromium origin', ['chrome-extension://other/', 'kazasu@kazasu']],
    ['our add-on id with more behind it', [MANIFEST, 'kazasu@kazasu', 'other@example.jp']],
  ])('refuses %s', (_, args) => {
    expect(isOwnExtension(args)).toBe(false);
  });
});
