/**
 * A PDF of one empty page and this many bytes that nothing refers to. It is made twice, in the test and by its source in
 * the page, so that nothing large goes to the browser and back; it uses nothing but itself.
 */
export function largePdf(size: number): Blob {
  const objects = [
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n',
    `4 0 obj\n<</Length ${size}>>\nstream\n`,
  ];
  let offset = '%PDF-1.7\n'.length;
  const entries = ['0000000000 65535 f \n'];
  for (const object of objects) {
    entries.push(`${String(offset).padStart(10, '0')} 00000 n \n`);
    offset += object.length;
  }
  const end = '\nendstream\nendobj\n';
  const stream = new Uint8Array(size).map((_, index) => (index * 31) % 256);
  const table = `xref\n0 5\n${entries.join('')}trailer\n<</Size 5/Root 1 0 R>>\n`;
  return new Blob([
    '%PDF-1.7\n',
    ...objects,
    stream,
    end,
    table,
    `startxref\n${offset + size + end.length}\n%%EOF\n`,
  ]);
}
