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
  const create = async (bounds: Partial<Bounds>): Promise<number | undefined> =>
    (await browser.windows.create({ type: 'popup', url, ...size, ...bounds }))?.id;
  const bounds = await boundsOver(overWindowId, size).catch(() => ({}));
  // Chromium refuses a place that is half outside the screen, where the other window may be.
  return create(bounds).catch(() => create({}));
}

interface Bounds extends Size {
  readonly left: number;
  readonly top: number;
}

/**
 * Centred, and in the upper third, where one looks; higher than the prompt only as far as the other window is, because
 * what is below the screen cannot be pressed. Nothing where the browser is to choose.
 */
async function boundsOver(windowId: number | undefined, size: Size): Promise<Partial<Bounds>> {
  if (windowId === undefined) return {};
  const over = await browser.windows.get(windowId);
  if (
    over.left === undefined ||
    over.top === undefined ||
    over.width === undefined ||
    over.height === undefined
  ) {
    return {};
  }
  const height = Math.min(size.height, Math.max(over.height, WINDOW_SIZE.prompt.height));
  return {
    width: size.width,
    height,
    left: Math.round(over.left + (over.width - size.width) / 2),
    top: Math.round(over.top + Math.max(0, over.height - height) / 3),
  };
}
