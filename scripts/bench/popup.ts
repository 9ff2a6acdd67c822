import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { type BenchStage, onStage } from './stage.ts';
import { compare, type Row } from './row.ts';

const RUNS = 9;

/** From the press of the toolbar's button, as the popup's document sees it, to the card's state on the screen. */
export async function benchPopup(): Promise<readonly Row[]> {
  return await onStage(async (stage) => {
    const page = await stage.browser.newTab(stage.site.origin);
    const { ms, floorMs } = await compare(
      RUNS,
      async () => {
        const popup = await stage.browser.openPopup(page);
        const shown = await cardShown(popup);
        await popup.close();
        return shown;
      },
      () => helperAnswered(stage),
    );
    return [
      {
        what: 'popup: opened to the card shown',
        ms,
        floor: 'starting the helper and its greeting',
        floorMs,
      },
    ];
  });
}

/** Milliseconds since the document began to load. The paint that follows is part of it. */
async function cardShown(popup: ExtensionPage): Promise<number> {
  return await popup.evaluate<number>(`new Promise((resolve) => {
    const look = () => document.querySelector('[data-view="card"]')
      ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
  })`);
}

/** The floor: what the browser needs to start the host and to hear from it. */
async function helperAnswered({ browser }: BenchStage): Promise<number> {
  const options = await browser.openExtensionPage('options.html');
  const elapsed = await options.evaluate<number>(`new Promise((resolve) => {
    const started = performance.now();
    const port = chrome.runtime.connectNative('app.kazasu.simulator');
    port.onMessage.addListener(() => { port.disconnect(); resolve(performance.now() - started); });
    port.postMessage({ jsonrpc: '2.0', id: 0, method: 'hello',
      params: { client: { name: 'bench', version: '0' }, protocol: { min: 1, max: 1 } } });
  })`);
  await options.close();
  return elapsed;
}
