import { browser } from 'wxt/browser';

/** `window.close()` is refused in Firefox to a window that no script has opened; this is not. */
export function closeThisWindow(): void {
  void inThisWindow((id) => browser.windows.remove(id));
}

export function focusThisWindow(): void {
  void inThisWindow((id) => browser.windows.update(id, { focused: true }));
}

async function inThisWindow(act: (id: number) => Promise<unknown>): Promise<void> {
  try {
    const { id } = await browser.windows.getCurrent();
    if (id !== undefined) await act(id);
  } catch {
    // The person has closed it in the same moment.
  }
}
