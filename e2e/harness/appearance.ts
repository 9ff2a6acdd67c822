/** How a page looks: its colours, and whether all of it is to be seen in the sizes that its window may have. */
import { ALL_RULES, COLOUR_RULES, violations } from './axe.ts';
import type { DevTools } from './devtools.ts';
import type { ExtensionPage } from './extension-page.ts';

/** What breaks the rules of WCAG as the page stands there, in colours that are light. */
export async function violationsInLight(
  page: ExtensionPage,
  devTools: DevTools,
  part?: string,
): Promise<string[]> {
  await devTools.show({ scheme: 'light' });
  return await violations(page, ALL_RULES, part);
}

/** The rules about colours again, in the other colours that a person may have chosen. */
export async function violationsInOtherColours(
  page: ExtensionPage,
  devTools: DevTools,
  part?: string,
): Promise<string[]> {
  await devTools.show({ scheme: 'dark' });
  const found = await violations(page, COLOUR_RULES, part);
  await devTools.show({ forcedColors: true });
  found.push(...(await violations(page, COLOUR_RULES, part)));
  await devTools.show({});
  return found;
}

/** @param isLongList of as many fields or documents as a site has: it may go on below the end of the window */
export async function faultsInEverySize(
  page: ExtensionPage,
  devTools: DevTools,
  isLongList: boolean,
): Promise<string[]> {
  const found = await belowTheFold(page, devTools, isLongList);
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

async function belowTheFold(page: ExtensionPage, devTools: DevTools, isLongList: boolean): Promise<string[]> {
  const kind = await page.evaluate<string>(`document.documentElement.className + location.pathname`);
  if (kind.startsWith('toolbar')) return await outOfSight(page);
  if (IN_TAB.test(kind) || isLongList) return [];
  await devTools.resize(WINDOW.width, WINDOW.height);
  const height = await page.evaluate<number>(`document.scrollingElement.scrollHeight`);
  return height > WINDOW.height ? [`${height} pixels high`] : [];
}

/** What the toolbar's popup shows without being scrolled: every warning, and the way to the page's form. */
async function outOfSight(page: ExtensionPage): Promise<string[]> {
  return await page.evaluate<string[]>(`[...document.querySelectorAll('h1, .warning, #fill-form')]
    .filter((element) => element.getBoundingClientRect().bottom > innerHeight)
    .map((element) => innerHeight + ' pixels do not reach to ' + element.outerHTML)`);
}

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
