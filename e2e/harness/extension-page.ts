import { waitUntil } from './wait-until.ts';

/** An element's viewport position, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A page of the extension (the prompt, the options) as a person uses it: by looking, by keyboard and by pointer.
 * Puppeteer shows Firefox's extension pages as about:blank, so each browser brings its own four primitives.
 */
export abstract class ExtensionPage {
  /** Evaluates a JavaScript expression in the page, awaits a promise, and returns its JSON value. */
  abstract evaluate<T>(expression: string): Promise<T>;
  protected abstract pressKeys(keys: readonly string[]): Promise<void>;
  abstract clickAt(point: Point): Promise<void>;
  abstract screenshot(path: string): Promise<void>;
  abstract isClosed(): Promise<boolean>;
  abstract close(): Promise<void>;

  /** Presses keys by their names in UI Events, such as `Enter` or `a`. The last one may close the page. */
  async press(...keys: readonly string[]): Promise<void> {
    try {
      await this.pressKeys(keys);
    } catch (error) {
      await waitUntil(() => this.isClosed(), undefined, 1000).catch(() => {
        throw error;
      });
    }
  }

  /** Resolves when the page is gone. */
  async closed(): Promise<void> {
    await waitUntil(
      () => this.isClosed(),
      async () => `the page to close, which shows ${(await this.view()) ?? 'no view'}: ${await this.text()}`,
    );
  }

  /** The state that the prompt shows, from the root element's `data-view`. */
  async view(): Promise<string | undefined> {
    return await this.evaluate<string | undefined>(`document.querySelector('[data-view]')?.dataset.view`);
  }

  async waitForView(...views: readonly string[]): Promise<void> {
    const wanted = views.map((view) => `[data-view="${view}"]`).join();
    await this.waitForSelector(wanted);
  }

  /** Waits until the page has a visible element that matches. */
  async waitForSelector(selector: string): Promise<void> {
    const found = `document.querySelector(${JSON.stringify(selector)})?.checkVisibility() === true`;
    await this.waitFor(found, selector);
  }

  async waitForText(text: string): Promise<void> {
    await this.waitFor(`document.body?.innerText.includes(${JSON.stringify(text)}) === true`, text);
  }

  async text(selector = 'body'): Promise<string> {
    return await this.evaluate<string>(
      `document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`,
    );
  }

  async click(selector: string): Promise<void> {
    await this.waitForSelector(selector);
    const point = await this.evaluate<Point>(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
    })()`);
    await this.clickAt(point);
  }

  async type(text: string): Promise<void> {
    await this.press(...Array.from(text));
  }

  private async waitFor(condition: string, what: string): Promise<void> {
    await waitUntil(
      () => this.evaluate<boolean>(condition),
      async () => `${what} in ${(await this.view()) ?? 'a page without a view'}: ${await this.text()}`,
    );
  }
}
