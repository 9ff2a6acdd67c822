import puppeteer, {
  type Browser,
  type CDPSession,
  type KeyInput,
  type Page,
  type Target,
  TargetType,
} from 'puppeteer-core';
import { CHROMIUM_EXTENSION_IDS } from '../../manifests/identity.ts';
import { resolvePath } from '../../scripts/root.ts';
import type { DrivenBrowser, LaunchOptions } from './browser.ts';
import { findExecutable } from './executable.ts';
import { ExtensionPage, type Point } from './extension-page.ts';
import { underPolicies } from './organisation.ts';
import { waitUntil } from './wait-until.ts';
import type { World } from './world.ts';

const BASE = `chrome-extension://${CHROMIUM_EXTENSION_IDS[0]}`;

// Without these a test browser talks to its vendor's servers at every start.
const QUIET = [
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(world: World, options: LaunchOptions): Promise<DrivenBrowser> {
  const language = options.language ?? 'en';
  const browser = await puppeteer.launch({
    executablePath: await executableFor(world, options),
    headless: options.headful !== true,
    pipe: true,
    enableExtensions: true,
    userDataDir: world.userDataDir,
    env: { ...world.env, LANGUAGE: language },
    defaultViewport: null,
    args: [
      ...QUIET,
      `--lang=${language}`,
      // blink::mojom::PreferredColorScheme
      `--blink-settings=preferredColorScheme=${options.colorScheme === 'dark' ? 0 : 1}`,
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      // Chromium's sandbox refuses to run as root, which containers and CI machines are.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.headful === true ? [] : ['--disable-gpu']),
    ],
  });
  const devTools = await browser.target().createCDPSession();
  await devTools.send('Extensions.loadUnpacked', {
    path: resolvePath('dist/extension/chrome-mv3'),
    enableInIncognito: options.privateWindows === true,
  });
  return new Chromium(browser);
}

async function executableFor(world: World, { managed }: LaunchOptions): Promise<string> {
  const browser = findExecutable('chromium', 'chromium-browser', 'google-chrome');
  return managed === undefined ? browser : await underPolicies(world, browser, managed);
}

class Chromium implements DrivenBrowser {
  readonly name = 'chromium';
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async newTab(url: string): Promise<Page> {
    const page = await this.#browser.newPage();
    await page.goto(url);
    return page;
  }

  /** Puppeteer's own contexts are private, but in no window that the extension's interfaces know. */
  async newPrivateTab(url: string): Promise<Page> {
    const options = await this.openExtensionPage('options.html');
    await options.evaluate(
      `chrome.windows.create({ url: ${JSON.stringify(url)}, incognito: true }).then(() => null)`,
    );
    await options.close();
    return await pageOf(await this.#browser.waitForTarget((target) => target.url() === url));
  }

  /** A browser that has just started blocks the pages of an extension that it is still loading. */
  async #newExtensionTab(url: string): Promise<Page> {
    const page = await this.#browser.newPage();
    const open = async (): Promise<boolean> => {
      await page.goto(url);
      return true;
    };
    await waitUntil(open, () => `${url} to open`);
    return page;
  }

  async prompt(): Promise<ExtensionPage> {
    const target = await this.#browser.waitForTarget(isPrompt);
    return new ChromiumExtensionPage(await pageOf(target));
  }

  async openPopup(page: Page): Promise<ExtensionPage> {
    await page.bringToFront();
    const extension = (await this.#browser.extensions()).get(CHROMIUM_EXTENSION_IDS[0]);
    if (extension === undefined) throw new Error('the extension is not loaded');
    const isPopup = (target: Target): boolean => target.url() === `${BASE}/popup.html`;
    await page.triggerExtensionAction(extension);
    const target = await this.#browser.waitForTarget(isPopup);
    // The toolbar's popup is no page to puppeteer, but can be driven as one.
    return new ChromiumExtensionPage(await target.asPage());
  }

  async taskWindow(): Promise<ExtensionPage> {
    const target = await this.#browser.waitForTarget((one) => one.url().startsWith(`${BASE}/popup.html?`));
    return new ChromiumExtensionPage(await pageOf(target));
  }

  async extensionTab(path: string): Promise<ExtensionPage> {
    const target = await this.#browser.waitForTarget((one) => one.url() === `${BASE}/${path}`);
    return new ChromiumExtensionPage(await pageOf(target));
  }

  promptCount(): Promise<number> {
    return Promise.resolve(this.#browser.targets().filter(isPrompt).length);
  }

  async openExtensionPage(path: string): Promise<ExtensionPage> {
    return new ChromiumExtensionPage(await this.#newExtensionTab(`${BASE}/${path}`));
  }

  async stopBackground(): Promise<void> {
    const isWorker = (target: Target): boolean =>
      target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(BASE);
    const worker = await (await this.#browser.waitForTarget(isWorker)).worker();
    await worker?.close();
    await waitUntil(
      () => !this.#browser.targets().some(isWorker),
      () => 'the service worker to stop',
    );
  }

  async closePages(of: 'site' | 'extension'): Promise<void> {
    const start = of === 'site' ? 'http' : BASE;
    const open = (): readonly Target[] =>
      this.#browser
        .targets()
        .filter((one) => one.type() !== TargetType.SERVICE_WORKER && one.url().startsWith(start));
    // Some close by themselves when others do.
    await waitUntil(
      async () => {
        for (const target of open()) await (await target.asPage()).close();
        return open().length === 0;
      },
      () =>
        `${open()
          .map((target) => target.url())
          .join()} to close`,
    );
  }

  ended(): Promise<void> {
    return new Promise((resolve) => {
      this.#browser.once('disconnected', () => {
        resolve();
      });
    });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

export class ChromiumExtensionPage extends ExtensionPage {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  override async evaluate<T>(expression: string): Promise<T> {
    return (await this.#page.evaluate(expression)) as T; // the caller says what its expression gives
  }

  protected override async pressKeys(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key as KeyInput); // a name unknown to puppeteer throws
  }

  override async clickAt({ x, y }: Point): Promise<void> {
    await this.#page.mouse.click(x, y);
  }

  override async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path });
  }

  /** What only the DevTools Protocol can do; in force until the session is detached. */
  devTools(): Promise<CDPSession> {
    return this.#page.createCDPSession();
  }

  override isClosed(): Promise<boolean> {
    return Promise.resolve(this.#page.isClosed());
  }

  override close(): Promise<void> {
    return this.#page.close();
  }
}

function isPrompt(target: Target): boolean {
  return target.url().startsWith(`${BASE}/prompt.html`);
}

async function pageOf(target: Target): Promise<Page> {
  const page = await target.page();
  if (page === null) throw new Error(`${target.url()} is not a page`);
  return page;
}
