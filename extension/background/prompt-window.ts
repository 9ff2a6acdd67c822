import { browser } from 'wxt/browser';
import { KazasuError } from '../../shared/errors.ts';
import { openDialogueWindow } from '../windows/dialogue-window.ts';

/**
 * Opens the prompt for a request in a window of its own, over the window that holds the asking tab.
 * @returns the new window's id
 * @throws `internal` when the browser opens none
 */
export async function openPromptWindow(requestId: string, overWindowId: number | undefined): Promise<number> {
  const url = `${browser.runtime.getURL('/prompt.html')}?request=${requestId}`;
  const windowId = await openDialogueWindow(url, overWindowId);
  if (windowId === undefined) throw new KazasuError('internal', 'no prompt window');
  return windowId;
}
