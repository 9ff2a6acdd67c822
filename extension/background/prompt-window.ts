import { browser } from 'wxt/browser';
import { KazasuError } from '../../shared/errors.ts';

/** The prompt is made for 420 x 620; the window's own bars take up to 60 pixels of this. */
const SIZE = { width: 420, height: 680 } as const;

/**
 * Opens the prompt for a request in a window of its own, over the window that holds the asking tab.
 * @returns the new window's id
 * @throws `internal` when the browser opens none
 */
export async function openPromptWindow(requestId: string, overWindowId: number | undefined): Promise<number> {
  const created = await browser.windows.create({
    type: 'popup',
    url: `${browser.runtime.getURL('/prompt.html')}?request=${requestId}`,
    ...SIZE,
    ...(overWindowId === undefined ? {} : await positionOver(overWindowId)),
  });
  if (created?.id === undefined) throw new KazasuError('internal', 'no prompt window');
  return created.id;
}

/** Centred, and in the upper third, where one looks. Without an answer the browser chooses the place. */
async function positionOver(windowId: number): Promise<{ left?: number; top?: number }> {
  const { left, top, width, height } = await browser.windows.get(windowId);
  if (left === undefined || top === undefined || width === undefined || height === undefined) return {};
  return {
    left: Math.round(left + (width - SIZE.width) / 2),
    top: Math.round(top + Math.max(0, height - SIZE.height) / 3),
  };
}
