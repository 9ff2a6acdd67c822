/**
 * What a spec runs on: one browser with one world and one web site for all its stories, and a fresh card for each.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import {
  BROWSER_NAMES,
  type BrowserName,
  type DrivenBrowser,
  type LaunchOptions,
  launchBrowser,
} from './browser.ts';
import { clearStage } from './clear-stage.ts';
import type { ExtensionPage } from './extension-page.ts';
import { AUTHENTICATE, inGesture, type Site, startSite } from './site.ts';
import { type CardPath, createWorld, type World } from './world.ts';

export interface Stage {
  readonly browserName: BrowserName;
  readonly cardPath: CardPath;
  readonly browser: DrivenBrowser;
  readonly world: World;
  readonly site: Site;
  /** A new tab on the site. */
  openSite(path?: string): Promise<Page>;
  /** A new tab on the site that has asked for a log-in, and the prompt that opened. */
  ask(call?: string): Promise<{ page: Page; prompt: ExtensionPage }>;
}

export interface StageOptions {
  readonly cardPath?: CardPath;
  /** Of a site whose port is known when it has started. */
  readonly launch?: (site: Site) => LaunchOptions;
}

/**
 * Declares the same stories for each browser, and for each way of the card to the host. What is about pages, windows and
 * broken hosts does not depend on it and keeps to the card in process, which is much faster.
 */
export function inEachBrowser(
  stories: (stage: Stage) => void,
  cardPaths: readonly CardPath[] = ['in-process'],
): void {
  declare(
    stories,
    cardPaths.flatMap((path) => BROWSER_NAMES.map((name) => [name, path] as const)),
  );
}

/**
 * Declares the same stories for each browser with the card in process, and over PC/SC for one of them: whichever browser
 * has started the host, what lies below it is the same. That a browser gets as far is a matter of `login.spec.ts`.
 */
export function onEachCardPath(stories: (stage: Stage) => void): void {
  declare(stories, [...BROWSER_NAMES.map((name) => [name, 'in-process'] as const), ['chromium', 'pcsc']]);
}

function declare(
  stories: (stage: Stage) => void,
  settings: readonly (readonly [BrowserName, CardPath])[],
): void {
  describe.each(settings)('%s, card %s', (browserName, cardPath) => {
    stories(declareStage(browserName, { cardPath }));
  });
}

/** For the stories of the `describe` that it is called in. */
export function declareStage(browserName: BrowserName, options: StageOptions = {}): Stage {
  const { cardPath = 'in-process', launch } = options;
  // Filled before the first story begins; a story sees it complete.
  const stage = { browserName, cardPath } as { -readonly [Key in keyof Stage]: Stage[Key] };

  stage.openSite = (path = '/') => stage.browser.newTab(`${stage.site.origin}${path}`);
  stage.ask = async (call = AUTHENTICATE) => {
    const page = await stage.openSite();
    await inGesture(page, call);
    return { page, prompt: await stage.browser.prompt() };
  };

  beforeAll(async () => {
    stage.world = await createWorld(cardPath);
    stage.site = await startSite();
    stage.browser = await launchBrowser(browserName, stage.world, launch?.(stage.site));
  });
  beforeEach(async () => {
    await stage.world.freshCard();
  });
  afterEach(async () => {
    await clearStage(stage);
  });
  afterAll(async () => {
    await stage.browser.close();
    await stage.site.close();
    await stage.world.dispose();
  });
  return stage;
}
