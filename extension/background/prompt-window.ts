import { browser } from 'wxt/browser';
import { KazasuError } from '../../shared/errors.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { openDialogueWindow, WINDOW_SIZE } from '../windows/dialogue-window.ts';

/**
 * Opens the prompt for a request in a window of its own, over the window that holds the asking tab.
 * @returns the new window's id
 * @throws `internal` when the browser opens none
 */
export async function openPromptWindow(
  requestId: string,
  method: CardRequest['method'],
  overWindowId: number | undefined,
): Promise<number> {
  const url = `${browser.runtime.getURL('/prompt.html')}?request=${requestId}`;
  const windowId = await openDialogueWindow(
    url,
    overWindowId,
    method === 'sign' ? WINDOW_SIZE.reading : WINDOW_SIZE.prompt,
  );
  if (windowId === undefined) throw new KazasuError('internal', 'no prompt window');
  return windowId;
}
