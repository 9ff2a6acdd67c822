import { describe, expect, it } from 'vitest';
import type { SignatureReport } from '../../signatures/signature-report.ts';
import { findDocument } from './find-document.ts';
import type { OpenedFile } from './opened-file.ts';

const opened = (name: string): OpenedFile => ({ name, kind: 'other', bytes: new Uint8Array() });
const report = (isOk: boolean, isDetached: boolean): SignatureReport => ({
  integrity: isOk ? { ok: true } : { ok: false, code: 'digest-mismatch', reason: '' },
  certificate: undefined,
  certificates: [],
  digestAlgorithm: 'SHA-256',
  claimedTime: undefined,
  timestamp: undefined,
  coverage: { kind: isDetached ? 'document-missing' : 'whole-document' },
});

/** A signature over the document of this name. */
const over =
  (signed: string) =>
  (_file: OpenedFile, document?: OpenedFile): Promise<readonly SignatureReport[]> =>
    Promise.resolve([report(document?.name === signed, document === undefined)]);

const signature = opened('a.pdf.p7s');

describe('findDocument', () => {
  it('does not look for what is in the file', async () => {
    const read = () => Promise.resolve([report(true, false)]);
    expect((await findDocument(signature, read, [opened('a.pdf')])).document).toBeUndefined();
  });

  it.each([
    ['by its name', 'a.pdf', ['b.pdf', 'a.pdf'], 'a.pdf', true],
    ['by its contents, whatever its name', 'renamed.pdf', ['b.pdf', 'renamed.pdf'], 'renamed.pdf', true],
    ['by its name, when it has been changed', 'nowhere', ['b.pdf', 'a.pdf'], 'a.pdf', false],
    ['as the only one there is, when it has been changed', 'nowhere', ['b.pdf'], 'b.pdf', false],
    ['not at all among several that do not fit', 'nowhere', ['b.pdf', 'c.pdf'], undefined, false],
    ['not at all when there is none', 'nowhere', [], undefined, false],
  ])('finds the document %s', async (_, signed, names, document, isOk) => {
    const found = await findDocument(signature, over(signed), [signature, ...names.map(opened)]);
    expect(found.document).toBe(document);
    expect(found.reports[0]?.integrity.ok).toBe(isOk);
    expect(found.reports[0]?.coverage.kind).toBe(
      document === undefined ? 'document-missing' : 'whole-document',
    );
  });
});
