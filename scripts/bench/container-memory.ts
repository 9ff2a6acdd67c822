/** A process of its own, for its memory: `container-memory.ts BYTES` prints how far it grew, in bytes, as JSON. */
import { largePdf } from '../../e2e/harness/large-pdf.ts';
import { makeTestSigner } from '../../signatures/testing/test-signer.ts';
import { bindAll, finishAll, prepareInPieces } from './container.ts';

const KIB = 1024;
const [size = '0'] = process.argv.slice(2);
const { certificate } = makeTestSigner('Test');
const signature = new Uint8Array(256);
// Code and tables first, by a document of no weight, so that the growth is the document's.
await signOne(largePdf(KIB));
const pdf = largePdf(Number(size));
const before = process.memoryUsage().rss;
await signOne(pdf);
console.log(JSON.stringify({ growth: process.resourceUsage().maxRSS * KIB - before }));

async function signOne(document: Blob): Promise<void> {
  const prepared = await prepareInPieces(document);
  await finishAll(await bindAll([prepared], certificate), [signature]);
}
