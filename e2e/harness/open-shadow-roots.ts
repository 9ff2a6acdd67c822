import type { Page } from 'puppeteer-core';
import { CHROMIUM_EXTENSION_IDS } from '../../manifests/identity.ts';

/**
 * Has the extension's content script open the shadow roots that it makes in this document from now on, which it closes to
 * the page: what looks into a page as axe does sees them then. Chromium alone lets the tools into a content script's world.
 */
export async function openShadowRoots(page: Page): Promise<void> {
  const devTools = await page.createCDPSession();
  const worlds: { readonly id: number; readonly origin: string }[] = [];
  devTools.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await devTools.send('Runtime.enable'); // tells of the worlds that there are before it answers
  const origin = `chrome-extension://${CHROMIUM_EXTENSION_IDS[0]}`;
  const world = worlds.find((one) => one.origin === origin);
  if (world === undefined) throw new Error('the page has no content script of the extension');
  await devTools.send('Runtime.evaluate', {
    contextId: world.id,
    expression: `(() => {
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function (init) {
        return attachShadow.call(this, { ...init, mode: 'open' });
      };
    })()`,
  });
  await devTools.detach();
}
