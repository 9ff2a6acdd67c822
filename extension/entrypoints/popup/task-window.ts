import { browser } from 'wxt/browser';
import type { PopupTask } from '../../popup/popup-task.ts';
import { taskQuery } from '../../popup/task-address.ts';
import { openDialogueWindow } from '../../windows/dialogue-window.ts';

/** Opens a window for a task: the toolbar's popup goes with a click elsewhere, whatever has been typed in it. */
export async function openTaskWindow(task: PopupTask): Promise<void> {
  const url = `${browser.runtime.getURL('/popup.html')}${taskQuery(task)}`;
  await openDialogueWindow(url, (await browser.windows.getCurrent()).id);
}

/**
 * Opens the page for a person's own files. In Firefox a private window has locks of its own, by which nobody would know of a
 * prompt on that page; Chromium opens pages of extensions in ordinary windows by itself.
 */
export async function openFilesTab(): Promise<void> {
  const url = browser.runtime.getURL('/files.html');
  if (browser.extension.inIncognitoContext) await browser.windows.create({ url, incognito: false });
  else await browser.tabs.create({ url });
}

/** The tab that the toolbar's popup stands over. */
export async function tabBelow(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** Whether this document is in the toolbar's popup, which takes its size from it. */
export function isToolbarPopup(): boolean {
  return browser.extension.getViews({ type: 'popup' }).includes(window);
}
