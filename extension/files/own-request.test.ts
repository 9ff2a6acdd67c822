import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { fromUtf8 } from '../../shared/bytes.ts';
import { type SignResult, signRequestSchema } from '../../shared/signing.ts';
import { toBase64 } from '../../shared/base64.ts';
import { startHash } from '../../signatures/running-hash.ts';
import type { DocumentsRequest, Formats } from '../signing/formats.ts';
import type { OwnFile } from './own-file.ts';
import { ownFormats, ownRequest, ownSource } from './own-request.ts';
import { savedFiles } from './saved-file.ts';
import type { SignedForm } from './signed-form.ts';

const own = (name: string, type: string, content = name): OwnFile => ({
  file: new File([content], name),
  name,
  type,
});
const FILES = [own('a.pdf', 'application/pdf'), own('b.xml', 'application/xml'), own('c.txt', 'text/plain')];

/** In which format each document is prepared, and how. */
async function prepared(form: SignedForm, mark: boolean): Promise<readonly Partial<DocumentsRequest>[]> {
  const asked: DocumentsRequest[] = [];
  const formats: Pick<Formats, 'prepare'> = {
    prepare: (request) => {
      asked.push(request);
      return Promise.resolve(() => Promise.reject(new Error('not expected')));
    },
  };
  // Nothing else of the formats is used.
  const { prepare } = ownFormats({ form, mark }, formats as Formats);
  const prepareOne = await prepare(ownRequest(FILES) as DocumentsRequest); // it has documents
  for (const { name, type, file } of FILES) {
    await prepareOne({ name, type, content: file, hash: startHash('SHA-256') }).catch(() => undefined);
  }
  return asked;
}

describe('own files as a request', () => {
  it('is one that a website could make', () => {
    expect(v.is(signRequestSchema, ownRequest(FILES))).toBe(true);
  });

  it('signs each in the form that it allows', async () => {
    expect(await prepared('inside', false)).toMatchObject([
      { format: 'pades' },
      { format: 'xades', packaging: 'enveloped' },
      { format: 'cades', packaging: 'detached' },
    ]);
    expect(await prepared('beside', true)).toMatchObject(
      FILES.map(() => ({ format: 'cades', packaging: 'detached' })),
    );
  });

  it.each([true, false])('puts a mark on PDFs when the person wants one: %s', async (mark) => {
    const [pdf] = await prepared('inside', mark);
    expect(pdf && 'mark' in pdf).toBe(mark);
  });

  it('reads the files piece by piece, and notices that one has become shorter', async () => {
    const source = ownSource(FILES);
    expect(fromUtf8(await source.read(0, 2, 3))).toBe('pdf');
    await expect(source.read(0, 2, 4)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(source.read(9, 0, 1)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(source.timestamps([])).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('savedFiles', () => {
  it('puts together what is new and what was signed, and leaves out what the person has left out', async () => {
    const bytes = (text: string): string => toBase64(new TextEncoder().encode(text));
    const result: SignResult = {
      certificate: '',
      documents: [
        {
          outcome: 'signed',
          parts: [
            { from: 'document', offset: 2, length: 3 },
            { from: 'signature', bytes: bytes('+signature') },
          ],
          signature: '',
        },
        { outcome: 'left-out' },
        { outcome: 'signed', parts: [{ from: 'signature', bytes: bytes('detached') }], signature: '' },
      ],
    };
    const content = (index: number): Blob => FILES[index]?.file ?? new Blob();
    const saved = savedFiles(result, { files: FILES, form: 'inside', content });
    expect(await Promise.all(saved.map(async (each) => [each.name, await each.content.text()]))).toEqual([
      ['a_signed.pdf', 'pdf+signature'],
      ['c.txt.p7s', 'detached'],
    ]);
  });
});
