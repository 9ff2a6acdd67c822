import { describe, expect, it } from 'vitest';
import { describedDocumentSchema, MAX_DOCUMENTS } from '../../shared/signing.ts';
import * as v from 'valibot';
import { addFiles } from './own-file.ts';

const pdf = (name: string): File => new File(['%PDF-1.7'], name, { lastModified: 0 });

describe('addFiles', () => {
  it.each([
    ['a.pdf', '%PDF-1.7', '', 'application/pdf'],
    ['a', '<?xml version="1.0"?>', '', 'application/xml'],
    ['a.txt', 'text', 'text/plain', 'text/plain'],
    ['lie.pdf', 'no PDF', 'application/pdf', 'application/octet-stream'],
    ['a.odd', 'bytes', '', 'application/octet-stream'],
  ])('%s, which begins with %s and is said to be %j, is %s', async (name, content, declared, type) => {
    const { files } = await addFiles([], [new File([content], name, { type: declared })]);
    expect(files).toMatchObject([{ name, type }]);
  });

  it.each(['a\u202efdp.exe', '../a.pdf', 'a\nb.pdf', 'あ'.repeat(300)])('makes %j a name', async (name) => {
    const { files } = await addFiles([], [pdf(name)]);
    expect(files).toHaveLength(1);
    for (const { name, type, file } of files) {
      expect(v.is(describedDocumentSchema, { name, type, size: file.size })).toBe(true);
    }
  });

  it('takes a file once', async () => {
    const { files } = await addFiles([], [pdf('a.pdf'), pdf('b.pdf')]);
    expect((await addFiles(files, [pdf('a.pdf')])).files).toHaveLength(2);
  });

  it('takes no more than a request has, and says which were too many', async () => {
    const many = Array.from({ length: MAX_DOCUMENTS + 2 }, (_, index) => pdf(`${index}.pdf`));
    const { files, notTaken } = await addFiles([], many);
    expect(files).toHaveLength(MAX_DOCUMENTS);
    expect(notTaken).toEqual(new Map([['too-many', [`${MAX_DOCUMENTS}.pdf`, `${MAX_DOCUMENTS + 1}.pdf`]]]));
  });

  it('takes neither what is too large nor what cannot be read', async () => {
    const tooLarge = Object.defineProperty(pdf('large.pdf'), 'size', { value: 2 ** 30 });
    const folder = Object.defineProperty(pdf('folder'), 'slice', {
      value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    });
    const { files, notTaken } = await addFiles([], [tooLarge, folder]);
    expect(files).toEqual([]);
    expect(notTaken).toEqual(
      new Map([
        ['too-large', ['large.pdf']],
        ['unreadable', ['folder']],
      ]),
    );
  });
});
