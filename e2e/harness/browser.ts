import type { Page } from 'puppeteer-core';
import { launchChromium } from './chromium.ts';
import type { ExtensionPage } from './extension-page.ts';
import { launchFirefox } from './firefox.ts';
import type { ManagedValues } from './organisation.ts';
import type { World } from './world.ts';

export const BROWSERS = { chromium: launchChromium, firefox: launchFirefox } as const;
export type BrowserName = keyof typeof BROWSERS;
export const BROWSER_NAMES = Object.keys(BROWSERS) as BrowserName[]; // Object.keys forgets the literal keys

export type ColorScheme = 'light' | 'dark';

export interface LaunchOptions {
  /** `ja` or `en`. Debian's Firefox speaks English only. */
  readonly language?: string;
  /** What `prefers-color-scheme` says; light unless said otherwise. */
  readonly colorScheme?: ColorScheme;
  /** What an organisation has set for this browser, by the browser's own policies. */
  readonly managed?: ManagedValues;
  /** Allows the extension in private windows, as a person may in the browser's own settings. */
  readonly privateWindows?: boolean;
  /** Shows the window to a person. */
  readonly headful?: boolean;
}

/** A real browser with the built extension in it. */
export interface DrivenBrowser {
  readonly name: BrowserName;
  /** A new tab. Web pages are driven by puppeteer in both browsers. */
  newTab(url: string): Promise<Page>;
  /** A new tab in a private window. */
  newPrivateTab(url: string): Promise<Page>;
  /** The prompt, as soon as it is open. */
  prompt(): Promise<ExtensionPage>;
  /**
   * Presses the toolbar's button while this tab is in front, as a person does: the popup opens, and the extension may
   * enter the tab (`activeTab`) until it navigates.
   */
  openPopup(page: Page): Promise<ExtensionPage>;
  /** The window that the popup has opened for a PIN change or a form, as soon as it is there. */
  taskWindow(): Promise<ExtensionPage>;
  /** The tab that the extension has opened with this page of its own, as soon as it is there. */
  extensionTab(path: string): Promise<ExtensionPage>;
  /** How many prompts are open now. */
  promptCount(): Promise<number>;
  /** Opens an extension page in a tab, as the browser's own settings do. */
  openExtensionPage(path: string): Promise<ExtensionPage>;
  /** Ends the background (service worker, event page) the way the browser does it when it is idle. */
  stopBackground(): Promise<void>;
  /** Closes all tabs and windows of web sites, or of the extension. */
  closePages(of: 'site' | 'extension'): Promise<void>;
  /** Resolves when the browser has ended, which a person does by closing it. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

export async function launchBrowser(
  name: BrowserName,
  world: World,
  options: LaunchOptions = {},
): Promise<DrivenBrowser> {
  const browser = await BROWSERS[name](world, options);
  // The real card is what a new extension is set to; an organisation's settings may leave the person no choice.
  if (world.cardPath === 'in-process' && options.managed === undefined) await chooseSimulatedCard(browser);
  return browser;
}

/** In the options, as a tester does. */
export async function chooseSimulatedCard(browser: DrivenBrowser): Promise<void> {
  const options = await browser.openExtensionPage('options.html');
  await options.click('#simulated-card');
  // The choice is kept before its helper is asked, so this helper's answer says that it is.
  await options.waitForSelector('#simulated-card:checked');
  await options.waitForSelector('[data-status="connected"]');
  await options.close();
}
