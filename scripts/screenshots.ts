/**
 * `npm run screenshots [NAME...]`: every state of the prompt and the pages beside it, in both languages and both colour
 * schemes, reached through the real host and the simulated card, as PNG files in dist/screenshots.
 */
import { mkdir } from 'node:fs/promises';
import { type ColorScheme, launchBrowser } from '../e2e/harness/browser.ts';
import { startSite } from '../e2e/harness/site.ts';
import { createWorld } from '../e2e/harness/world.ts';
import { resolvePath } from './root.ts';
import type { Picture, Scene, SceneStage } from './screenshots/scene.ts';
import { SCENES } from './screenshots/scenes.ts';

const LANGUAGES = ['ja', 'en'] as const;
const COLOR_SCHEMES = ['light', 'dark'] as const;

const folder = resolvePath('dist/screenshots');
await mkdir(folder, { recursive: true });
const wanted = process.argv.slice(2);
const scenes = SCENES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const language of LANGUAGES) {
  for (const colorScheme of COLOR_SCHEMES) await shoot(language, colorScheme);
}

async function shoot(language: string, colorScheme: ColorScheme): Promise<void> {
  const world = await createWorld();
  const site = await startSite();
  const browser = await launchBrowser('chromium', world, { language, colorScheme });
  try {
    for (const scene of scenes) {
      await play(scene, { world, site, browser }, `${folder}/${scene.name}.${language}.${colorScheme}.png`);
      console.log(`${scene.name}, ${language}, ${colorScheme}`);
    }
  } finally {
    await browser.close();
    await site.close();
    await world.dispose();
  }
}

async function play(scene: Scene<Picture>, stage: SceneStage, path: string): Promise<void> {
  await stage.world.freshCard();
  const { page, leave } = await scene.reach(stage);
  await page.screenshot(path);
  await leave();
}
