/** What is photographed, and how a person would get there. */
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { SIMULATED_PIN } from '../../e2e/harness/simulated-pin.ts';
import { inGesture, NONCE } from '../../e2e/harness/site.ts';
import { waitUntil } from '../../e2e/harness/wait-until.ts';
import { resolvePath } from '../root.ts';
import type { SceneStage } from '../screenshots.ts';
import { POPUP_SCENES } from './popup-scenes.ts';

const WRONG_PIN = '0000';

export interface Scene {
  readonly name: string;
  /** Takes the picture and returns what clears the stage. */
  shoot(stage: SceneStage, path: string): Promise<() => Promise<void>>;
}

/** A scene in the prompt: a scenario of the simulated card, a view, and what the person has done before. */
interface PromptScene {
  readonly name: string;
  readonly scenario?: string | undefined;
  readonly view: string;
  readonly act?: (prompt: ExtensionPage, stage: SceneStage) => Promise<void>;
  readonly purpose?: string;
}

const PROMPT_SCENES: readonly PromptScene[] = [
  { name: 'waiting-for-card', scenario: undefined, view: 'waiting-for-card' },
  { name: 'no-reader', scenario: 'no-reader', view: 'no-reader' },
  { name: 'reading', scenario: 'slow', view: 'reading' },
  { name: 'pin-entry', scenario: 'normal', view: 'pin-entry' },
  {
    name: 'pin-entry-purpose',
    scenario: 'normal',
    view: 'pin-entry',
    purpose: '図書館の予約サービスへのログイン',
  },
  { name: 'pin-entry-typed', scenario: 'normal', view: 'pin-entry', act: (prompt) => prompt.type('12') },
  { name: 'pin-entry-hint', scenario: 'normal', view: 'pin-entry', act: (prompt) => prompt.type('a') },
  { name: 'wrong-pin', scenario: 'normal', view: 'pin-entry', act: enterWrongPin },
  { name: 'last-try', scenario: 'one-try-left', view: 'pin-entry' },
  { name: 'last-try-unconfirmed', scenario: 'one-try-left', view: 'pin-entry', act: submitPin },
  { name: 'working', scenario: 'slow', view: 'working', act: submitPin },
  { name: 'done', scenario: 'normal', view: 'done', act: submitPin },
  { name: 'blocked', scenario: 'blocked', view: 'failed' },
  { name: 'expired', scenario: 'expired', view: 'failed' },
  { name: 'not-yet-valid', scenario: 'not-yet-valid', view: 'failed' },
  { name: 'no-certificate', scenario: 'no-certificate', view: 'failed' },
  { name: 'wrong-key', scenario: 'wrong-key', view: 'failed', act: submitPin },
  { name: 'foreign-card', scenario: 'foreign-card', view: 'card-problem' },
  { name: 'in-use', scenario: 'in-use', view: 'card-problem' },
  { name: 'mute', scenario: 'mute', view: 'card-problem' },
  {
    name: 'card-removed',
    scenario: 'normal',
    view: 'waiting-for-card',
    act: (_prompt, { world }) => world.removeCard(),
  },
  {
    name: 'pin-outcome-unknown',
    scenario: 'removed-during-verify',
    view: 'waiting-for-card',
    act: submitPin,
  },
];

/** Programs in the host's place, and what the prompt makes of them. */
const HOST_SCENES = [
  { name: 'connecting', host: resolvePath('e2e/fixtures/hosts/silent.mjs'), view: 'connecting' },
  { name: 'host-missing', host: '/nonexistent/kazasu-simulator', view: 'host-problem' },
  { name: 'host-exited', host: resolvePath('e2e/fixtures/hosts/exits-at-once.mjs'), view: 'host-problem' },
  {
    name: 'host-incompatible',
    host: resolvePath('e2e/fixtures/hosts/other-protocol.mjs'),
    view: 'host-problem',
  },
] as const;

export const SCENES: readonly Scene[] = [
  ...PROMPT_SCENES.map(promptScene),
  ...HOST_SCENES.map(hostScene),
  ...POPUP_SCENES,
  { name: 'prompt-sheet', shoot: shootSheet },
  { name: 'options', shoot: shootOptions },
  { name: 'options-helper-missing', shoot: shootRealOptions },
];

function promptScene({ name, scenario, view, act, purpose }: PromptScene): Scene {
  return {
    name,
    async shoot(stage, path) {
      if (scenario === undefined) await stage.world.removeCard();
      else await stage.world.insertCard(scenario);
      const { prompt, leave } = await ask(stage, purpose);
      if (act) {
        await prompt.waitForView('pin-entry');
        await act(prompt, stage);
      }
      await prompt.waitForView(view);
      await prompt.screenshot(path);
      return leave;
    },
  };
}

function hostScene({ name, host, view }: (typeof HOST_SCENES)[number]): Scene {
  return {
    name,
    async shoot(stage, path) {
      const launcher = host.endsWith('.mjs') ? await stage.world.launcherFor(host) : host;
      await stage.world.replaceHost(launcher);
      const { prompt, leave } = await ask(stage);
      await prompt.waitForView(view);
      await prompt.screenshot(path);
      return async () => {
        await leave();
        await stage.world.restoreHost();
      };
    },
  };
}

async function shootSheet(stage: SceneStage, path: string): Promise<() => Promise<void>> {
  const { page, prompt, leave } = await ask(stage, '図書館の予約サービスへのログイン');
  await prompt.waitForView('pin-entry');
  await page.setViewport({ width: 900, height: 600 });
  await page.bringToFront();
  await page.screenshot({ path: path }); // named so by the caller
  return leave;
}

async function shootOptions(stage: SceneStage, path: string): Promise<() => Promise<void>> {
  const options = await stage.browser.openExtensionPage('options.html');
  await options.waitForSelector('[data-status="connected"]');
  await options.screenshot(path);
  return () => options.close();
}

/** The real helper is not registered in a screenshot's world. */
async function shootRealOptions(stage: SceneStage, path: string): Promise<() => Promise<void>> {
  const options = await stage.browser.openExtensionPage('options.html');
  await options.click('#real-card');
  await options.waitForSelector('[data-status="problem"]');
  await options.screenshot(path);
  return async () => {
    await options.click('#simulated-card');
    await options.waitForSelector('[data-status="connected"]');
    await options.close();
  };
}

async function ask({ browser, site }: SceneStage, purpose?: string) {
  const page = await browser.newTab(site.origin);
  const request = JSON.stringify({ nonce: NONCE, ...(purpose === undefined ? {} : { purpose }) });
  await inGesture(page, `kazasu.authenticate(${request})`);
  const prompt = await browser.prompt();
  const leave = async (): Promise<void> => {
    await page.close();
    await waitUntil(async () => (await browser.promptCount()) === 0);
  };
  return { page, prompt, leave };
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
