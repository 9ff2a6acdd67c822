import { browser } from 'wxt/browser';

/** The prompt is made for 420 x 620; the window's own bars take up to 60 pixels of this. */
const SIZE = { width: 420, height: 680 } as const;

/**
 * Opens a page of the extension in a window of its own, over another window where that is known.
 * @returns the new window's id, where there is one
 */
export async function openDialogueWindow(
  url: string,
  overWindowId: number | undefined,
): Promise<number | undefined> {
  const create = async (position?: Position): Promise<number | undefined> =>
    (await browser.windows.create({ type: 'popup', url, ...SIZE, ...position }))?.id;
  const position = await positionOver(overWindowId).catch(() => undefined);
  // Chromium refuses a place that is half outside the screen, where the other window may be.
  return create(position).catch(() => create());
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
