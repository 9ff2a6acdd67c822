/** `<kazasu-login>` in a page, against a server that verifies, with the simulated card. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { logIn } from './harness/at-the-prompt.ts';
import { ALL_RULES, violations } from './harness/axe.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { type LoginSite, startLoginSite } from './harness/login-site.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

const BUTTON = 'kazasu-login >>> button';

inEachBrowser((stage) => {
  let site: LoginSite;
  beforeAll(async () => {
    site = await startLoginSite(await stage.world.kazasu('simulate', 'ca'));
  });
  beforeEach(() => {
    site.requests.length = 0;
  });
  afterAll(async () => {
    await site.close();
  });

  it('logs in by keyboard alone, under a strict policy, and goes where the page says', async () => {
    const page = await open('/?lang=ja');
    const faults = await faultsIn(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter'); // no second log-in
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    expect(await prompt.text()).toContain('図書館の予約');
    expect(await stateOf(page)).toBe('busy');
    faults.push(...(await faultsIn(page)));
    await prompt.press('Escape');
    await prompt.closed();
    await waitForState(page, 'failed');
    faults.push(...(await faultsIn(page)));
    expect(faults).toEqual([]);
    expect(await heard(page)).toMatchObject([{ name: 'kazasu-error', detail: { code: 'user-cancelled' } }]);

    await page.bringToFront();
    await page.keyboard.press('Enter'); // the button has kept the focus
    await logIn(await stage.browser.prompt());
    await waitUntil(() => new URL(page.url()).pathname === '/members');
    const onceEach = ['POST /login/nonce', 'POST /login/nonce', 'POST /login'];
    expect(asked('POST /login')).toEqual(onceEach);

    await page.goBack();
    await waitForState(page, 'idle'); // and not as it was left
  });

  // What follows is the element's own doing, and the same in every browser.
  if (stage.browserName === 'firefox') return;

  it('hands on what the server answers, and is accessible in English too', async () => {
    const page = await open('/stays?lang=en');
    const faults = await faultsIn(page);
    await page.click(BUTTON);
    const prompt = await stage.browser.prompt();
    await waitForState(page, 'busy');
    faults.push(...(await faultsIn(page)));
    await logIn(prompt);
    await waitForState(page, 'done');
    faults.push(...(await faultsIn(page)));
    expect(faults).toEqual([]);
    const accountKey: unknown = expect.stringMatching(/^a\.[\w-]{43}$/u);
    expect(await heard(page)).toEqual([
      { name: 'kazasu-login', detail: { accountKey, csrfToken: 'csrf-1' } },
    ]);
  });

  it('keeps a nonce that came after the gesture for the next press', async () => {
    const page = await open('/slow');
    await page.click(BUTTON);
    await waitUntil(() => site.requests.includes('POST /report/press-again'));
    expect(await wordsOf(page)).toContain('Please press the button once more.');
    await page.click(BUTTON);
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    expect(asked('POST /login')).toEqual(['POST /login/slow-nonce']);
  });

  it('gives the log-in up when it is taken out of the page, and begins anew when it is put back', async () => {
    const page = await open('/stays');
    await page.click(BUTTON);
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    await page.evaluate(`globalThis.login = document.querySelector('kazasu-login'); login.remove()`);
    await prompt.closed();
    await page.evaluate(`document.querySelector('main').append(login)`);
    expect(await stateOf(page)).toBe('idle');
    expect(await heard(page)).toEqual([]);
  });

  it('says what the server refuses, with its answer', async () => {
    const page = await open('/stays');
    await page.click(BUTTON);
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    await page.browserContext().deleteMatchingCookies({ name: 'session', url: site.origin });
    await logIn(prompt);
    await waitForState(page, 'failed');
    expect(await wordsOf(page)).toContain('Your log-in could not be confirmed');
    expect(await heard(page)).toMatchObject([
      { detail: { code: 'login-refused', answer: { code: 'nonce-of-other-session' } } },
    ]);
  });

  it('says that the server does not answer, or that the page is wrong', async () => {
    const page = await open('/stays');
    for (const { nonceUrl, code, words } of [
      { nonceUrl: '/nowhere', code: 'server-unavailable', words: 'This site’s server does not answer' },
      {
        nonceUrl: 'https://evil.example/',
        code: 'invalid-request',
        words: 'Something is wrong with this site',
      },
      { nonceUrl: '', code: 'invalid-request', words: 'Something is wrong with this site' },
    ]) {
      await page.evaluate(`document.querySelector('kazasu-login').setAttribute('nonce-url', '${nonceUrl}')`);
      await page.click(BUTTON);
      await waitUntil(async () => (await wordsOf(page)).includes(words));
      expect((await heard(page)).at(-1)).toMatchObject({ detail: { code } });
    }
  });

  it('helps where the extension is missing: by a link, by the site’s own words, or not at all', async () => {
    const page = await open('/stays');
    await page.evaluate(`window.postMessage = () => undefined`); // nobody hears the library
    await page.click(BUTTON);
    await waitForState(page, 'failed');
    const link = await page.$('kazasu-login >>> a');
    expect(await link?.evaluate((anchor) => anchor.href)).toBe(`${site.origin}/help`);
    expect(await faultsIn(page)).toEqual([]);

    await page.evaluate(`(() => {
      const advice = document.createElement('p');
      advice.slot = 'extension-unavailable';
      advice.textContent = 'Or come to the library.';
      document.querySelector('kazasu-login').append(advice);
    })()`);
    expect(await wordsOf(page)).toContain('Or come to the library.');
    expect(await link?.isVisible()).toBe(false);

    await page.evaluate(`addEventListener('kazasu-error', (event) => event.preventDefault())`);
    await page.click(BUTTON);
    await waitUntil(async () => (await heard(page)).length === 2);
    await waitForState(page, 'idle');
  });

  it('speaks the language of what is around it', async () => {
    const page = await open('/stays?lang=ja');
    const spoken = await page.evaluate(`(() => {
      const login = document.querySelector('kazasu-login');
      const around = document.createElement('div');
      const word = (place) => (place.append(login), login.shadowRoot.querySelector('[lang]').lang);
      document.querySelector('main').append(around);
      const words = [word(around)];
      around.lang = 'en-GB';
      words.push(word(around), word(around.attachShadow({ mode: 'open' })));
      login.lang = 'ja-JP';
      words.push(word(around.shadowRoot));
      login.lang = 'fr';
      words.push(word(around.shadowRoot));
      login.removeAttribute('lang');
      around.removeAttribute('lang');
      document.documentElement.removeAttribute('lang');
      return [...words, word(around.shadowRoot)];
    })()`);
    expect(spoken).toEqual(['ja', 'en', 'en', 'ja', 'en', 'ja']);
  });

  it('has the colours that the page gives it, and fits into 320 pixels', async () => {
    const page = await open('/themed?lang=ja');
    const button = await page.$(BUTTON);
    expect(await button?.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(107, 29, 92)',
    );
    await page.setViewport({ width: 320, height: 480 });
    expect(await page.evaluate(`document.scrollingElement.scrollWidth`)).toBeLessThanOrEqual(320);
  });

  async function open(path: string): Promise<Page> {
    const page = await stage.openSite();
    await page.goto(`${site.origin}${path}`);
    return page;
  }

  function asked(prefix: string): string[] {
    return site.requests.filter((request) => request.startsWith(prefix));
  }

  async function waitForState(page: Page, state: string): Promise<void> {
    await waitUntil(
      async () => (await stateOf(page)) === state,
      async () => `state ${state}, which is ${await stateOf(page)}; ${JSON.stringify(await heard(page))}`,
    );
  }
});

async function stateOf(page: Page): Promise<string> {
  return (await page.evaluate(`document.querySelector('kazasu-login').state`)) as string;
}

async function heard(page: Page): Promise<unknown[]> {
  return (await page.evaluate('heard')) as unknown[];
}

/** With what the page has put into its slots. */
async function wordsOf(page: Page): Promise<string> {
  return (await page.evaluate(`(() => {
    const login = document.querySelector('kazasu-login');
    return login.shadowRoot.firstElementChild.innerText + login.innerText;
  })()`)) as string;
}

async function faultsIn(page: Page): Promise<string[]> {
  // Puppeteer's types know no string that gives a value.
  return await violations({ evaluate: page.evaluate.bind(page) } as unknown as ExtensionPage, ALL_RULES);
}
