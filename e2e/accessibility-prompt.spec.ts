/** WCAG 2.2 A and AA on all that a site's request shows: the prompt in every state, and the sheet in the page. */
import { describe, expect, it } from 'vitest';
import { REQUEST_SCENES } from '../scripts/screenshots/scenes.ts';
import {
  hear,
  LANGUAGES,
  scenesAreAccessible,
  scenesAreAccessibleInFirefox,
} from './harness/accessible-scenes.ts';
import { violationsInLight, violationsInOtherColours } from './harness/appearance.ts';
import { ChromiumExtensionPage } from './harness/chromium.ts';
import { DevTools } from './harness/devtools.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { openShadowRoots } from './harness/open-shadow-roots.ts';
import type { Spoken } from './harness/screen-reader.ts';
import { AUTHENTICATE, inGesture } from './harness/site.ts';
import { declareStage, type Stage } from './harness/stage.ts';

const SPOKEN: Readonly<Record<string, readonly Spoken[]>> = {
  'waiting-for-card': [{ role: 'generic', states: { live: 'polite' } }],
  'pin-entry': [{ role: 'textbox', name: /PIN/u, description: /Tries left: 3$/u, states: { focused: true } }],
  'wrong-pin': [{ role: 'alert', states: { live: 'assertive' } }],
  'last-try': [
    { role: 'textbox', name: /PIN/u, description: /Tries left: 1$/u, states: { focused: true } },
    { role: 'checkbox', name: /last try/u, description: /only an office can reset/u },
  ],
  blocked: [{ role: 'heading', name: /PIN/u, states: { focused: true } }],
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

describe.each(LANGUAGES)('chromium, %s', (language) => {
  const stage = declareStage('chromium', { launch: () => ({ language }) });

  scenesAreAccessible(stage, language, REQUEST_SCENES, {
    spoken: SPOKEN,
    longLists: ['signing-documents-undecided'],
  });

  it('the prompt sheet in the page', async () => {
    const page = await reachSheet(stage);
    const devTools = await DevTools.of(page);
    if (language === 'en') await hear(devTools, SPOKEN_BY_SHEET);
    expect(await faultsOfSheet(page, devTools)).toEqual([]);
  });
});

describe('firefox', () => {
  scenesAreAccessibleInFirefox(declareStage('firefox'), REQUEST_SCENES, [
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
  ]);
});

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
  const found = await violationsInLight(page, devTools, '[popover]');
  found.push(...(await violationsInOtherColours(page, devTools, '[popover]')));
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
