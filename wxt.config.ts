import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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
  vite: () => ({
    resolve: { alias: { tldts: 'tldts/dist/index.esm.min.js' } },
    build: {
      rolldownOptions: {
        // Or the bridge in every page keeps the tables whose sizes the schemas name, without the schemas.
        treeshake: { propertyReadSideEffects: false },
        optimization: { inlineConst: true },
      },
    },
  }),
  hooks: {
    'build:publicAssets': (_, files) => {
      files.push(...PDF_FILES);
    },
  },
  manifest: ({ browser }) => extensionManifest(browser === 'firefox' ? 'firefox' : 'chrome'),
});

const PDFJS = join(import.meta.dirname, 'node_modules/pdfjs-dist');
/** What pdf.js loads by itself when it shows a document (extension/ui/signing/open-pdf.ts): nothing of it comes from elsewhere. */
const PDF_FILES = [
  { absoluteSrc: join(PDFJS, 'build/pdf.worker.min.mjs'), relativeDest: 'pdf/worker.js' },
  {
    absoluteSrc: join(PDFJS, 'wasm/openjpeg_nowasm_fallback.js'),
    relativeDest: 'pdf/wasm/openjpeg_nowasm_fallback.js',
  },
  ...['cmaps', 'standard_fonts'].flatMap((folder) =>
    readdirSync(join(PDFJS, folder)).map((name) => ({
      absoluteSrc: join(PDFJS, folder, name),
      relativeDest: `pdf/${folder}/${name}`,
    })),
  ),
];
