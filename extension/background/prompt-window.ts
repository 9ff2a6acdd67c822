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
  const url = `${browser.runtime.getURL('/prompt.html')}?request=${requestId}`;
  const create = async (position?: Position): Promise<number | undefined> =>
    (await browser.windows.create({ type: 'popup', url, ...SIZE, ...position }))?.id;

  const position = await positionOver(overWindowId).catch(() => undefined);
  // Chromium refuses a place that is half outside the screen, where the asking window may be.
  const windowId = await create(position).catch(() => create());
  if (windowId === undefined) throw new KazasuError('internal', 'no prompt window');
  return windowId;
}

interface Position {
  readonly left: number;
  readonly top: number;
}

/** Centred, and in the upper third, where one looks. Undefined where the browser is to choose. */
async function positionOver(windowId: number | undefined): Promise<Position | undefined> {
  if (windowId === undefined) return undefined;
  const { left, top, width, height } = await browser.windows.get(windowId);
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    return undefined;
  return {
    left: Math.round(left + (width - SIZE.width) / 2),
    top: Math.round(top + Math.max(0, height - SIZE.height) / 3),
  };
}
