import { browser } from 'wxt/browser';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels. The prompt is made for 420 x 620, and for 800 x 840 to read in; the window's own bars take up to 60 of these. */
export const WINDOW_SIZE = {
  prompt: { width: 420, height: 680 },
  reading: { width: 800, height: 900 },
} as const satisfies Record<string, Size>;

/**
 * Opens a page of the extension in a window of its own, over another window where that is known.
 * @returns the new window's id, where there is one
 */
export async function openDialogueWindow(
  url: string,
  overWindowId: number | undefined,
  size: Size = WINDOW_SIZE.prompt,
): Promise<number | undefined> {
  const create = async (position?: Position): Promise<number | undefined> =>
    (await browser.windows.create({ type: 'popup', url, ...size, ...position }))?.id;
  const position = await positionOver(overWindowId, size).catch(() => undefined);
  // Chromium refuses a place that is half outside the screen, where the other window may be.
  return create(position).catch(() => create());
}

interface Position {
  readonly left: number;
  readonly top: number;
}

/** Centred, and in the upper third, where one looks. Undefined where the browser is to choose. */
async function positionOver(windowId: number | undefined, size: Size): Promise<Position | undefined> {
  if (windowId === undefined) return undefined;
  const { left, top, width, height } = await browser.windows.get(windowId);
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    return undefined;
  return {
    left: Math.max(0, Math.round(left + (width - size.width) / 2)),
    top: Math.round(top + Math.max(0, height - size.height) / 3),
  };
}
