/** The toolbar's popup, a PIN change and a form that is filled in. */
import type { Page } from 'puppeteer-core';
import { focusByKeyboard } from '../../e2e/harness/at-the-prompt.ts';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { resolvePath } from '../root.ts';
import { type Onward, otherCard, stepsOf } from './onward.ts';
import type { Scene, SceneStage } from './scene.ts';

interface PopupScene {
  readonly name: string;
  /** Undefined for an empty reader. */
  readonly scenario?: string | undefined;
  /** A program in the host's place: a file of e2e/fixtures/hosts, or one that does not exist. */
  readonly host?: string;
  readonly view: string;
  /** A page of e2e/fixtures/forms below it. */
  readonly form?: string;
  /** Another name of that page's site than its own. */
  readonly site?: string;
  /** What the person presses in the popup; the picture is then of the window that opens. */
  readonly press?: string;
  readonly act?: (page: ExtensionPage, stage: SceneStage & { readonly tab: Page }) => Promise<void>;
  readonly onward?: readonly Onward[];
}

const CHANGE = '[data-pin="digitalSignature"] button';
const FILL = '#fill-form';
const CARD_INFO_PIN = '5678';

const SCENES: readonly PopupScene[] = [
  {
    name: 'popup-no-card',
    scenario: undefined,
    view: 'waiting-for-card',
    onward: [
      otherCard('popup', 'normal', 'card'),
      otherCard('popup-in-use', 'in-use', 'card-problem'),
      otherCard('popup-foreign-card', 'foreign-card', 'card-problem'),
      otherCard('popup-blocked', 'blocked', 'card'),
      otherCard('popup-expired', 'expired', 'card'),
      otherCard('popup-no-certificate', 'no-certificate', 'card'),
      otherCard('popup-no-signature-certificate', 'no-signature-certificate', 'card'),
      otherCard('popup-not-yet-valid', 'not-yet-valid', 'card'),
      otherCard('popup-last-try', 'one-try-left', 'card'),
      otherCard('popup-no-reader', 'no-reader', 'no-reader'),
    ],
  },
  { name: 'popup-expires-soon', scenario: 'normal', host: 'expires-soon.mjs', view: 'card' },
  { name: 'popup-connecting', scenario: 'normal', host: 'silent.mjs', view: 'connecting' },
  { name: 'popup-reading', scenario: 'normal', host: 'slow-card.mjs', view: 'reading' },
  { name: 'popup-helper-problem', scenario: 'normal', host: 'nonexistent', view: 'host-problem' },
  {
    name: 'popup-nothing-to-fill',
    scenario: 'normal',
    view: 'card',
    act: async (popup) => {
      await popup.click(FILL);
      await popup.waitForSelector('#fill-problem .warning');
    },
  },
  { name: 'change-pin', scenario: 'normal', view: 'pin-entry', press: CHANGE },
  {
    name: 'change-pin-typed',
    scenario: 'normal',
    view: 'pin-entry',
    press: CHANGE,
    act: typeChange('ABC12345', 'XYZ98765', 'XYZ9'),
  },
  {
    name: 'change-pin-wrong',
    scenario: 'normal',
    view: 'pin-entry',
    press: CHANGE,
    act: async (page) => {
      await typeChange('ABC00000', 'XYZ98765')(page);
      await page.press('Enter');
      await page.waitForSelector('[data-notice="wrong-pin"]');
    },
  },
  {
    name: 'change-pin-last-try',
    scenario: 'one-try-left',
    view: 'pin-entry',
    press: '[data-pin="userAuthentication"] button',
  },
  {
    name: 'change-pin-which',
    scenario: 'normal',
    view: 'pin-entry',
    press: CHANGE,
    act: (page) => page.click('#which-pin summary'),
  },
  {
    name: 'change-pin-password-last-try',
    scenario: 'one-try-left',
    view: 'pin-entry',
    press: CHANGE,
    act: async (page) => {
      await typeChange('ABC12345', 'XYZ98765')(page);
      await page.press('Enter');
      await page.waitForSelector('#last-try:focus');
    },
  },
  {
    name: 'change-pin-all-at-once',
    scenario: 'one-try-left',
    view: 'pin-entry',
    press: CHANGE,
    act: async (page, { world }) => {
      await world.removeCard();
      await page.waitForView('waiting-for-card');
      await world.insertCard('one-try-left');
      await page.waitForSelector('.last-try [data-notice]');
      await page.press('Enter');
      await page.waitForSelector('#pin-hint:not(:empty)');
    },
  },
  {
    name: 'change-pin-blocked',
    scenario: 'one-try-left',
    view: 'failed',
    press: CHANGE,
    act: async (page) => {
      await page.click('#last-try');
      await page.click('#pin');
      await typeChange('ABC00000', 'XYZ98765')(page);
      await page.press('Enter');
    },
  },
  {
    name: 'change-pin-unknown',
    scenario: 'removed-during-verify',
    view: 'failed',
    press: CHANGE,
    act: async (page) => {
      await typeChange('ABC12345', 'XYZ98765')(page);
      await page.press('Enter');
    },
  },
  {
    name: 'change-pin-working',
    scenario: 'slow',
    view: 'working',
    press: CHANGE,
    act: async (page) => {
      await typeChange('ABC12345', 'XYZ98765')(page);
      await page.press('Enter');
    },
  },
  {
    name: 'change-pin-done',
    scenario: 'normal',
    view: 'changed',
    press: CHANGE,
    act: async (page) => {
      await typeChange('ABC12345', 'XYZ98765')(page);
      await page.press('Enter');
    },
  },
  {
    name: 'fill-pin',
    scenario: 'normal',
    view: 'pin-entry',
    form: 'plain',
    press: FILL,
    onward: [
      { name: 'fill-wrong-pin', act: enterWrongPin },
      { name: 'fill-preview', act: readCard, view: 'preview' },
      { name: 'fill-done', act: (page) => page.click('#approve'), view: 'filled' },
    ],
  },
  {
    name: 'fill-insecure',
    scenario: 'normal',
    view: 'pin-entry',
    form: 'plain',
    site: 'www.library.test',
    press: FILL,
  },
  {
    name: 'fill-last-try',
    scenario: 'one-try-left',
    view: 'pin-entry',
    form: 'plain',
    site: 'www.library.test',
    press: FILL,
  },
  {
    name: 'fill-card-removed',
    scenario: 'normal',
    view: 'waiting-for-card',
    form: 'plain',
    press: FILL,
    act: (_page, { world }) => world.removeCard(),
  },
  {
    name: 'fill-page-changed',
    scenario: 'normal',
    view: 'page-problem',
    form: 'plain',
    press: FILL,
    act: async (page, { tab }) => {
      await tab.reload();
      await fillIn(page);
    },
  },
  {
    name: 'fill-preview-long',
    scenario: 'normal',
    view: 'preview',
    form: 'split',
    press: FILL,
    act: readCard,
  },
  { name: 'fill-refused', scenario: 'normal', view: 'filled', form: 'react', press: FILL, act: fillIn },
];

export const POPUP_SCENES: readonly Scene[] = SCENES.map((scene) => ({
  name: scene.name,
  reach: (stage) => reach(scene, stage),
  onward: stepsOf(scene.onward, scene.view),
}));

async function reach(scene: PopupScene, stage: SceneStage): Promise<ExtensionPage> {
  const { scenario, host, view, press, act } = scene;
  const { world, browser } = stage;
  if (scenario === undefined) await world.removeCard();
  else await world.insertCard(scenario);
  if (host !== undefined) await world.replaceHost(await programOf(host, stage));
  const tab = await browser.newTab(addressOf(scene, stage));
  let page = await browser.openPopup(tab);
  if (press !== undefined) {
    await page.waitForView('card');
    await page.click(press);
    page = await browser.taskWindow();
    await page.waitForView('pin-entry');
  } else {
    await page.waitForView(view);
  }
  await act?.(page, { ...stage, tab });
  await page.waitForView(view);
  return page;
}

function addressOf({ form, site: name }: PopupScene, { site }: SceneStage): string {
  const origin = name === undefined ? site.origin : site.originOf(name);
  return form === undefined ? origin : `${origin}/forms/${form}.html`;
}

async function programOf(host: string, { world }: SceneStage): Promise<string> {
  return host.endsWith('.mjs')
    ? await world.launcherFor(resolvePath('e2e/fixtures/hosts', host))
    : `/${host}/kazasu-simulator`;
}

function typeChange(pin: string, newPin: string, repeated = newPin): (page: ExtensionPage) => Promise<void> {
  return async (page) => {
    await page.type(pin);
    await focusByKeyboard(page, '#new-pin');
    await page.type(newPin);
    await focusByKeyboard(page, '#repeated-pin');
    await page.type(repeated);
  };
}

async function readCard(page: ExtensionPage): Promise<void> {
  await page.type(CARD_INFO_PIN);
  await page.press('Enter');
}

async function enterWrongPin(page: ExtensionPage): Promise<void> {
  await page.type('0000');
  await page.press('Enter');
  await page.waitForSelector('[data-notice="wrong-pin"]');
}

async function fillIn(page: ExtensionPage): Promise<void> {
  await readCard(page);
  await page.waitForView('preview');
  await page.click('#approve');
}
