/** The pictures of docs/user-guide.*.md, in the order in which the guide tells the story. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, ScreenshotOptions, Viewport } from 'puppeteer-core';
import { focusByKeyboard } from '../../e2e/harness/at-the-prompt.ts';
import { ChromiumExtensionPage } from '../../e2e/harness/chromium.ts';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { CARD_INFO_PIN, SIMULATED_PASSWORD, SIMULATED_PIN } from '../../e2e/harness/simulated-pin.ts';
import { inGesture, NONCE } from '../../e2e/harness/site.ts';
import { CHROMIUM_EXTENSION_IDS, HOST_NAMES } from '../../manifests/identity.ts';
import { nativeHostManifest } from '../../manifests/native-host.ts';
import { resolvePath } from '../root.ts';
import { checkUnknownSigner, chooseOwnFiles, signOwnFiles } from './files-scenes.ts';
import { type GuideLanguage, type GuideStage, openGuideSite } from './guide-site.ts';
import type { Picture, Scene } from './scene.ts';

const PURPOSE: Readonly<Record<GuideLanguage, string>> = { ja: '本の予約', en: 'Reserving books' };
const SIGNING_PURPOSE: Readonly<Record<GuideLanguage, string>> = {
  ja: '利用者カードの申し込み',
  en: 'Applying for a library card',
};
const WRONG_PIN = '0000';

export type GuideScene = Scene<Picture, GuideStage>;

/** A request of the library, up to the moment of the picture. */
interface RequestScene {
  readonly name: string;
  /** An empty reader unless given. */
  readonly scenario?: string;
  readonly attributes?: readonly string[];
  readonly view: string;
  readonly act?: (prompt: ExtensionPage) => Promise<void>;
  /** What ends the request after the picture, which is cancelled otherwise. */
  readonly finish?: GuideScene['finish'];
}

const ATTRIBUTES = ['name', 'address', 'birthDate'] as const;

/** What the library has signed. */
const DOCUMENTS: Readonly<Record<GuideLanguage, readonly (readonly [name: string, content: string])[]>> = {
  ja: [
    [
      '利用の誓約書.txt',
      '見本市立図書館　利用の誓約書\n\n1　借りた本は、期限までに返します。\n2　本をなくしたときは、同じ本で弁償します。\n',
    ],
    ['利用者カード申込書.txt', '利用者カード申込書\n\n氏名　山田　太郎\n'],
  ],
  en: [
    [
      'Rules.txt',
      'Mihon City Library: rules\n\n1. I bring back what I borrow in time.\n2. A book that I lose I replace with the same one.\n',
    ],
    ['Application.txt', 'Application for a library card\n\nName: Yamada Taro\n'],
  ],
};

/** A request to sign, up to the moment of the picture. */
interface SigningScene {
  readonly name: string;
  readonly view: string;
  readonly act?: (prompt: ExtensionPage) => Promise<void>;
}

const SIGNINGS: readonly SigningScene[] = [
  { name: 'sign-documents', view: 'documents' },
  { name: 'sign-read', view: 'document', act: (prompt) => prompt.click('.open') },
  { name: 'sign-consent', view: 'consent', act: (prompt) => prompt.click('#proceed') },
  {
    name: 'sign-password',
    view: 'pin-entry',
    act: async (prompt) => {
      await prompt.click('#proceed');
      await prompt.click('#agree');
      await prompt.waitForView('pin-entry');
      await prompt.type(SIMULATED_PASSWORD);
    },
  },
];

const REQUESTS: readonly RequestScene[] = [
  { name: 'login-card', view: 'waiting-for-card' },
  { name: 'login-pin', scenario: 'normal', view: 'pin-entry', act: (prompt) => prompt.type(SIMULATED_PIN) },
  {
    name: 'login-which-pin',
    scenario: 'normal',
    view: 'pin-entry',
    act: (prompt) => prompt.click('#which-pin summary'),
  },
  { name: 'login-wrong-pin', scenario: 'normal', view: 'pin-entry', act: enterWrongPin },
  { name: 'login-last-try', scenario: 'one-try-left', view: 'pin-entry' },
  { name: 'login-blocked', scenario: 'blocked', view: 'failed' },
  { name: 'login-done', scenario: 'normal', view: 'done', act: (prompt) => enter(prompt, SIMULATED_PIN) },
  { name: 'attributes-choose', scenario: 'normal', view: 'pin-entry', attributes: ATTRIBUTES },
  {
    name: 'attributes-review',
    scenario: 'normal',
    view: 'review',
    attributes: ATTRIBUTES,
    act: async (prompt) => {
      await prompt.click('[name="address"]');
      await prompt.click('#pin');
      await enter(prompt, CARD_INFO_PIN);
    },
    // The history has it then.
    finish: async ({ browser }) => {
      const prompt = await browser.prompt();
      await prompt.click('#approve');
      await prompt.closed();
    },
  },
];

export const GUIDE_SCENES: readonly GuideScene[] = [
  { name: 'login-site', reach: reachSheet },
  ...REQUESTS.map(requestScene),
  { name: 'form-pin', reach: reachForm },
  { name: 'form-preview', reach: reachPreview },
  { name: 'popup', reach: reachPopup },
  { name: 'change-pin', reach: reachChangePin },
  { name: 'sites', reach: (stage) => reachOptions(stage, 'sites', '[data-origin]') },
  { name: 'history', reach: (stage) => reachOptions(stage, 'history', '[data-entry]') },
  { name: 'language', reach: (stage) => reachOptions(stage, 'language', '#language-browser') },
  { name: 'diagnosis', reach: reachDiagnosis },
  // After the history, which would show them.
  ...SIGNINGS.map(signingScene),
  { name: 'files-choose', reach: (stage) => reachFiles(stage, chooseOwnFiles) },
  { name: 'files-save', reach: (stage) => reachFiles(stage, signOwnFiles) },
  { name: 'files-check', reach: (stage) => reachFiles(stage, checkUnknownSigner) },
];

/** Puts a card that looks like a real one behind the real helper's name. */
export async function prepareGuide({ world, browser }: GuideStage): Promise<void> {
  const launcher = await world.launcherFor(resolvePath('scripts/screenshots/guide-host.mjs'));
  const manifest = nativeHostManifest('chromium', HOST_NAMES.host, launcher);
  const path = join(world.userDataDir, 'NativeMessagingHosts', `${HOST_NAMES.host}.json`);
  await writeFile(path, JSON.stringify(manifest));
  const options = await browser.openExtensionPage('options.html');
  await options.click('#real-card');
  await options.waitForSelector('#real-card:checked');
  await options.waitForSelector('[data-status="connected"]');
  await options.close();
}

function requestScene({ name, scenario, attributes, view, act, finish }: RequestScene): GuideScene {
  return {
    name,
    async reach(stage) {
      if (scenario === undefined) await stage.world.removeCard();
      else await stage.world.insertCard(scenario);
      const { prompt } = await ask(stage, callOf(stage.language, attributes));
      if (act) {
        await prompt.waitForView('pin-entry');
        await act(prompt);
      }
      await prompt.waitForView(view);
      return prompt;
    },
    ...(finish && { finish }),
  };
}

function signingScene({ name, view, act }: SigningScene): GuideScene {
  return {
    name,
    async reach(stage) {
      await stage.world.insertCard('normal');
      const { prompt } = await ask(stage, signingCallOf(stage.language));
      await prompt.waitForView('documents');
      await act?.(prompt);
      await prompt.waitForView(view);
      return prompt;
    },
  };
}

/** The page for own files, in the state that a person brings it to. */
async function reachFiles(
  { world, browser }: GuideStage,
  act: (page: ExtensionPage) => Promise<void>,
): Promise<Picture> {
  await world.insertCard('normal');
  const tab = await openPage(browser, 'files.html', FILES_SIZE);
  await act(new ChromiumExtensionPage(tab));
  return pictureOf(tab, { fullPage: true });
}

/** What the page shows meanwhile. */
async function reachSheet(stage: GuideStage): Promise<Picture> {
  await stage.world.insertCard('normal');
  const { page, prompt } = await ask(stage, callOf(stage.language));
  await prompt.waitForView('pin-entry');
  await page.bringToFront();
  return pictureOf(page, { clip: { x: 0, y: 0, width: 800, height: 360 } });
}

async function reachForm(stage: GuideStage): Promise<ExtensionPage> {
  return reachTask(stage, await openGuideSite(stage), '#fill-form');
}

async function reachPreview(stage: GuideStage): Promise<ExtensionPage> {
  const window = await reachForm(stage);
  await enter(window, CARD_INFO_PIN);
  await window.waitForView('preview');
  return window;
}

async function reachChangePin(stage: GuideStage): Promise<ExtensionPage> {
  const tab = await stage.browser.newTab(stage.site.origin);
  const window = await reachTask(stage, tab, '[data-pin="digitalSignature"] button');
  await window.type(SIMULATED_PASSWORD);
  await focusByKeyboard(window, '#new-pin');
  await window.type('XYZ9');
  return window;
}

/** A window that a button of the toolbar's popup opens over a page. */
async function reachTask({ world, browser }: GuideStage, tab: Page, button: string): Promise<ExtensionPage> {
  await world.insertCard('normal');
  const popup = await browser.openPopup(tab);
  await popup.waitForView('card');
  await popup.click(button);
  const window = await browser.taskWindow();
  await window.waitForView('pin-entry');
  return window;
}

/** The popup in a tab, because a toolbar's popup shows no more of itself than fits below the toolbar. */
async function reachPopup({ world, browser }: GuideStage): Promise<Picture> {
  await world.insertCard('normal');
  const page = await openPage(browser, 'popup.html', POPUP_SIZE);
  await page.waitForSelector('[data-view="card"]');
  return pictureOf(page, { fullPage: true });
}

/** As far as the reader all is well, and there is no card: a finding with a remedy. */
async function reachDiagnosis({ world, browser }: GuideStage): Promise<Picture> {
  await world.removeCard();
  const page = await openPage(browser, 'options.html#diagnosis', OPTIONS_SIZE);
  await page.waitForSelector('.layers[aria-busy="false"] .layer');
  return pictureOf(page, { fullPage: true });
}

async function reachOptions({ browser }: GuideStage, section: string, selector: string): Promise<Picture> {
  const page = await openPage(browser, `options.html#${section}`, OPTIONS_SIZE);
  await page.waitForSelector(selector);
  return pictureOf(page, {});
}

/** As large as the toolbar's button opens it. */
const POPUP_SIZE = { width: 464, height: 536 } as const;
const OPTIONS_SIZE = { width: 800, height: 640 } as const;
const FILES_SIZE = { width: 800, height: 400 } as const;

async function openPage(browser: GuideStage['browser'], path: string, size: Viewport): Promise<Page> {
  const page = await browser.newTab(`chrome-extension://${CHROMIUM_EXTENSION_IDS[0]}/${path}`);
  await page.setViewport(size);
  return page;
}

function pictureOf(page: Page, options: ScreenshotOptions): Picture {
  return {
    async screenshot(path) {
      await page.screenshot({ ...options, path });
    },
  };
}

/** A log-in, unless it is attributes that are asked for. */
function callOf(language: GuideLanguage, attributes?: readonly string[]): string {
  const purpose = PURPOSE[language];
  return attributes === undefined
    ? `kazasu.authenticate(${JSON.stringify({ nonce: NONCE, purpose })})`
    : `kazasu.readAttributes(${JSON.stringify({ attributes, required: ['name'], purpose })})`;
}

function signingCallOf(language: GuideLanguage): string {
  const documents = DOCUMENTS[language].map(([name, content]) => ({ name, type: 'text/plain', content }));
  return `kazasu.sign(${JSON.stringify({ format: 'cades', documents, purpose: SIGNING_PURPOSE[language] })})`;
}

async function ask(stage: GuideStage, call: string): Promise<{ page: Page; prompt: ExtensionPage }> {
  const page = await openGuideSite(stage);
  await inGesture(page, call);
  return { page, prompt: await stage.browser.prompt() };
}

async function enter(page: ExtensionPage, pin: string): Promise<void> {
  await page.type(pin);
  await page.press('Enter');
}

async function enterWrongPin(prompt: ExtensionPage): Promise<void> {
  await enter(prompt, WRONG_PIN);
  await prompt.waitForSelector('#tries-left[data-count="2"]');
}
