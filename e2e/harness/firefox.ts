import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { FIREFOX_ADDON_ID } from '../../manifests/identity.ts';
import { resolvePath } from '../../scripts/root.ts';
import type { DrivenBrowser, LaunchOptions } from './browser.ts';
import { findExecutable } from './executable.ts';
import { ExtensionPage, type Point } from './extension-page.ts';
import { underPolicies } from './organisation.ts';
import { waitUntil } from './wait-until.ts';
import type { World } from './world.ts';

export async function launchFirefox(world: World, options: LaunchOptions): Promise<DrivenBrowser> {
  // Known beforehand, the add-on's internal id makes its addresses known.
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await executableFor(world, options),
    headless: options.headful !== true,
    env: world.env,
    defaultViewport: null,
    // For what only the browser's own chrome may do: opening an extension page in a tab, ending the background.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ADDON_ID]: uuid }),
      'layout.css.prefers-color-scheme.content-override': options.colorScheme === 'dark' ? 0 : 1,
      // Names that lead to this machine without being loopback names.
      'network.dns.localDomains': 'insecure.test',
    },
  });
  await new BidiConnection(browser).send('webExtension.install', {
    extensionData: { type: 'path', path: resolvePath('dist/extension/firefox-mv3') },
    'moz:allowPrivateBrowsing': options.privateWindows === true,
  });
  return new Firefox(browser, `moz-extension://${uuid}`);
}

async function executableFor(world: World, { managed }: LaunchOptions): Promise<string> {
  const browser = findExecutable('firefox-esr', 'firefox');
  return managed === undefined ? browser : await underPolicies(world, browser, managed);
}

interface BrowsingContext {
  readonly context: string;
  readonly url: string;
}

/** The commands of WebDriver BiDi that puppeteer has no words for. */
class BidiConnection {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async send<T>(method: string, params: object): Promise<T> {
    // Puppeteer keeps the connection of its BiDi browser out of its types.
    const { connection } = this.#browser as unknown as {
      connection: { send(method: string, params: object): Promise<{ result: T }> };
    };
    return (await connection.send(method, params)).result;
  }

  async contexts(scope: 'content' | 'chrome' = 'content'): Promise<readonly BrowsingContext[]> {
    const params = scope === 'chrome' ? { 'moz:scope': 'chrome' } : {};
    return (await this.send<{ contexts: BrowsingContext[] }>('browsingContext.getTree', params)).contexts;
  }

  /** Evaluates in a context, awaits a promise, and returns the JSON value. */
  async evaluate<T>(context: string, expression: string): Promise<T> {
    const answer = await this.send<Evaluation>('script.evaluate', {
      expression: `(async () => JSON.stringify({ value: await (${expression}) }))()`,
      awaitPromise: true,
      target: { context },
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return (JSON.parse(answer.result.value) as { value: T }).value; // the caller says what its expression gives
  }
}

type Evaluation =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

class Firefox implements DrivenBrowser {
  readonly name = 'firefox';
  readonly #browser: Browser;
  readonly #bidi: BidiConnection;
  readonly #base: string;

  constructor(browser: Browser, base: string) {
    this.#browser = browser;
    this.#bidi = new BidiConnection(browser);
    this.#base = base;
  }

  async newTab(url: string): Promise<Page> {
    const page = await this.#browser.newPage();
    await page.goto(url);
    return page;
  }

  async newPrivateTab(url: string): Promise<Page> {
    await this.#inBrowserChrome(
      `openTrustedLinkIn(${JSON.stringify(url)}, 'window', { private: true }), null`,
    );
    const target = await this.#browser.waitForTarget((one) => one.url() === url);
    const page = await target.page();
    if (page === null) throw new Error(`${url} is not a page`);
    return page;
  }

  prompt(): Promise<ExtensionPage> {
    return this.#extensionPage('prompt.html');
  }

  async openPopup(page: Page): Promise<ExtensionPage> {
    await page.bringToFront();
    const context = await this.#inBrowserChrome<string>(`(async () => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ADDON_ID)});
      const front = Services.wm.getMostRecentBrowserWindow();
      const opened = new Promise((resolve) => front.addEventListener('popupshown', resolve, { once: true }));
      ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(front);
      await opened;
      // WebDriver BiDi looks for contexts in tabs alone. Told of the panel's, it does everything with it.
      const panel = front.document.querySelector('.webextension-popup-browser');
      panel.permanentKey ??= {};
      const id = NavigableManager.getIdForBrowser(panel);
      const find = NavigableManager.getBrowserById;
      NavigableManager.getBrowserById = function (wanted) {
        return wanted === id ? (panel.isConnected ? panel : null) : find.call(this, wanted);
      };
      return id;
    })()`);
    return new FirefoxToolbarPopup(this.#bidi, context);
  }

  taskWindow(): Promise<ExtensionPage> {
    return this.#extensionPage('popup.html?');
  }

  extensionTab(path: string): Promise<ExtensionPage> {
    return this.#extensionPage(path);
  }

  async promptCount(): Promise<number> {
    return (await this.#contextsOf('prompt.html')).length;
  }

  async openExtensionPage(path: string): Promise<ExtensionPage> {
    await this.#inBrowserChrome(`gBrowser.selectedTab = gBrowser.addTab(${JSON.stringify(`${this.#base}/${path}`)}, {
      triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
    }), null`);
    return await this.#extensionPage(path);
  }

  async stopBackground(): Promise<void> {
    const policy = `WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ADDON_ID)}).extension`;
    await this.#inBrowserChrome(`${policy}.terminateBackground({ ignoreDevToolsAttached: true })`);
    await waitUntil(
      () => this.#inBrowserChrome<boolean>(`${policy}.backgroundState === 'stopped'`),
      () => this.#inBrowserChrome<string>(`'the background to stop, which is ' + ${policy}.backgroundState`),
    );
  }

  async closePages(of: 'site' | 'extension'): Promise<void> {
    const start = of === 'site' ? 'http' : this.#base;
    // The toolbar's panel, which would outlive its tab.
    await this.#inBrowserChrome(
      `document.querySelector('.webextension-popup-browser')?.closest('panel').hidePopup(), null`,
    );
    const open = async (): Promise<readonly BrowsingContext[]> =>
      (await this.#bidi.contexts()).filter(({ url }) => url.startsWith(start));
    // Some close by themselves when others do.
    await waitUntil(
      async () => {
        for (const { context } of await open()) await this.#bidi.send('browsingContext.close', { context });
        return (await open()).length === 0;
      },
      async () => `${(await open()).map(({ url }) => url).join()} to close`,
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

  async #extensionPage(path: string): Promise<ExtensionPage> {
    let found: readonly BrowsingContext[] = [];
    await waitUntil(
      async () => (found = await this.#contextsOf(path)).length > 0,
      () => `${path} to open`,
    );
    return new FirefoxExtensionPage(this.#bidi, found[0]?.context ?? '');
  }

  async #contextsOf(path: string): Promise<readonly BrowsingContext[]> {
    return (await this.#bidi.contexts()).filter(({ url }) => url.startsWith(`${this.#base}/${path}`));
  }

  async #inBrowserChrome<T>(expression: string): Promise<T> {
    const windows = await this.#bidi.contexts('chrome');
    const window = windows.find(({ url }) => url === 'chrome://browser/content/browser.xhtml');
    if (window === undefined) throw new Error('Firefox has no browser window');
    return await this.#bidi.evaluate<T>(window.context, expression);
  }
}

/** WebDriver's code points for keys that stand for no character: WebDriver 2, "keyboard actions". */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: ' ',
};

class FirefoxExtensionPage extends ExtensionPage {
  readonly #bidi: BidiConnection;
  readonly #context: string;

  constructor(bidi: BidiConnection, context: string) {
    super();
    this.#bidi = bidi;
    this.#context = context;
  }

  override evaluate<T>(expression: string): Promise<T> {
    return this.#bidi.evaluate<T>(this.#context, expression);
  }

  protected override async pressKeys(keys: readonly string[]): Promise<void> {
    const actions = keys.flatMap((key) => {
      const value = KEYS[key] ?? key;
      return [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
    });
    await this.#perform({ type: 'key', id: 'keyboard', actions });
  }

  override async clickAt({ x, y }: Point): Promise<void> {
    const actions = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#perform({ type: 'pointer', id: 'mouse', actions });
  }

  override async screenshot(path: string): Promise<void> {
    const { data } = await this.#bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
      context: this.#context,
    });
    await writeFile(path, Buffer.from(data, 'base64'));
  }

  override async isClosed(): Promise<boolean> {
    return !(await this.#bidi.contexts()).some(({ context }) => context === this.#context);
  }

  override async close(): Promise<void> {
    await this.#bidi.send('browsingContext.close', { context: this.#context });
  }

  async #perform(source: object): Promise<void> {
    await this.#bidi.send('input.performActions', { context: this.#context, actions: [source] });
  }
}

/** The toolbar's panel, which is in no list of contexts. */
class FirefoxToolbarPopup extends FirefoxExtensionPage {
  override async isClosed(): Promise<boolean> {
    return this.evaluate('true').then(
      () => false,
      () => true,
    );
  }

  override async close(): Promise<void> {
    await this.evaluate('void setTimeout(() => window.close())');
  }
}
