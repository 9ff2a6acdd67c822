/** What Chromium's DevTools Protocol shows of a page of the extension, and how it makes the page look. */
import type { CDPSession } from 'puppeteer-core';
import { ChromiumExtensionPage } from './chromium.ts';
import type { ExtensionPage } from './extension-page.ts';

export interface Appearance {
  readonly scheme?: 'light' | 'dark';
  readonly forcedColors?: boolean;
}

export class DevTools {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: ExtensionPage): Promise<DevTools> {
    if (!(page instanceof ChromiumExtensionPage)) throw new Error('only Chromium has this protocol');
    return new DevTools(await page.devTools());
  }

  async show({ scheme = 'light', forcedColors = false }: Appearance): Promise<void> {
    await this.#session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
        // What is still fading in has not its own colours yet.
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
  }

  /** Of the viewport, in CSS pixels; without a height it keeps its own. */
  async resize(width: number, height = 0): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: 0, mobile: false };
    await this.#session.send('Emulation.setDeviceMetricsOverride', metrics);
  }

  /** The page as a screen reader meets it, in its order. */
  async accessibilityTree(): Promise<AccessibleNode[]> {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name, description, properties = [] }) => ({
        role: text(role?.value),
        name: text(name?.value),
        description: text(description?.value),
        states: Object.fromEntries(properties.map((property) => [property.name, property.value.value])),
      }));
  }

  /** Every string that is still reachable in the memory of the page's process, after all else has been collected. */
  async stringsInMemory(): Promise<string[]> {
    let snapshot = '';
    this.#session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
      snapshot += chunk;
    });
    await this.#session.send('HeapProfiler.collectGarbage');
    await this.#session.send('HeapProfiler.takeHeapSnapshot', {});
    return (JSON.parse(snapshot) as { strings: string[] }).strings; // the format of the DevTools' own heap snapshots
  }

  async detach(): Promise<void> {
    await this.#session.detach();
  }
}

export interface AccessibleNode {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** By their names in the protocol: `focused`, `live`, `checked`, `invalid`, ... */
  readonly states: Readonly<Record<string, unknown>>;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
