import { browser } from 'wxt/browser';

/** `window.close()` is refused in Firefox to a window that no script has opened; this is not. */
export async function closeThisWindow(): Promise<void> {
  const { id } = await browser.windows.getCurrent();
  if (id !== undefined) await browser.windows.remove(id);
}

export async function focusThisWindow(): Promise<void> {
  const { id } = await browser.windows.getCurrent();
  if (id !== undefined) await browser.windows.update(id, { focused: true });
}
