/** A small application form with something of everything that a signature has to protect. Not published. */
import { type Bodies, makePdf, streamBody } from '../../pdf/testing/test-pdf.ts';

/** Numbers of its objects. */
export const PART = {
  catalog: 1,
  pages: 2,
  page: 3,
  text: 4,
  font: 5,
  form: 6,
  amount: 7,
  square: 8,
  stamp: 9,
  /** To which nothing refers. */
  unused: 10,
  information: 11,
  emptySignature: 12,
  metadata: 13,
} as const;

const APPEARANCE = '/Type /XObject /Subtype /Form /BBox [0 0 100 20]';

export const BODIES: Bodies = {
  [PART.catalog]: '<</Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Metadata 13 0 R /OpenAction [3 0 R /Fit]>>',
  [PART.pages]: '<</Type /Pages /Kids [3 0 R] /Count 1>>',
  [PART.page]:
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 9 0 R] /Resources <</Font <</F1 5 0 R>>>> /Annots [8 0 R 7 0 R 12 0 R]>>',
  [PART.text]: streamBody('BT /F1 24 Tf 72 700 Td (I apply for 100 yen) Tj ET'),
  [PART.font]: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
  [PART.form]: '<</Fields [7 0 R 12 0 R] /DR <</Font <</Helv 5 0 R>>>> /DA (/Helv 12 Tf 0 g)>>',
  [PART.amount]:
    '<</Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (100) /Rect [72 600 172 620] /P 3 0 R /F 4>>',
  [PART.square]: '<</Type /Annot /Subtype /Square /Rect [72 500 172 520] /P 3 0 R /Contents (seen)>>',
  [PART.stamp]: streamBody('0 0 1 rg 300 300 50 50 re f'),
  [PART.unused]: streamBody('BT /F1 24 Tf 72 700 Td (I apply for 1000000 yen) Tj ET', APPEARANCE),
  [PART.information]: '<</Title (Application) /Producer (nobody) /ModDate (D:20260101000000Z)>>',
  [PART.emptySignature]:
    '<</Type /Annot /Subtype /Widget /FT /Sig /T (official) /Rect [300 100 500 150] /P 3 0 R /F 4>>',
  [PART.metadata]: streamBody('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', '/Type /Metadata /Subtype /XML'),
};

/** @param changed bodies that are another way */
export function testDocument(changed: Bodies = {}, settings: Parameters<typeof makePdf>[1] = {}): Uint8Array {
  return makePdf({ ...BODIES, ...changed }, settings);
}

/** A body of the document, something replaced in it. */
export function edited(part: keyof typeof PART, from: string, to: string): Bodies {
  const number = PART[part];
  return { [number]: (BODIES[number] ?? '').replace(from, to) };
}
