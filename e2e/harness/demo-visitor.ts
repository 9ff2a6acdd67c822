import type { Page } from 'puppeteer-core';
import { focusByKeyboard, logIn, submit } from './at-the-prompt.ts';
import type { ExtensionPage } from './extension-page.ts';
import type { DrivenBrowser } from './browser.ts';
import { CARD_INFO_PIN, SIMULATED_PASSWORD } from './simulated-pin.ts';
import { waitUntil } from './wait-until.ts';

const ATTRIBUTES = ['name', 'address', 'birthDate', 'sex'] as const;

/** Somebody in front of the demo site, who has a keyboard and no pointer. */
export class DemoVisitor {
  readonly page: Page;
  readonly #browser: DrivenBrowser;

  constructor(page: Page, browser: DrivenBrowser) {
    this.page = page;
    this.#browser = browser;
  }

  /** With the card that is in the reader, as far as the site has something to say about it. */
  async logIn(): Promise<void> {
    await this.press('#login');
    await logIn(await this.#browser.prompt());
    await this.page.bringToFront();
    await this.sees('[data-page], [data-problem]');
  }

  /** Has the form filled from the card, with everything that the card has. */
  async copyFromCard(): Promise<void> {
    await this.press('#copy');
    const prompt = await this.#browser.prompt();
    await prompt.waitForView('pin-entry');
    for (const name of ATTRIBUTES) {
      await focusByKeyboard(prompt, `#attributes input[name="${name}"]`);
      await prompt.press(' ');
    }
    await focusByKeyboard(prompt, '#pin');
    await submit(prompt, CARD_INFO_PIN);
    await prompt.waitForView('review');
    await focusByKeyboard(prompt, '#approve');
    await prompt.press('Enter');
    await prompt.closed();
    await this.page.bringToFront();
    await this.sees('#copied:not(:empty)');
  }

  /** After {@link copyFromCard}. */
  async agreeAndSignUp(): Promise<void> {
    await this.press('#consent', ' ');
    await this.press('#sign-up-submit');
    await this.sees('[data-page="account"]');
  }

  /** The card that is in the reader, to the account. */
  async addCard(): Promise<void> {
    await this.press('#add-card');
    await logIn(await this.#browser.prompt());
    await this.page.bringToFront();
  }

  /** Fills in the form of a move, and asks for the signatures. */
  async notifyMove(): Promise<ExtensionPage> {
    await this.goTo('moving');
    await this.press('#newAddress', 'End');
    await this.page.keyboard.type('風見市本町一丁目１番１号');
    // A date field has parts of its own, in an order that is the browser's affair.
    await this.page.$eval(
      '#movedOn',
      (field, today) => {
        if (field instanceof HTMLInputElement) field.value = today;
      },
      new Date().toISOString().slice(0, 10),
    );
    await this.press('#sign-move');
    const prompt = await this.#browser.prompt();
    await prompt.waitForView('documents');
    return prompt;
  }

  /** After {@link notifyMove}. */
  async signForms(prompt: ExtensionPage): Promise<void> {
    for (const button of ['#proceed', '#agree']) {
      await prompt.waitForSelector(button);
      await focusByKeyboard(prompt, button);
      await prompt.press('Enter');
    }
    await prompt.waitForView('pin-entry');
    await submit(prompt, SIMULATED_PASSWORD);
    await prompt.closed();
    await this.page.bringToFront();
    await this.sees('[data-page="moved"]');
  }

  async goTo(page: 'account' | 'moving' | 'cards' | 'verified'): Promise<void> {
    await this.press(`.member-menu a[href="/${page}"]`);
    await this.sees(`[data-page="${page}"]`);
  }

  async logOut(): Promise<void> {
    await this.press('#logout');
    await this.sees('#login');
  }

  /** Goes there with the Tab key, as far as it takes, and presses a key. */
  async press(selector: string, key: 'Enter' | ' ' | 'End' = 'Enter'): Promise<void> {
    await this.sees(selector);
    const target = `document.querySelector(${JSON.stringify(selector)})`;
    const isFocused = `document.activeElement === ${target}`;
    // Back to what is above: behind the last element Firefox goes on to its own buttons.
    const isAbove = `Boolean(${target}.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)`;
    const { keyboard } = this.page;
    if ((await this.page.evaluate(isAbove)) === true) await keyboard.down('Shift');
    for (let tabs = 0; tabs < 40 && (await this.page.evaluate(isFocused)) !== true; tabs += 1)
      await keyboard.press('Tab');
    await keyboard.up('Shift');
    await this.sees(`${selector}:focus`);
    await keyboard.press(key);
  }

  async sees(selector: string): Promise<void> {
    const isThere = `document.querySelector(${JSON.stringify(selector)})?.checkVisibility() === true`;
    await waitUntil(
      async () => (await this.page.evaluate(isThere)) === true,
      async () => `${selector} at ${this.page.url()}: ${await this.text()}`,
    );
  }

  async text(selector = 'main'): Promise<string> {
    return (await this.page.evaluate(
      `document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`,
    )) as string; // innerText is one
  }
}
