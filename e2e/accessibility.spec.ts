/** WCAG 2.2 A and AA on every screen and state, as far as a program can tell. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scene, SceneStage } from '../scripts/screenshots/scene.ts';
import { PAGE_SCENES } from '../scripts/screenshots/scenes.ts';
import { ALL_RULES, COLOUR_RULES, violations } from './harness/axe.ts';
import { type BrowserName, launchBrowser } from './harness/browser.ts';
import { DevTools } from './harness/devtools.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { startSite } from './harness/site.ts';
import { createWorld } from './harness/world.ts';

/** In Firefox, one scene for each view: what axe finds in markup it finds in any browser. */
const IN_FIREFOX = [
  [
    'waiting-for-card',
    'pin-entry',
    'last-try',
    'blocked',
    'foreign-card',
    'host-missing',
    'attributes',
    'review',
  ],
  ['popup', 'change-pin-typed', 'fill-preview', 'fill-done'],
  ['options', 'options-sites', 'options-history', 'options-erase-history', 'options-diagnosis'],
].flat();

describe('chromium', () => {
  // Both languages at once: most of the time each of them waits for its own windows and helpers.
  const stages = [declareStage('chromium', 'ja'), declareStage('chromium', 'en')];

  it.each(PAGE_SCENES)('$name', async (scene) => {
    expect(await Promise.all(stages.map((stage) => faultsInEveryAppearance(stage, scene)))).toEqual([[], []]);
  });
});

describe('firefox', () => {
  const stage = declareStage('firefox', 'en');

  it.each(PAGE_SCENES.filter(({ name }) => IN_FIREFOX.includes(name)))('$name', async (scene) => {
    const { page, leave } = await scene.reach(stage);
    expect(await violations(page, ALL_RULES)).toEqual([]);
    await leave();
  });
});

async function faultsInEveryAppearance(stage: SceneStage, scene: Scene): Promise<string[]> {
  const { page, leave } = await scene.reach(stage);
  const devTools = await DevTools.of(page);
  await devTools.show({ scheme: 'light' });
  const found = await violations(page, ALL_RULES);
  await devTools.show({ scheme: 'dark' });
  found.push(...(await violations(page, COLOUR_RULES)));
  await devTools.show({ forcedColors: true });
  found.push(...(await violations(page, COLOUR_RULES)));
  await devTools.show({});
  for (const width of await narrowWidths(page)) {
    await devTools.resize(width);
    found.push(...(await tooWide(page)));
  }
  await devTools.detach();
  await leave();
  return found;
}

/**
 * 320 CSS pixels (WCAG 2.2, 1.4.10), and for a window of a fixed size the half of it, which zoom of 200 % leaves (1.4.4).
 * The toolbar's popup grows with the zoom, and has no other width than its own.
 */
async function narrowWidths(page: ExtensionPage): Promise<number[]> {
  const path = await page.evaluate<string>(`document.documentElement.className + location.pathname`);
  if (path.startsWith('toolbar')) return [];
  return path.startsWith('/options') ? [320] : [320, 210];
}

/** What goes beyond the sides of the page, or is cut off at the sides of something in it. */
async function tooWide(page: ExtensionPage): Promise<string[]> {
  return await page.evaluate<string[]>(`[document.scrollingElement, ...document.body.querySelectorAll('*')]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .filter((element) => element === document.scrollingElement || getComputedStyle(element).overflowX !== 'visible')
    .filter((element) => getComputedStyle(element).clipPath === 'none') // for screen readers alone
    .map(({ tagName, id, className, scrollWidth }) =>
      innerWidth + ' pixels: ' + tagName + '#' + id + '.' + className + ' has ' + scrollWidth)`);
}

function declareStage(browserName: BrowserName, language: string): SceneStage {
  // Filled before the first story begins; a story sees it complete.
  const stage = {} as { -readonly [Key in keyof SceneStage]: SceneStage[Key] };
  beforeAll(async () => {
    stage.world = await createWorld();
    stage.site = await startSite();
    stage.browser = await launchBrowser(browserName, stage.world, { language });
  });
  beforeEach(async () => {
    await stage.world.freshCard();
  });
  afterAll(async () => {
    await stage.browser.close();
    await stage.site.close();
    await stage.world.dispose();
  });
  return stage;
}
