/** The demo site, as its readers use it: by keyboard alone, in both languages, with revocation asked of the test PKI. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ALL_RULES, COLOUR_RULES, violations } from './harness/axe.ts';
import { type DemoSite, startDemoSite } from './harness/demo-site.ts';
import { DemoVisitor } from './harness/demo-visitor.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

inEachBrowser((stage) => {
  let site: DemoSite;
  let reader: DemoVisitor;
  beforeAll(async () => {
    site = await startDemoSite(stage.world);
  });
  beforeEach(async () => {
    const page = await stage.openSite();
    await page.goto(`${site.origin}/?lang=en`);
    reader = new DemoVisitor(page, stage.browser);
  });
  afterAll(() => {
    site.stop();
  });

  it('signs up with what the card says, tells three offices of a move, logs in again, adds a card, and sees what was checked', async () => {
    await reader.logIn();
    await reader.sees('[data-page="register"]');
    await reader.copyFromCard();
    expect(await valueOf('#name')).toBe('山田　太郎');
    expect(await valueOf('#birthDate')).toBe('1980-01-02');
    expect(await valueOf('#sex')).toBe('male');
    await reader.press('#name', 'End');
    await reader.page.keyboard.press('Backspace'); // a person may correct what the card says
    await reader.agreeAndSignUp();
    expect(await reader.text('h1')).toBe('Welcome, 山田　太');

    const prompt = await reader.notifyMove();
    expect(await prompt.text()).toContain('Moving house');
    await prompt.click('[data-document="0"] .open');
    await prompt.waitForText('風見市本町一丁目１番１号');
    await prompt.click('#back');
    await reader.signForms(prompt);
    for (const office of ['citizens', 'waterworks', 'library']) {
      const receipt = await reader.text(`[data-office="${office}"]`);
      expect(receipt).toContain('山田　太郎');
      expect(receipt).toContain('The certificate has not been revoked');
      expect(receipt).toContain('The name is not that of the account');
    }
    await reader.logOut();

    await reader.logIn();
    expect(await reader.text('h1')).toBe('Welcome, 山田　太');
    await stage.world.insertCard('other-person');
    await reader.goTo('cards');
    await reader.addCard();
    await waitUntil(async () => (await cardCount()) === 2);
    await reader.addCard();
    await reader.sees('[data-problem="card-already-linked"]');
    await reader.logOut();

    await reader.logIn();
    expect(await reader.text('h1')).toBe('Welcome, 山田　太');
    await reader.goTo('verified');
    const checked = await reader.text('[data-check="revocation"]');
    expect(checked).toMatch(/checked by ocsp, as of \d{1,2} \w+ \d{4}/u);
    await reader.goTo('cards');
    await reader.press('form[action$="/unlink"] button');
    await waitUntil(async () => (await cardCount()) === 1);
    await reader.logOut();
  });

  it('lets nobody in with a card that was revoked', async () => {
    await stage.world.insertCard('revoked');
    await reader.logIn();
    await reader.sees('[data-problem="certificate-revoked"]');
    expect(await reader.text()).toContain('The certificate of this card was revoked');
    await reader.page.goto(`${site.origin}/account`);
    await reader.sees('#login');
  });

  // What axe finds in markup it finds in any browser.
  if (stage.browserName === 'firefox') return;

  it('is accessible on every page, in both languages and colour schemes, and fits into 320 pixels', async () => {
    const faults = await faultsIn('/');
    await reader.logIn(); // its card has no account, or none any more
    faults.push(...(await faultsIn('/register')));
    await reader.copyFromCard();
    await reader.press('#sign-up-submit');
    await reader.sees('[data-problem="form"]');
    faults.push(...(await faultsHere()));
    await reader.agreeAndSignUp();
    for (const path of ['/account', '/moving', '/cards', '/verified']) faults.push(...(await faultsIn(path)));
    await reader.signForms(await reader.notifyMove());
    faults.push(...(await faultsIn(new URL(reader.page.url()).pathname)));
    expect(faults).toEqual([]);
  });

  async function faultsIn(path: string): Promise<string[]> {
    const faults: string[] = [];
    for (const language of ['ja', 'en']) {
      await reader.page.goto(`${site.origin}${path}?lang=${language}`);
      faults.push(...(await faultsHere()));
    }
    return faults.map((fault) => `${path}: ${fault}`);
  }

  async function faultsHere(): Promise<string[]> {
    const { page } = reader;
    await show(page, 'light');
    const faults = await violations(asExtensionPage(page), ALL_RULES);
    await show(page, 'dark');
    faults.push(...(await violations(asExtensionPage(page), COLOUR_RULES)));
    await page.setViewport({ width: 320, height: 640 });
    const width = (await page.evaluate('document.scrollingElement.scrollWidth')) as number;
    await page.setViewport({ width: 1000, height: 800 });
    return width > 320 ? [...faults, `is ${width} pixels wide`] : faults;
  }

  async function valueOf(selector: string): Promise<unknown> {
    return await reader.page.$eval(selector, (field) => ('value' in field ? field.value : undefined));
  }

  async function cardCount(): Promise<number> {
    return (await reader.page.$$('[data-card]')).length;
  }
});

async function show(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** Puppeteer's types know no string that gives a value. */
function asExtensionPage(page: Page): ExtensionPage {
  return { evaluate: page.evaluate.bind(page) } as unknown as ExtensionPage;
}
