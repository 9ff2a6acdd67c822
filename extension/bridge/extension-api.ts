import type { Browser } from 'wxt/browser';

/** The namespace as the bridge uses it; the same in all browsers. */
export type ExtensionApi = Pick<typeof Browser, 'runtime' | 'i18n'>;
export type RuntimePort = Browser.runtime.Port;

/**
 * `browser` or `chrome`. An element with `id="browser"` is a property of the window too, also in the isolated world
 * (HTML Living Standard, "named access on the Window object"), hence the look at `runtime.id`.
 */
export function extensionApi(): ExtensionApi {
  // Neither global is declared: outside this file nobody is to reach for them.
  const { browser, chrome } = globalThis as unknown as {
    browser?: Partial<ExtensionApi>;
    chrome: ExtensionApi;
  };
  return browser?.runtime?.id ? (browser as ExtensionApi) : chrome;
}
