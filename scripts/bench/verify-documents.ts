import { createHash, sign, verify } from 'node:crypto';
import { signPdf } from '../../signatures/pades/testing/sign-pdf.ts';
import { testDocument } from '../../signatures/pades/testing/test-document.ts';
import { streamBody } from '../../signatures/pdf/testing/test-pdf.ts';
import { documentVerifier, SIGNING } from '../../sdk/verify/testing/document-scene.ts';
import { leafKeys } from '../../sdk/verify/testing/scene.ts';
import { compare, type Row } from './row.ts';

const RUNS = 25;
const SIZES = { '100 KB': 100_000, '50 MB': 50_000_000 };

/**
 * `verifyPdf` against what nobody can do without: hashing the document once, and verifying the two signatures, the
 * person's and that of the authority on the certificate.
 */
export async function benchVerifyDocuments(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [size, bytes] of Object.entries(SIZES)) {
    const signed = await signedPdf(bytes);
    const verifier = documentVerifier();
    const subject = async () => {
      const result = await verifier.verifyPdf(signed);
      if (!result.ok) throw new Error(result.code);
    };
    for (let run = 0; run < 3; run += 1) await subject();
    const measured = await compare(
      RUNS,
      timed(subject),
      timed(() => bare(signed)),
    );
    rows.push({
      what: `server: verifyPdf, ${size}`,
      floor: 'one SHA-256 and two verifications',
      ...measured,
    });
  }
  return rows;
}

/** With a picture of so many bytes. */
function signedPdf(bytes: number): Promise<Uint8Array> {
  const picture = { 30: streamBody('x'.repeat(bytes)) };
  return signPdf(testDocument(picture), { signer: { name: '', ...leafKeys, ...SIGNING } });
}

const attributes = new Uint8Array(256);
const signature = sign('sha256', attributes, leafKeys.privateKey);

function bare(document: Uint8Array): Promise<void> {
  createHash('sha256').update(document).digest();
  for (let count = 0; count < 2; count += 1) verify('sha256', attributes, leafKeys.publicKey, signature);
  return Promise.resolve();
}

/** Milliseconds. */
function timed(work: () => Promise<void>): () => Promise<number> {
  return async () => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
}
