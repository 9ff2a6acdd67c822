/**
 * `npm run screenshots [NAME...]`: every state of the prompt and the pages beside it, in both languages, in light, dark
 * and forced colours, what is in a tab or is to be signed also in 320 CSS pixels, reached through the real host and the
 * simulated card, as PNG files in dist/screenshots. `npm run screenshots -- --guide [NAME...]`: the user guide's pictures,
 * in docs/pictures. `npm run screenshots -- --demo`: the demo site's pages, also in 320 CSS pixels.
 */
import { mkdir } from 'node:fs/promises';
import { launchBrowser } from '../e2e/harness/browser.ts';
import { clearStage } from '../e2e/harness/clear-stage.ts';
import { type Appearance, DevTools } from '../e2e/harness/devtools.ts';
import { ExtensionPage } from '../e2e/harness/extension-page.ts';
import { startSite } from '../e2e/harness/site.ts';
import { createWorld } from '../e2e/harness/world.ts';
import { resolvePath } from './root.ts';
import { photographDemo } from './screenshots/demo-pages.ts';
import { GUIDE_SCENES, type GuideScene, prepareGuide } from './screenshots/guide-scenes.ts';
import type { GuideLanguage, GuideStage } from './screenshots/guide-site.ts';
import { type Picture, stopNames, stopsOf } from './screenshots/scene.ts';
import { SCENES } from './screenshots/scenes.ts';

const LANGUAGES = ['ja', 'en'] as const;
/** By the last part of the files' names. */
const APPEARANCES: Readonly<Record<string, Appearance>> = {
  light: { scheme: 'light' },
  dark: { scheme: 'dark' },
  forced: { forcedColors: true },
};
const WIDE = 800;
const NARROW = 320;
/** A history has no end. */
const HIGHEST = 1600;

interface Album {
  readonly folder: string;
  readonly scenes: readonly GuideScene[];
  prepare(stage: GuideStage): Promise<void>;
  /** @param path of the pictures without what is in the end of their names */
  photograph(page: Picture, path: string): Promise<void>;
}

const GALLERY: Album = {
  folder: resolvePath('dist/screenshots'),
  scenes: SCENES,
  prepare: () => Promise.resolve(),
  photograph: (page, path) =>
    page instanceof ExtensionPage ? photographEach(page, path) : page.screenshot(`${path}.light.png`),
};

const GUIDE: Album = {
  folder: resolvePath('docs/pictures'),
  scenes: GUIDE_SCENES,
  prepare: prepareGuide,
  photograph: (page, path) => page.screenshot(`${path}.png`),
};

const args = process.argv.slice(2);
const album = args.includes('--guide') ? GUIDE : GALLERY;
const wanted = args.filter((arg) => !arg.startsWith('--'));
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
const scenes = album.scenes.filter((scene) => stopNames(scene).some(isWanted));
await mkdir(album.folder, { recursive: true });
for (const language of LANGUAGES) {
  await (args.includes('--demo') ? photographDemo(album.folder, language) : shoot(language));
}

async function shoot(language: GuideLanguage): Promise<void> {
  const world = await createWorld();
  const site = await startSite();
  const browser = await launchBrowser('chromium', world, { language });
  const stage = { world, site, browser, language };
  try {
    await album.prepare(stage);
    for (const scene of scenes) {
      await world.freshCard();
      for await (const { name, page } of stopsOf(scene, stage)) {
        if (!isWanted(name)) continue;
        await album.photograph(page, `${album.folder}/${name}.${language}`);
        console.log(`${name}, ${language}`);
      }
      await scene.finish?.(stage);
      await clearStage(stage);
    }
  } finally {
    await browser.close();
    await site.close();
    await world.dispose();
  }
}

async function photographEach(page: ExtensionPage, path: string): Promise<void> {
  const devTools = await DevTools.of(page);
  const isTab = await page.evaluate<boolean>(`/^.(options|files)/.test(location.pathname)`);
  if (isTab) await showWhole(page, devTools, WIDE);
  for (const [name, appearance] of Object.entries(APPEARANCES)) {
    await devTools.show(appearance);
    await page.screenshot(`${path}.${name}.png`);
  }
  const isSigning = await page.evaluate<boolean>(`document.querySelector('[data-method="sign"]') !== null`);
  if (isTab || isSigning) {
    await devTools.show({});
    await showWhole(page, devTools, NARROW);
    await page.screenshot(`${path}.narrow.png`);
  }
  await devTools.detach();
}

/** As high as its content: a tab is scrolled, a picture is not. */
async function showWhole(page: ExtensionPage, devTools: DevTools, width: number): Promise<void> {
  await devTools.resize(width);
  const height = await page.evaluate<number>(`document.documentElement.scrollHeight`);
  await devTools.resize(width, Math.min(height, HIGHEST));
}
