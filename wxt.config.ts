import { defineConfig } from 'wxt';
import { extensionManifest } from './manifests/extension-manifest.ts';

/** `wxt build` and `wxt build -b firefox --mv3` leave the two extensions in dist/extension/{chrome,firefox}-mv3. */
export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: 'dist/extension',
  modules: ['@wxt-dev/i18n/module', '@wxt-dev/webextension-polyfill'],
  imports: false,
  // Vite's minifier writes the 70 KB of the list's labels out at both places that use them; this build of it has them once.
  vite: () => ({ resolve: { alias: { tldts: 'tldts/dist/index.esm.min.js' } } }),
  manifest: ({ browser }) => extensionManifest(browser === 'firefox' ? 'firefox' : 'chrome'),
});
