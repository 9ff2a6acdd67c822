/** A visible mark: a picture of the signer's name, drawn by whoever has the letters, and in words for who cannot see it. */
import type { SignatureMark } from '../../shared/signing.ts';
import { deflate } from '../pdf/flate.ts';
import { dictionary, PdfName, type PdfReference, PdfStream } from '../pdf/pdf-object.ts';
import { toUtf8 } from '../../shared/bytes.ts';

/** Draws lines of text into a picture of the proportions of `size`, in points. */
export type DrawMark = (lines: readonly string[], size: MarkSize) => MarkBitmap | Promise<MarkBitmap>;

export interface MarkSize {
  readonly width: number;
  readonly height: number;
}

export interface PlacedMark extends SignatureMark {
  /** By how many degrees its page is turned clockwise when it is shown. */
  readonly rotation: number;
}

/** As people see it, who see the page turned. */
export function shownSize({ width, height, rotation }: PlacedMark): MarkSize {
  return rotation % 180 === 90 ? { width: height, height: width } : { width, height };
}

/** Row by row from the top, 8 bits for each component. */
export interface MarkBitmap {
  readonly width: number;
  readonly height: number;
  readonly colors: 'gray' | 'rgb';
  readonly samples: Uint8Array;
}

const COLOR_SPACE = { gray: 'DeviceGray', rgb: 'DeviceRGB' } as const;
const COMPONENTS = { gray: 1, rgb: 3 } as const;

/** An image XObject (ISO 32000-2 section 8.9.5). */
export async function markImage({ width, height, colors, samples }: MarkBitmap): Promise<PdfStream> {
  if (samples.length !== width * height * COMPONENTS[colors]) throw new TypeError('not a whole bitmap');
  const description = dictionary({
    Type: new PdfName('XObject'),
    Subtype: new PdfName('Image'),
    Width: width,
    Height: height,
    ColorSpace: new PdfName(COLOR_SPACE[colors]),
    BitsPerComponent: 8,
    Filter: new PdfName('FlateDecode'),
  });
  return new PdfStream(description, await deflate(samples));
}

/** A form XObject (section 8.10) that the image fills, and through which what was there before is seen: it hides nothing. */
export function markAppearance(mark: PlacedMark, image: PdfReference): PdfStream {
  const { width, height } = shownSize(mark);
  const description = dictionary({
    Type: new PdfName('XObject'),
    Subtype: new PdfName('Form'),
    BBox: [0, 0, width, height],
    Matrix: TURNED_BACK[mark.rotation],
    Resources: dictionary({
      XObject: dictionary({ Mark: image }),
      ExtGState: dictionary({ Through: dictionary({ BM: new PdfName('Multiply') }) }),
    }),
  });
  return new PdfStream(description, toUtf8(`/Through gs q ${width} 0 0 ${height} 0 0 cm /Mark Do Q`));
}

/** Against the page, so that the letters stand upright. Where the box comes to lie does not matter (section 12.5.5). */
const TURNED_BACK: Readonly<Record<number, readonly number[]>> = {
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
};

/** Where a widget is on its page. */
export function markRectangle({ x, y, width, height }: SignatureMark): readonly number[] {
  return [x, y, x + width, y + height];
}

/** What is in a mark: who, and when by the signer's own clock, as the people read it whom the card is issued to. */
export function markLines(name: string, time: Date): readonly string[] {
  const japanese = new Date(time.getTime() + 9 * 3_600_000).toISOString();
  return [name, `${japanese.slice(0, 10)} ${japanese.slice(11, 16)} JST`];
}
