import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CA, directory, signedCms, signedPdf, TEXT, verify, write, XML } from './verify-command.fixture.ts';

const detached = write('notice.p7s', await signedCms('detached'));
const document = write('notice.txt', TEXT);
const pdf = write('with-its-document.pdf', await signedPdf('taro'));
const trust = ['--test-ca', CA];

describe('where no signature could be judged', () => {
  const unsigned = write('unsigned.xml', XML);
  const missing = join(directory, 'not-there.pdf');

  it.each([
    ['a name of no file', [missing], 'file-unreadable'],
    ['a directory', [directory], 'file-unreadable'],
    ['a file of no such format', [document], 'format-unknown'],
    ['a file without signature', [unsigned], 'signature-missing'],
    ['a signature without its document', [detached], 'document-missing'],
    ['a PDF with another document', [pdf, '--document', document], 'document-unexpected'],
  ])('nothing is called not valid: %s', async (_, args, code) => {
    const english = await verify([...args, ...trust]);
    expect(english.status).not.toBe(0);
    expect(english.stdout).toMatch(new RegExp(`: COULD NOT BE CHECKED\\. .+ \\(${code}\\)$`, 'mu'));
    expect(english.stdout).not.toContain('NOT VALID');
    const japanese = await verify([...args, ...trust], 'ja_JP.UTF-8');
    expect(japanese.stdout).toMatch(new RegExp(`: 確かめられません。.+\\(${code}\\)$`, 'mu'));
    expect(japanese.stdout).not.toContain('無効です');
  });
});
