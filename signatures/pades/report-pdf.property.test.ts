/** Whatever happens to a signed PDF: nothing but a SyntaxError, and never a sound signature over what was not signed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { latin1 } from '../pdf/testing/test-pdf.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import type { SignatureReport } from '../signature-report.ts';
import { reportPdf } from './report-pdf.ts';
import { signPdf } from './testing/sign-pdf.ts';
import { testDocument } from './testing/test-document.ts';

const signer = makeTestSigner('Signer');
const signed = await signPdf(testDocument(), { signer });
const contents = { start: latin1(signed).lastIndexOf('<30'), end: latin1(signed).lastIndexOf('000>>>') + 4 };

/** No reports of what is no PDF any more. */
async function tryReport(bytes: Uint8Array): Promise<readonly SignatureReport[]> {
  return reportPdf(bytes).catch((error: unknown) => {
    if (error instanceof SyntaxError) return [];
    throw error;
  });
}

it('a byte that is covered cannot be another', async () => {
  const position = fc
    .nat({ max: signed.length - 1 })
    .filter((at) => at < contents.start || at >= contents.end);
  await fc.assert(
    fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, difference) => {
      const bytes = Uint8Array.from(signed);
      bytes[at] = (bytes[at] ?? 0) ^ difference;
      for (const { integrity } of await tryReport(bytes)) expect(integrity.ok).toBe(false);
    }),
    { numRuns: 400 },
  );
});

it('the signature itself can be written in other words, but says the same', async () => {
  const position = fc.integer({ min: contents.start, max: contents.end - 1 });
  const [original] = await reportPdf(signed);
  await fc.assert(
    fc.asyncProperty(position, fc.nat({ max: 7 }), async (at, bit) => {
      const bytes = Uint8Array.from(signed);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      for (const report of await tryReport(bytes)) if (report.integrity.ok) expect(report).toEqual(original);
    }),
    { numRuns: 200 },
  );
});

it('a file that ends too early is signed no more', async () => {
  const end = fc.nat({ max: signed.length - 2 });
  await fc.assert(
    fc.asyncProperty(end, async (length) => {
      for (const { integrity } of await tryReport(signed.subarray(0, length)))
        expect(integrity.ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});

it('what is appended is no part of what was signed', async () => {
  const junk = fc.oneof(
    fc.uint8Array({ minLength: 1 }),
    fc.string({ minLength: 1 }).map((text) => new TextEncoder().encode(text)),
  );
  await fc.assert(
    fc.asyncProperty(junk, async (tail) => {
      const [report] = await reportPdf(Uint8Array.from([...signed, ...tail]));
      expect(report?.coverage.kind).toBe('earlier-revision');
    }),
    { numRuns: 200 },
  );
});
