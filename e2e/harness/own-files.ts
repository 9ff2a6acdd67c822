/** Files on a person's computer, given to the extension's own page and saved from it. */
import type { ExtensionPage } from './extension-page.ts';

export interface OwnFile {
  readonly name: string;
  readonly type?: string;
  readonly content: Buffer;
}

/** Chooses files with the button's dialogue, as far as a page can tell; or drops them on the page. */
export async function giveFiles(
  page: ExtensionPage,
  files: readonly OwnFile[],
  way: 'choose' | 'drop' = 'choose',
): Promise<void> {
  const list = files.map(({ name, type = '', content }) => ({
    name,
    type,
    base64: content.toString('base64'),
  }));
  await page.waitForSelector('#pick');
  await page.evaluate(`(() => {
    const given = new DataTransfer();
    for (const { name, type, base64 } of ${JSON.stringify(list)}) {
      given.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
    }
    if (${way === 'drop'}) {
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }));
    } else {
      const input = document.querySelector('input[type="file"]');
      input.files = given.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  })()`);
}

/** Before anything is signed: the page may not fetch what its own links save. */
export async function watchLinks(page: ExtensionPage): Promise<void> {
  await page.evaluate(`(() => {
    const create = URL.createObjectURL;
    globalThis.linked = new Map();
    URL.createObjectURL = (content) => {
      const address = create.call(URL, content);
      globalThis.linked.set(address, content);
      return address;
    };
  })()`);
}

/** By name, what the page's links save. */
export async function savedFiles(page: ExtensionPage): Promise<ReadonlyMap<string, Buffer>> {
  await page.waitForSelector('a[href^="blob:"]');
  const files = await page.evaluate<[string, string][]>(`Promise.all(
    [...document.querySelectorAll('a[download]')].map(async ({ href, download }) => {
      const bytes = new Uint8Array(await globalThis.linked.get(href).arrayBuffer());
      return [download, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))];
    }),
  )`);
  return new Map(files.map(([name, base64]) => [name, Buffer.from(base64, 'base64')]));
}

/** A PDF of one page with a line of text (ISO 32000-2 annex H.2). */
export function smallPdf(text: string): Buffer {
  const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = pdf.length;
  const size = objects.length + 1;
  pdf += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  pdf += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}
