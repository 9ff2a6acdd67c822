/** WCAG 2.2 A and AA on every screen and state, as far as a program can tell. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import type { Reached, Scene, SceneStage } from '../scripts/screenshots/scene.ts';
import { PAGE_SCENES } from '../scripts/screenshots/scenes.ts';
import { ALL_RULES, COLOUR_RULES, violations } from './harness/axe.ts';
import { type BrowserName, launchBrowser } from './harness/browser.ts';
import { ChromiumExtensionPage } from './harness/chromium.ts';
import { type AccessibleNode, DevTools } from './harness/devtools.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { openShadowRoots } from './harness/open-shadow-roots.ts';
import { AUTHENTICATE, inGesture, startSite } from './harness/site.ts';
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
    'signing-documents-undecided',
    'signing-document-pdf',
  ],
  ['popup', 'change-pin-typed', 'fill-preview', 'fill-done', 'files-chosen', 'files-checked-issuer'],
  ['options', 'options-sites', 'options-history', 'options-erase-history', 'options-diagnosis'],
].flat();

describe('chromium', () => {
  // Both languages at once: most of the time each of them waits for its own windows and helpers.
  const stages = [declareStage('chromium', 'ja'), declareStage('chromium', 'en')] as const;

  it.each(PAGE_SCENES)('$name', async (scene) => {
    expect(await Promise.all(stages.map((stage) => faultsInEveryAppearance(stage, scene)))).toEqual([[], []]);
  });

  it('the prompt sheet in the page', async () => {
    expect(await Promise.all(stages.map(faultsOfSheet))).toEqual([[], []]);
  });

  it('the prompt sheet, to a screen reader', async () => {
    const { page, leave } = await reachSheet(stages[1]);
    const devTools = await DevTools.of(page);
    const tree = await devTools.accessibilityTree();
    for (const says of SPOKEN_BY_SHEET) expect(tree).toContainEqual(asNode(says));
    await leave();
  });

  it.each(SPOKEN)('$scene, $says.role, to a screen reader', async ({ scene, says }) => {
    const { page, leave } = await sceneOf(scene).reach(stages[1]);
    const devTools = await DevTools.of(page);
    expect(await devTools.accessibilityTree()).toContainEqual(asNode(says));
    await leave();
  });
});

/** What a screen reader says, from the browser's own tree of the page. */
const SPOKEN: readonly Spoken[] = [
  {
    scene: 'pin-entry',
    says: { role: 'textbox', name: /PIN/u, description: /Tries left: 3$/u, states: { focused: true } },
  },
  {
    scene: 'last-try',
    says: { role: 'textbox', name: /PIN/u, description: /Tries left: 1$/u, states: { focused: true } },
  },
  {
    scene: 'last-try',
    says: { role: 'checkbox', name: /last try/u, description: /only an office can reset/u, states: {} },
  },
  {
    scene: 'wrong-pin',
    says: { role: 'alert', name: /^/u, description: /^/u, states: { live: 'assertive' } },
  },
  {
    scene: 'blocked',
    says: { role: 'heading', name: /PIN/u, description: /^/u, states: { focused: true } },
  },
  {
    scene: 'files-chosen',
    says: { role: 'status', name: /^/u, description: /^/u, states: { live: 'polite' } },
  },
  {
    scene: 'files-chosen',
    says: { role: 'button', name: /^Remove 約束\.txt$/u, description: /^/u, states: { focusable: true } },
  },
  {
    scene: 'files-signed',
    says: { role: 'heading', name: /^Signed \(3\)$/u, description: /^/u, states: { focused: true } },
  },
  {
    scene: 'waiting-for-card',
    says: { role: 'generic', name: /^/u, description: /^/u, states: { live: 'polite' } },
  },
];

/** The page's own button has the focus, and keeps it: the sheet speaks without taking it. */
const SPOKEN_BY_SHEET: readonly Spoken['says'][] = [
  { role: 'region', name: /^Using your My Number Card$/u, description: /^$/u, states: {} },
  { role: 'heading', name: /^Using your My Number Card$/u, description: /^$/u, states: { level: 2 } },
  { role: 'status', name: /^/u, description: /^$/u, states: { live: 'polite', atomic: true } },
  { role: 'StaticText', name: /^Enter your PIN in the Kazasu window$/u, description: /^$/u, states: {} },
  { role: 'button', name: /^Cancel$/u, description: /^$/u, states: { focusable: true } },
  { role: 'button', name: /^Show the window$/u, description: /^$/u, states: { focusable: true } },
];

describe('firefox', () => {
  const stage = declareStage('firefox', 'en');

  it.each(PAGE_SCENES.filter(({ name }) => IN_FIREFOX.includes(name)))('$name', async (scene) => {
    const { page, leave } = await scene.reach(stage);
    expect(await violations(page, ALL_RULES)).toEqual([]);
    await leave();
  });
});

interface Spoken {
  readonly scene: string;
  readonly says: {
    readonly role: string;
    readonly name: RegExp;
    readonly description: RegExp;
    readonly states: AccessibleNode['states'];
  };
}

function sceneOf(name: string): Scene {
  const scene = PAGE_SCENES.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`there is no scene ${name}`);
  return scene;
}

function asNode({ role, name, description, states }: Spoken['says']): unknown {
  return {
    role,
    name: expect.stringMatching(name) as string,
    description: expect.stringMatching(description) as string,
    states: expect.objectContaining(states) as object,
  };
}

async function faultsInEveryAppearance(stage: SceneStage, scene: Scene): Promise<string[]> {
  const { page, leave } = await scene.reach(stage);
  const devTools = await DevTools.of(page);
  const found = await violationsInEveryColour(page, devTools);
  found.push(...(await belowTheFold(page, devTools, scene.name)));
  for (const width of await narrowWidths(page)) {
    await devTools.resize(width);
    found.push(...(await tooWide(page)));
  }
  await devTools.detach();
  await leave();
  return found;
}

/** Nothing of a prompt or a task's window has to be scrolled to in the size that it opens in, bars taken off. */
const WINDOW = { width: 420, height: 600 } as const;
/** These are scrolled as any page is. */
const IN_TAB = /^\/(?:options|files)/u;
/** As many fields as a page has, or documents. */
const LONG_LISTS: readonly string[] = ['fill-preview-long', 'signing-documents-undecided'];

async function belowTheFold(page: ExtensionPage, devTools: DevTools, scene: string): Promise<string[]> {
  const kind = await page.evaluate<string>(`document.documentElement.className + location.pathname`);
  if (kind.startsWith('toolbar')) return await outOfSight(page);
  if (IN_TAB.test(kind) || LONG_LISTS.includes(scene)) return [];
  await devTools.resize(WINDOW.width, WINDOW.height);
  const height = await page.evaluate<number>(`document.scrollingElement.scrollHeight`);
  return height > WINDOW.height ? [`${scene} is ${height} pixels high`] : [];
}

/** What the toolbar's popup shows without being scrolled: every warning, and the way to the page's form. */
async function outOfSight(page: ExtensionPage): Promise<string[]> {
  return await page.evaluate<string[]>(`[...document.querySelectorAll('h1, .warning, #fill-form')]
    .filter((element) => element.getBoundingClientRect().bottom > innerHeight)
    .map((element) => innerHeight + ' pixels do not reach to ' + element.outerHTML)`);
}

async function violationsInEveryColour(
  page: ExtensionPage,
  devTools: DevTools,
  part?: string,
): Promise<string[]> {
  await devTools.show({ scheme: 'light' });
  const found = await violations(page, ALL_RULES, part);
  await devTools.show({ scheme: 'dark' });
  found.push(...(await violations(page, COLOUR_RULES, part)));
  await devTools.show({ forcedColors: true });
  found.push(...(await violations(page, COLOUR_RULES, part)));
  await devTools.show({});
  return found;
}

/** A page of the site, with the prompt sheet in it while the prompt asks for the PIN. */
async function reachSheet(
  { browser, site }: SceneStage,
  prepare: (tab: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Reached> {
  const tab = await browser.newTab(site.origin);
  await prepare(tab);
  await inGesture(tab, AUTHENTICATE);
  const prompt = await browser.prompt();
  await prompt.waitForView('pin-entry');
  const page = new ChromiumExtensionPage(tab);
  await page.waitForSelector('[popover]');
  return {
    page,
    leave: async () => {
      await tab.close();
      await prompt.closed();
    },
  };
}

async function faultsOfSheet(stage: SceneStage): Promise<string[]> {
  const { page, leave } = await reachSheet(stage, openShadowRoots);
  // axe looks for what lies over what in the body alone.
  await page.evaluate(`document.body.append(document.querySelector('[popover]')),
    document.querySelector('[popover]').showPopover()`);
  const devTools = await DevTools.of(page);
  const found = await violationsInEveryColour(page, devTools, '[popover]');
  await devTools.resize(320);
  found.push(...(await page.evaluate<string[]>(TOO_WIDE_IN_SHEET)));
  await devTools.detach();
  await leave();
  return found;
}

const TOO_WIDE_IN_SHEET = `(() => {
  const sheet = document.querySelector('[popover]');
  const fits = ({ left, right }) => left >= 0 && right <= innerWidth;
  return [sheet, ...sheet.shadowRoot.querySelectorAll('section, section *')]
    .filter((element) => !fits(element.getBoundingClientRect()) || element.scrollWidth > element.clientWidth + 1)
    .filter((element) => getComputedStyle(element).display !== 'inline')
    .map(({ tagName, scrollWidth }) => innerWidth + ' pixels: ' + tagName + ' has ' + scrollWidth);
})()`;

/**
 * 320 CSS pixels (WCAG 2.2, 1.4.10), and for a window of a fixed size the half of it, which zoom of 200 % leaves (1.4.4).
 * The toolbar's popup grows with the zoom, and has no other width than its own.
 */
async function narrowWidths(page: ExtensionPage): Promise<number[]> {
  const path = await page.evaluate<string>(`document.documentElement.className + location.pathname`);
  if (path.startsWith('toolbar')) return [];
  return IN_TAB.test(path) ? [320] : [320, 210];
}

/** What goes beyond the sides of the page, or is cut off at the sides of something in it. */
async function tooWide(page: ExtensionPage): Promise<string[]> {
  return await page.evaluate<string[]>(`[document.scrollingElement, ...document.body.querySelectorAll('*')]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .filter((element) => element === document.scrollingElement || getComputedStyle(element).overflowX !== 'visible')
    .filter((element) => getComputedStyle(element).clipPath === 'none') // for screen readers alone
    .filter((element) => element.closest('.shown') === null) // the pages of a document are two-dimensional, which 1.4.10 excepts
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
