/** Every state of the prompt, and how a person would get there. */
import type { Page } from 'puppeteer-core';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { CARD_INFO_PIN, SIMULATED_PIN } from '../../e2e/harness/simulated-pin.ts';
import { inGesture, NONCE } from '../../e2e/harness/site.ts';
import { resolvePath } from '../root.ts';
import { type Onward, otherCard, stepsOf } from './onward.ts';
import type { Scene, SceneStage } from './scene.ts';

export const PURPOSE = '図書館の予約サービスへのログイン';
/** As long as a purpose may be. */
const LONG_PURPOSE =
  '図書館の予約サービスでは、はじめてご利用になるときに、お住まいの地域とお名前を確認しています。いただいた情報は、利用者カードを作るためだけに使い、登録が終わったあとは、利用者番号のほかは保存しません。登録には、一分ほどかかります。ご不明な点は、図書館の窓口か、お電話でお問い合わせください。受付は、休館日を除く毎日、午前九時から午後五時までです。次回からは、利用者番号だけで入れます。';
const ALL_ATTRIBUTES = ['name', 'address', 'birthDate', 'sex'] as const;
const WRONG_PIN = '0000';

/** What the page asks for; a login unless it names attributes. */
interface Asking {
  /** Another name of the site than its own. */
  readonly host?: string;
  readonly purpose?: string;
  readonly attributes?: readonly string[];
  readonly required?: readonly string[];
}

/** A scenario of the simulated card, the view to wait for, and what the person has done before. */
interface PromptScene extends Asking {
  readonly name: string;
  /** No card unless given. */
  readonly scenario?: string;
  readonly view: string;
  readonly act?: (prompt: ExtensionPage, stage: SceneStage) => Promise<void>;
  readonly onward?: readonly Onward[];
}

const EVERYTHING = { attributes: ALL_ATTRIBUTES, required: ['name'], purpose: LONG_PURPOSE } as const;

const STATES: readonly PromptScene[] = [
  {
    name: 'waiting-for-card',
    view: 'waiting-for-card',
    onward: [
      otherCard('foreign-card', 'foreign-card', 'card-problem'),
      otherCard('in-use', 'in-use', 'card-problem'),
      otherCard('mute', 'mute', 'card-problem'),
      otherCard('no-reader', 'no-reader', 'no-reader'),
    ],
  },
  {
    name: 'reading',
    scenario: 'slow',
    view: 'reading',
    onward: [
      {
        name: 'working',
        act: async (prompt) => {
          await prompt.waitForView('pin-entry');
          await submitPin(prompt);
        },
        view: 'working',
      },
    ],
  },
  {
    name: 'pin-entry',
    scenario: 'normal',
    view: 'pin-entry',
    onward: [
      { name: 'pin-entry-hint', act: (prompt) => prompt.type('a') },
      { name: 'pin-entry-typed', act: (prompt) => prompt.type('12') },
      { name: 'pin-shown', act: (prompt) => prompt.click('#show-pin') },
      { name: 'card-removed', act: (_prompt, { world }) => world.removeCard(), view: 'waiting-for-card' },
    ],
  },
  {
    name: 'pin-entry-purpose',
    scenario: 'normal',
    view: 'pin-entry',
    purpose: PURPOSE,
  },
  { name: 'wrong-pin', scenario: 'normal', view: 'pin-entry', act: enterWrongPin },
  {
    name: 'last-try',
    scenario: 'one-try-left',
    view: 'pin-entry',
    onward: [{ name: 'last-try-unconfirmed', act: submitPin }],
  },
  { name: 'done', scenario: 'normal', view: 'done', act: submitPin },
  { name: 'blocked', scenario: 'blocked', view: 'failed' },
  { name: 'expired', scenario: 'expired', view: 'failed' },
  { name: 'not-yet-valid', scenario: 'not-yet-valid', view: 'failed' },
  { name: 'no-certificate', scenario: 'no-certificate', view: 'failed' },
  { name: 'wrong-key', scenario: 'wrong-key', view: 'failed', act: submitPin },
  {
    name: 'pin-outcome-unknown',
    scenario: 'removed-during-verify',
    view: 'waiting-for-card',
    act: submitPin,
  },
  {
    name: 'long-host',
    scenario: 'normal',
    view: 'pin-entry',
    host: `${'login.bank.example.'.repeat(6)}city.localhost`,
  },
  { name: 'japanese-host', scenario: 'normal', view: 'pin-entry', host: 'www.図書館.localhost' },
  { name: 'mixed-script-host', scenario: 'normal', view: 'pin-entry', host: 'www.exаmple.localhost' },
  {
    name: 'which-pin',
    scenario: 'normal',
    view: 'pin-entry',
    act: (prompt) => prompt.click('#which-pin summary'),
  },
  { name: 'attributes', scenario: 'normal', view: 'pin-entry', ...EVERYTHING, purpose: PURPOSE },
  { name: 'attributes-long-purpose', scenario: 'normal', view: 'pin-entry', ...EVERYTHING },
  {
    name: 'attributes-whole-purpose',
    scenario: 'normal',
    view: 'pin-entry',
    ...EVERYTHING,
    act: (prompt) => prompt.click('#whole-purpose summary'),
  },
  {
    name: 'attributes-which-pin',
    scenario: 'normal',
    view: 'pin-entry',
    ...EVERYTHING,
    act: (prompt) => prompt.click('#which-pin summary'),
  },
  {
    name: 'attributes-last-try',
    scenario: 'normal',
    view: 'pin-entry',
    ...EVERYTHING,
    act: enterTwoWrongPins,
  },
  { name: 'attributes-blocked', scenario: 'blocked', view: 'failed', ...EVERYTHING },
  { name: 'attributes-working', scenario: 'slow', view: 'working', ...EVERYTHING, act: submitPin },
  {
    name: 'review',
    scenario: 'normal',
    view: 'review',
    ...EVERYTHING,
    act: async (prompt) => {
      for (const attribute of ['address', 'birthDate', 'sex']) await prompt.click(`[name="${attribute}"]`);
      await prompt.click('#pin');
      await prompt.type(CARD_INFO_PIN);
      await prompt.press('Enter');
    },
  },
];

/** A program in the host's place, and what the prompt makes of it. */
interface HostState {
  readonly name: string;
  readonly host: string;
  readonly view: string;
  /** What is waited for beside the view. */
  readonly selector?: string;
}

const HOST_STATES: readonly HostState[] = [
  { name: 'connecting', host: resolvePath('e2e/fixtures/hosts/silent.mjs'), view: 'connecting' },
  { name: 'host-missing', host: '/nonexistent/kazasu-simulator', view: 'host-problem' },
  { name: 'host-exited', host: resolvePath('e2e/fixtures/hosts/exits-at-once.mjs'), view: 'host-problem' },
  {
    name: 'host-incompatible',
    host: resolvePath('e2e/fixtures/hosts/other-protocol.mjs'),
    view: 'host-problem',
  },
  {
    name: 'slow-card',
    host: resolvePath('e2e/fixtures/hosts/slow-card.mjs'),
    view: 'reading',
    selector: '.status .notice',
  },
];

export const PROMPT_SCENES: readonly Scene[] = [...STATES.map(promptScene), ...HOST_STATES.map(hostScene)];

function promptScene({ name, scenario, view, act, onward, ...asking }: PromptScene): Scene {
  return {
    name,
    onward: stepsOf(onward, view),
    async reach(stage) {
      if (scenario === undefined) await stage.world.removeCard();
      else await stage.world.insertCard(scenario);
      const { prompt } = await ask(stage, asking);
      if (act) {
        await prompt.waitForView('pin-entry');
        await act(prompt, stage);
      }
      await prompt.waitForView(view);
      return prompt;
    },
  };
}

function hostScene({ name, host, view, selector }: HostState): Scene {
  return {
    name,
    async reach(stage) {
      const launcher = host.endsWith('.mjs') ? await stage.world.launcherFor(host) : host;
      await stage.world.replaceHost(launcher);
      const { prompt } = await ask(stage);
      await prompt.waitForView(view);
      if (selector !== undefined) await prompt.waitForSelector(selector);
      return prompt;
    },
  };
}

/** Opens the prompt as the site does. */
export async function ask(
  { browser, site }: SceneStage,
  { host, ...request }: Asking = {},
): Promise<{ page: Page; prompt: ExtensionPage }> {
  const page = await browser.newTab(host === undefined ? site.origin : site.originOf(host));
  const call =
    request.attributes === undefined
      ? `kazasu.authenticate(${JSON.stringify({ nonce: NONCE, ...request })})`
      : `kazasu.readAttributes(${JSON.stringify(request)})`;
  await inGesture(page, call);
  return { page, prompt: await browser.prompt() };
}

async function submitPin(prompt: ExtensionPage): Promise<void> {
  await prompt.type(SIMULATED_PIN);
  await prompt.press('Enter');
}

async function enterWrongPin(prompt: ExtensionPage): Promise<void> {
  await prompt.type(WRONG_PIN);
  await prompt.press('Enter');
  await prompt.waitForSelector('#tries-left[data-count="2"]');
}

async function enterTwoWrongPins(prompt: ExtensionPage): Promise<void> {
  await enterWrongPin(prompt);
  await prompt.type(WRONG_PIN);
  await prompt.press('Enter');
  await prompt.waitForSelector('#tries-left[data-count="1"]');
}
