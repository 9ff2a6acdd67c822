/** PDFs as other programs make them, each by a program of its own or in a mode of its own. Not published. */
import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What ends as a file of this name in a folder, from what is there already. */
const PRODUCERS = {
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

/**
 * Made once, because their programs take too long for each run: by `soffice --headless --convert-to pdf` (LibreOffice 7.4) of a
 * text of one line, and by `chromium --headless --print-to-pdf` (Chromium 156, with a structure and a link) of a page of one line.
 */
const FIXTURES = ['libreoffice.pdf', 'chromium.pdf'] as const;

export const PRODUCED = [...Object.keys(PRODUCERS), ...FIXTURES];

/** Makes them all in a folder. @returns paths by name */
export async function producePdfs(folder: string): Promise<ReadonlyMap<string, string>> {
  for (const [name, source] of Object.entries(SOURCES)) await writeFile(join(folder, name), source);
  for (const [program, ...parameters] of Object.values(PRODUCERS))
    await run(program, parameters, { cwd: folder });
  for (const name of FIXTURES)
    await copyFile(fileURLToPath(new URL(name, import.meta.url)), join(folder, name));
  return new Map(PRODUCED.map((name) => [name, join(folder, name)]));
}
