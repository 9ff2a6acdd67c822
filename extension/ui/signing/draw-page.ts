import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist';
import type { PageSize } from './pdf-page.tsx';

/** Pixels of one picture: above this, browsers give an empty one. */
const PIXELS_MAX = 2 ** 24;

export interface DrawOptions {
  readonly number: number;
  /** CSS pixels per PDF unit. */
  readonly scale: number;
  readonly into: HTMLElement;
  /** Takes the drawing away again. */
  readonly signal: AbortSignal;
}

/**
 * Draws a page, comments and filled-in fields included, and lays its text over it, for whoever selects it or hears it.
 * @throws when pdf.js cannot, or the signal has said that it is over
 */
export async function drawPage(
  pdf: PDFDocumentProxy,
  { number, scale, into, signal }: DrawOptions,
): Promise<PageSize> {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const canvas = document.createElement('canvas');
  signal.addEventListener('abort', () => {
    into.replaceChildren();
    // Memory is given back at once, not when it is noticed that nobody has the canvas.
    canvas.width = 0;
    page.cleanup();
  });
  await drawPicture(page, canvas, scale, signal);
  signal.throwIfAborted();
  const text = await layText(page, scale, signal);
  into.replaceChildren(canvas, text);
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

async function drawPicture(
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  scale: number,
  signal: AbortSignal,
): Promise<void> {
  const inCss = page.getViewport({ scale });
  const sharpest = Math.sqrt(PIXELS_MAX / (inCss.width * inCss.height));
  const viewport = page.getViewport({ scale: scale * Math.min(devicePixelRatio, sharpest) });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
  signal.addEventListener('abort', () => {
    task.cancel();
  });
  await task.promise;
}

async function layText(page: PDFPageProxy, scale: number, signal: AbortSignal): Promise<HTMLElement> {
  const container = document.createElement('div');
  container.className = 'text-of-page';
  container.style.setProperty('--total-scale-factor', String(scale));
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport: page.getViewport({ scale }),
  });
  signal.addEventListener('abort', () => {
    layer.cancel();
  });
  await layer.render();
  return container;
}
