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
import type { ExtensionPage } from './extension-page.ts';
import { AUTHENTICATE, inGesture, type Site, startSite } from './site.ts';
import { waitUntil } from './wait-until.ts';
import { createWorld, type World } from './world.ts';

export interface Stage {
  readonly browserName: BrowserName;
  readonly browser: DrivenBrowser;
  readonly world: World;
  readonly site: Site;
  /** A new tab on the site. */
  openSite(path?: string): Promise<Page>;
  /** A new tab on the site that has asked for a log-in, and the prompt that opened. */
  ask(call?: string): Promise<{ page: Page; prompt: ExtensionPage }>;
}

/** Declares the same stories for each browser. */
export function inEachBrowser(stories: (stage: Stage) => void, options: LaunchOptions = {}): void {
  describe.each(BROWSER_NAMES)('%s', (browserName) => {
    stories(declareStage(browserName, options));
  });
}

function declareStage(browserName: BrowserName, options: LaunchOptions): Stage {
  // Filled before the first story begins; a story sees it complete.
  const stage = { browserName } as { -readonly [Key in keyof Stage]: Stage[Key] };
  let tabs: Page[] = [];

  stage.openSite = async (path = '/') => {
    const page = await stage.browser.newTab(`${stage.site.origin}${path}`);
    tabs.push(page);
    return page;
  };
  stage.ask = async (call = AUTHENTICATE) => {
    const page = await stage.openSite();
    await inGesture(page, call);
    return { page, prompt: await stage.browser.prompt() };
  };

  beforeAll(async () => {
    stage.world = await createWorld();
    stage.site = await startSite();
    stage.browser = await launchBrowser(browserName, stage.world, options);
  });
  beforeEach(async () => {
    await stage.world.freshCard();
  });
  afterEach(async () => {
    for (const tab of tabs.filter((page) => !page.isClosed())) await tab.close();
    tabs = [];
    await waitUntil(
      async () => (await stage.browser.promptCount()) === 0,
      () => 'the prompt to close after its tab was closed',
    );
  });
  afterAll(async () => {
    await stage.browser.close();
    await stage.site.close();
    await stage.world.dispose();
  });
  return stage;
}
