import type { MarkBitmap, MarkSize } from '../../signatures/pades/signature-mark.ts';

/** Dots per point: 300 to the inch, as good as a printer's. */
const DOTS = 300 / 72;
/** Of one picture. */
const PIXELS_MAX = 2 ** 22;
/** In parts of the mark's height. */
const MARGIN = 0.08;
/** In parts of the letters' size. */
const LINE_HEIGHT = 1.3;

/** A mark in the letters that this computer has: the lines in a frame, as large as they fit. */
export function drawMark(lines: readonly string[], { width, height }: MarkSize): MarkBitmap {
  const scale = Math.min(DOTS, Math.sqrt(PIXELS_MAX / (width * height)));
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#000';
  const line = Math.max(1, Math.round(scale / 2));
  context.lineWidth = line;
  context.strokeRect(line / 2, line / 2, size.width - line, size.height - line);
  writeLines(context, lines, size);
  return { ...size, colors: 'gray', samples: gray(context.getImageData(0, 0, size.width, size.height).data) };
}

function writeLines(
  context: OffscreenCanvasRenderingContext2D,
  lines: readonly string[],
  { width, height }: MarkSize,
): void {
  const margin = height * MARGIN;
  const room = { width: width - 2 * margin, height: height - 2 * margin };
  const setFont = (pixels: number): void => {
    context.font = `${pixels}px "Hiragino Sans", "Yu Gothic", "Noto Sans JP", "Noto Sans CJK JP", sans-serif`;
  };
  const tallest = room.height / lines.length / LINE_HEIGHT;
  setFont(tallest);
  const widest = Math.max(1, ...lines.map((text) => context.measureText(text).width));
  const pixels = tallest * Math.min(1, room.width / widest);
  setFont(pixels);
  context.textBaseline = 'middle';
  const first = height / 2 - ((lines.length - 1) / 2) * pixels * LINE_HEIGHT;
  for (const [index, text] of lines.entries()) {
    context.fillText(text, margin, first + index * pixels * LINE_HEIGHT);
  }
}

/** The picture has no colours: any of the three is all of them. */
function gray(rgba: Uint8ClampedArray): Uint8Array {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, index) => rgba[index * 4] ?? 0);
}
