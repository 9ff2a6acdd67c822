/** PDFs as other programs make them, each by a program of its own or in a mode of its own. Not published. */
import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What ends as a file of this name in a folder, from what is there already. */
export const PRODUCERS = {
  'ghostscript.pdf': ['gs', '-q', '-sDEVICE=pdfwrite', '-o', 'ghostscript.pdf', 'pages.ps'],
  'ghostscript-1.3.pdf': [
    'gs',
    '-q',
    '-sDEVICE=pdfwrite',
    '-dCompatibilityLevel=1.3',
    '-o',
    'ghostscript-1.3.pdf',
    'pages.ps',
  ],
  'cairo.pdf': ['/usr/bin/python3', 'pages.py'],
  'qpdf-tables.pdf': ['qpdf', '--object-streams=disable', 'ghostscript.pdf', 'qpdf-tables.pdf'],
  'qpdf-streams.pdf': ['qpdf', '--object-streams=generate', 'ghostscript.pdf', 'qpdf-streams.pdf'],
  'qpdf-uncompressed.pdf': [
    'qpdf',
    '--object-streams=generate',
    '--stream-data=uncompress',
    'ghostscript.pdf',
    'qpdf-uncompressed.pdf',
  ],
  'qpdf-linearised.pdf': ['qpdf', '--linearize', 'ghostscript.pdf', 'qpdf-linearised.pdf'],
  'qpdf-linearised-streams.pdf': [
    'qpdf',
    '--linearize',
    '--object-streams=generate',
    'ghostscript.pdf',
    'qpdf-linearised-streams.pdf',
  ],
  'qpdf-qdf.pdf': ['qpdf', '--qdf', 'ghostscript.pdf', 'qpdf-qdf.pdf'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Of two pages each. */
const SOURCES = {
  'pages.ps': `%!PS
/Helvetica findfont 24 scalefont setfont
72 720 moveto (Application) show showpage
72 720 moveto (Second page) show showpage
`,
  'pages.py': `import cairo
surface = cairo.PDFSurface('cairo.pdf', 595, 842)
context = cairo.Context(surface)
for text in 'Application', 'Second page':
    context.move_to(72, 72)
    context.show_text(text)
    context.show_page()
surface.finish()
`,
} as const;

/** `soffice --headless --convert-to pdf` of a text of one line, which takes too long for each run: LibreOffice 7.4. */
const LIBREOFFICE = fileURLToPath(new URL('libreoffice.pdf', import.meta.url));

/** Makes them all in a folder. @returns paths by name */
export async function producePdfs(folder: string): Promise<ReadonlyMap<string, string>> {
  for (const [name, source] of Object.entries(SOURCES)) await writeFile(join(folder, name), source);
  for (const [program, ...parameters] of Object.values(PRODUCERS))
    await run(program, parameters, { cwd: folder });
  await copyFile(LIBREOFFICE, join(folder, 'libreoffice.pdf'));
  const names = [...Object.keys(PRODUCERS), 'libreoffice.pdf'];
  return new Map(names.map((name) => [name, join(folder, name)]));
}
