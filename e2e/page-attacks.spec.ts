/** What a hostile or careless page tries. Nothing but a KazasuError code may come of it. */
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { envelope, rawAnswers, rawOutcome } from './harness/raw-envelope.ts';
import { AUTHENTICATE, inGesture, NONCE, outcomeOf, SILENT_PROBE } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

const REQUEST = `{ method: 'authenticate', nonce: '${NONCE}' }`;

inEachBrowser((stage) => {
  it('without a gesture: the library refuses, and a raw envelope meets silence', async () => {
    const page = await stage.openSite(SILENT_PROBE);
    expect(await page.evaluate('window.library')).toEqual([false, 'not-allowed', 'not-allowed']);
    // That an honest call in a gesture is answered proves that the bridge was listening all the while.
    await inGesture(page, 'kazasu.isAvailable()');
    expect(await outcomeOf(page)).toEqual({ value: true });
    expect(await page.evaluate('window.raw')).toEqual([]);
    expect(await stage.browser.promptCount()).toBe(0);
  });

  it('in a private window, in which nobody has allowed the extension: nothing is there', async () => {
    const page = await stage.browser.newPrivateTab(`${stage.site.origin}/private`);
    await inGesture(
      page,
      `Promise.all([kazasu.isAvailable(), ${AUTHENTICATE}.catch((error) => error.code), ${rawAnswers(envelope(REQUEST))}])`,
    );
    expect(await outcomeOf(page)).toEqual({ value: [false, 'extension-unavailable', []] });
  });

  it.each([
    ['same-origin', 'localhost'],
    ['cross-origin', '127.0.0.1'],
  ])('a %s iframe', async (_kind, host) => {
    const page = await stage.openSite();
    await page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = resolve;
      frame.src = ${JSON.stringify(stage.site.originOf(host))};
      document.body.append(frame);
    })`);
    const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
    if (frame === undefined) throw new Error('the frame is missing');
    await frame.evaluate(`window.onGesture = () => {
      window.outcome = Promise.all([
        ${AUTHENTICATE}.catch((error) => error.code),
        ${rawAnswers(envelope(REQUEST))},
        ${rawAnswers(envelope(REQUEST), 'window.top')},
      ]);
    };`);
    const button = await frame.waitForSelector('#gesture');
    await button?.click();
    expect(await frame.evaluate('window.outcome')).toEqual(['not-allowed', [], []]);
    expect(await stage.browser.promptCount()).toBe(0);
  });

  it('a sandboxed page, whose origin is opaque', async () => {
    const page = await stage.openSite('/sandboxed');
    await inGesture(
      page,
      `Promise.all([${AUTHENTICATE}.catch((error) => error.code), ${rawAnswers(envelope(REQUEST))}])`,
    );
    const outcome = await outcomeOf(page);
    expect(outcome).toEqual({
      value: [expect.stringMatching(/^(?:not-allowed|extension-unavailable)$/u), []],
    });
    expect(await stage.browser.promptCount()).toBe(0);
  });

  it('plain http elsewhere than on this machine', async () => {
    const page = await stage.browser.newTab(stage.site.originOf('insecure.test'));
    await inGesture(
      page,
      `Promise.all([${AUTHENTICATE}.catch((error) => error.code), ${rawAnswers(envelope(REQUEST))}])`,
    );
    expect(await outcomeOf(page)).toEqual({ value: ['not-allowed', []] });
    expect(await stage.browser.promptCount()).toBe(0);
  });

  it.each([
    ['a forged origin', `{ ...${REQUEST}, origin: 'https://bank.example.jp' }`],
    ['a forged tab', `{ ...${REQUEST}, tabId: 1 }`],
    ['an unknown method', `{ method: 'readMyNumber' }`],
    ['null', 'null'],
    ['a nonce of 31 characters', `{ method: 'authenticate', nonce: 'a'.repeat(31) }`],
    ['a nonce of 257 characters', `{ method: 'authenticate', nonce: 'a'.repeat(257) }`],
    ['a nonce of 10 MB', `{ method: 'authenticate', nonce: 'a'.repeat(10_000_000) }`],
    ['a nonce that is no string', `{ method: 'authenticate', nonce: 1e40 }`],
    ['markup that is too long for a purpose', `{ ...${REQUEST}, purpose: '<b>'.repeat(100) }`],
    ['a purpose that reorders text', `{ ...${REQUEST}, purpose: 'a\\u202Eb' }`],
    ['what JSON cannot say', `{ ...${REQUEST}, purpose: 1n }`],
    ['a circle', `(() => { const a = ${REQUEST}; a.purpose = a; return a; })()`],
  ])('%s is an invalid request', async (_what, request) => {
    const page = await stage.openSite();
    await inGesture(page, rawOutcome(envelope(request)));
    expect(await outcomeOf(page)).toEqual({ value: { kind: 'error', code: 'invalid-request' } });
    expect(await stage.browser.promptCount()).toBe(0);
  });

  it.each([
    ['no envelope', `'hello'`],
    ['another version', `{ kazasu: 2, kind: 'request', request: ${REQUEST} }`],
    ['another kind', `{ kazasu: 1, kind: 'result', request: ${REQUEST} }`],
  ])('%s meets silence', async (_what, message) => {
    const page = await stage.openSite();
    await inGesture(page, rawAnswers(message));
    expect(await outcomeOf(page)).toEqual({ value: [] });
    expect(await stage.browser.promptCount()).toBe(0);
  });

  it('a second request in the same tab, and one in another tab, are told that it is busy', async () => {
    const { page, prompt } = await stage.ask();
    await inGesture(page, AUTHENTICATE);
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'busy' } });
    const other = await stage.openSite();
    await inGesture(other, AUTHENTICATE);
    expect(await outcomeOf(other)).toMatchObject({ error: { code: 'busy' } });
    expect(await stage.browser.promptCount()).toBe(1);
    await prompt.waitForView('pin-entry');
  });

  it.each([
    ['navigation', (page: Page) => page.goto(stage.site.originOf('127.0.0.1'))],
    ['reload', (page: Page) => page.reload()],
    ['closing the tab', (page: Page) => page.close()],
    ['an AbortSignal', (page: Page) => page.evaluate('window.controller.abort()')],
  ])('%s closes the prompt and ends the host within a second', async (_what, leave) => {
    const { page, prompt } = await stage.ask(
      `kazasu.authenticate({ nonce: '${NONCE}', signal: (window.controller = new AbortController()).signal })`,
    );
    await prompt.waitForView('pin-entry');
    expect(await stage.world.hosts()).toHaveLength(1);
    await leave(page);
    await waitUntil(
      async () => (await stage.world.hosts()).length === 0,
      () => 'the host to end',
      1000,
    );
    await prompt.closed();
  });

  it('a script that listens on the page hears nothing but the envelope, nor the token on the port in it', async () => {
    const page = await stage.openSite();
    await page.evaluate(`
      window.heard = [];
      window.heardOnPort = [];
      for (const type of ['message', 'messageerror']) {
        window.addEventListener(type, ({ data, ports }) => {
          window.heard.push(data);
          ports[0]?.addEventListener('message', ({ data }) => window.heardOnPort.push(data));
        }, { capture: true });
      }`);
    await inGesture(page, AUTHENTICATE);
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    await prompt.type('1234');
    await prompt.press('Enter');
    await prompt.closed();
    expect(await outcomeOf(page)).toHaveProperty('value.token');
    expect(JSON.stringify(await page.evaluate('window.heardOnPort'))).not.toContain('token');
    expect(await page.evaluate('window.heard')).toEqual([
      { kazasu: 1, kind: 'request', request: { method: 'authenticate', nonce: NONCE } },
    ]);
  });

  it('an error tells the page a code and nothing of the extension', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await prompt.press('Escape');
    await prompt.closed();
    const outcome = await outcomeOf(page);
    if (!('error' in outcome)) throw new Error('the request was cancelled');
    expect(outcome.error).toMatchObject({ name: 'KazasuError', code: 'user-cancelled' });
    expect(outcome.error.all).not.toMatch(/-extension:|[a-p]{32}|native-messaging/u);
  });
});
