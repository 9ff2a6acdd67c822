/** The toolbar's popup, a PIN change and a form that is filled in. */
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { waitUntil } from '../../e2e/harness/wait-until.ts';
import type { Reached, Scene, SceneStage } from './scene.ts';

interface PopupScene {
  readonly name: string;
  /** Undefined for an empty reader. */
  readonly scenario?: string | undefined;
  readonly view: string;
  /** A page of e2e/fixtures/forms below it. */
  readonly form?: string;
  /** What the person presses in the popup; the picture is then of the window that opens. */
  readonly press?: string;
  readonly act?: (page: ExtensionPage) => Promise<void>;
}

const CHANGE = '[data-pin="digitalSignature"] button';
const FILL = '#fill-form';
const CARD_INFO_PIN = '5678';

const SCENES: readonly PopupScene[] = [
  { name: 'popup', scenario: 'normal', view: 'card' },
  { name: 'popup-no-card', scenario: undefined, view: 'waiting-for-card' },
  { name: 'popup-no-reader', scenario: 'no-reader', view: 'no-reader' },
  { name: 'popup-in-use', scenario: 'in-use', view: 'card-problem' },
  { name: 'popup-foreign-card', scenario: 'foreign-card', view: 'card-problem' },
  { name: 'popup-blocked', scenario: 'blocked', view: 'card' },
  { name: 'popup-expired', scenario: 'expired', view: 'card' },
  { name: 'popup-no-certificate', scenario: 'no-certificate', view: 'card' },
  {
    name: 'popup-nothing-to-fill',
    scenario: 'normal',
    view: 'card',
    act: async (popup) => {
      await popup.click(FILL);
      await popup.waitForSelector('#fill-problem .warning');
      await popup.evaluate(`document.querySelector('#fill-problem').scrollIntoView()`);
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
    name: 'change-pin-done',
    scenario: 'normal',
    view: 'changed',
    press: CHANGE,
    act: async (page) => {
      await typeChange('ABC12345', 'XYZ98765')(page);
      await page.press('Enter');
    },
  },
  { name: 'fill-pin', scenario: 'normal', view: 'pin-entry', form: 'plain', press: FILL },
  { name: 'fill-preview', scenario: 'normal', view: 'preview', form: 'plain', press: FILL, act: readCard },
  {
    name: 'fill-preview-long',
    scenario: 'normal',
    view: 'preview',
    form: 'split',
    press: FILL,
    act: readCard,
  },
  { name: 'fill-done', scenario: 'normal', view: 'filled', form: 'plain', press: FILL, act: fillIn },
  { name: 'fill-refused', scenario: 'normal', view: 'filled', form: 'react', press: FILL, act: fillIn },
];

export const POPUP_SCENES: readonly Scene[] = SCENES.map((scene) => ({
  name: scene.name,
  reach: (stage) => reach(scene, stage),
}));

async function reach(
  { scenario, view, form, press, act }: PopupScene,
  { world, site, browser }: SceneStage,
): Promise<Reached> {
  if (scenario === undefined) await world.removeCard();
  else await world.insertCard(scenario);
  const tab = await browser.newTab(form === undefined ? site.origin : `${site.origin}/forms/${form}.html`);
  let page = await browser.openPopup(tab);
  if (press !== undefined) {
    await page.waitForView('card');
    await page.click(press);
    page = await browser.taskWindow();
    await page.waitForView('pin-entry');
  } else {
    await page.waitForView(view);
  }
  await act?.(page);
  await page.waitForView(view);
  const leave = async (): Promise<void> => {
    await page.close();
    await waitUntil(() => page.isClosed());
    await tab.close();
  };
  return { page, leave };
}

function typeChange(pin: string, newPin: string, repeated = newPin): (page: ExtensionPage) => Promise<void> {
  return async (page) => {
    await page.type(pin);
    await page.press('Tab');
    await page.type(newPin);
    await page.press('Tab');
    await page.type(repeated);
  };
}

async function readCard(page: ExtensionPage): Promise<void> {
  await page.type(CARD_INFO_PIN);
  await page.press('Enter');
}

async function fillIn(page: ExtensionPage): Promise<void> {
  await readCard(page);
  await page.waitForView('preview');
  await page.click('#approve');
}
