/** WCAG 2.2 A and AA on every screen and state, as far as a program can tell. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Scene } from '../scripts/screenshots/scene.ts';
import { PAGE_SCENES } from '../scripts/screenshots/scenes.ts';
import { ALL_RULES, COLOUR_RULES, violations } from './harness/axe.ts';
import { ChromiumExtensionPage } from './harness/chromium.ts';
import { DevTools } from './harness/devtools.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { openShadowRoots } from './harness/open-shadow-roots.ts';
import { type Spoken, waitForSpoken } from './harness/screen-reader.ts';
import { AUTHENTICATE, inGesture } from './harness/site.ts';
import { declareStage, type Stage } from './harness/stage.ts';

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

describe.each(['ja', 'en'])('chromium, %s', (language) => {
  const stage = declareStage('chromium', { launch: () => ({ language }) });

  it.each(PAGE_SCENES)('$name', async (scene) => {
    const page = await reach(scene, stage);
    const devTools = await DevTools.of(page);
    await hear(devTools, SPOKEN[scene.name]);
    expect(await faultsInEveryAppearance(page, devTools, scene.name)).toEqual([]);
  });

  it('the prompt sheet in the page', async () => {
    const page = await reachSheet(stage);
    const devTools = await DevTools.of(page);
    await hear(devTools, SPOKEN_BY_SHEET);
    expect(await faultsOfSheet(page, devTools)).toEqual([]);
  });

  async function hear(devTools: DevTools, spoken: readonly Spoken[] = []): Promise<void> {
    if (language === 'en') for (const says of spoken) await waitForSpoken(devTools, says);
  }
});

describe('firefox', () => {
  const stage = declareStage('firefox');

  it.each(PAGE_SCENES.filter(({ name }) => IN_FIREFOX.includes(name)))('$name', async (scene) => {
    expect(await violations(await reach(scene, stage), ALL_RULES)).toEqual([]);
  });
});

/** What a screen reader says in English, by scene. */
const SPOKEN: Readonly<Record<string, readonly Spoken[]>> = {
  'pin-entry': [{ role: 'textbox', name: /PIN/u, description: /Tries left: 3$/u, states: { focused: true } }],
  'last-try': [
    { role: 'textbox', name: /PIN/u, description: /Tries left: 1$/u, states: { focused: true } },
    { role: 'checkbox', name: /last try/u, description: /only an office can reset/u },
  ],
  'wrong-pin': [{ role: 'alert', states: { live: 'assertive' } }],
  blocked: [{ role: 'heading', name: /PIN/u, states: { focused: true } }],
  'files-chosen': [
    { role: 'status', states: { live: 'polite' } },
    { role: 'button', name: /^Remove 約束\.txt$/u, states: { focusable: true } },
  ],
  'files-signed': [{ role: 'heading', name: /^Signed \(3\)$/u, states: { focused: true } }],
  'waiting-for-card': [{ role: 'generic', states: { live: 'polite' } }],
};

/** The page's own button has the focus, and keeps it: the sheet speaks without taking it. */
const SPOKEN_BY_SHEET: readonly Spoken[] = [
  { role: 'region', name: /^Using your My Number Card$/u, description: /^$/u },
  { role: 'heading', name: /^Using your My Number Card$/u, description: /^$/u, states: { level: 2 } },
  { role: 'status', description: /^$/u, states: { live: 'polite', atomic: true } },
  { role: 'StaticText', name: /^Enter your PIN in the Kazasu window$/u, description: /^$/u },
  { role: 'button', name: /^Cancel$/u, description: /^$/u, states: { focusable: true } },
  { role: 'button', name: /^Show the window$/u, description: /^$/u, states: { focusable: true } },
];

it('every scene that is named here is there', () => {
  const names = PAGE_SCENES.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...IN_FIREFOX, ...Object.keys(SPOKEN), ...LONG_LISTS]));
});

async function reach(scene: Scene, stage: Stage): Promise<ExtensionPage> {
  onTestFinished(async () => {
    await scene.finish?.(stage);
  });
  return await scene.reach(stage);
}

async function faultsInEveryAppearance(
  page: ExtensionPage,
  devTools: DevTools,
  scene: string,
): Promise<string[]> {
  const found = await violationsInEveryColour(page, devTools);
  found.push(...(await belowTheFold(page, devTools, scene)));
  for (const width of await narrowWidths(page)) {
    await devTools.resize(width);
    found.push(...(await tooWide(page)));
  }
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
async function reachSheet(stage: Stage): Promise<ExtensionPage> {
  const tab = await stage.openSite();
  await openShadowRoots(tab);
  await inGesture(tab, AUTHENTICATE);
  await (await stage.browser.prompt()).waitForView('pin-entry');
  const page = new ChromiumExtensionPage(tab);
  await page.waitForSelector('[popover]');
  return page;
}

async function faultsOfSheet(page: ExtensionPage, devTools: DevTools): Promise<string[]> {
  // axe looks for what lies over what in the body alone.
  await page.evaluate(`document.body.append(document.querySelector('[popover]')),
    document.querySelector('[popover]').showPopover()`);
  const found = await violationsInEveryColour(page, devTools, '[popover]');
  await devTools.resize(320);
  found.push(...(await page.evaluate<string[]>(TOO_WIDE_IN_SHEET)));
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
