import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { largePdf } from '../../e2e/harness/large-pdf.ts';
import { CARD_PATHS, type CardPath, createWorld, type World } from '../../e2e/harness/world.ts';
import type { BoundDocument } from '../../signatures/container.ts';
import { resolvePath } from '../root.ts';
import { signBare, signByKazasu } from './card/signing.ts';
import { bindAll, finishAll, prepareInPieces } from './container.ts';
import { type Figure, median, type Row } from './row.ts';

const KB = 1000;
const SETS = [
  { count: 1, bytes: 100 * KB },
  { count: 10, bytes: 100 * KB },
  { count: 100, bytes: 100 * KB },
  { count: 1, bytes: 50_000 * KB },
] as const;
const RUNS = 3;
const CARD: Readonly<Record<CardPath, string>> = { 'in-process': 'simulated card', pcsc: 'vpcd' };

/**
 * PDFs signed by the prompt's code and the host, without a browser between: from the password to the signed documents,
 * against as many COMPUTE DIGITAL SIGNATURE in a row on the same card and a bare SHA-256 of the bytes.
 */
export async function benchSignedDocuments(): Promise<readonly (Row | Figure)[]> {
  const rows: (Row | Figure)[] = [];
  for (const cardPath of CARD_PATHS) {
    const world = await createWorld(cardPath);
    try {
      await world.freshCard();
      for (const set of SETS) rows.push(await rowOf(world, set));
    } finally {
      await world.dispose();
    }
  }
  return [...rows, await memoryFigure(50_000 * KB)];
}

type DocumentSet = (typeof SETS)[number];
type Times = Record<'prepare' | 'begin' | 'bind' | 'sign' | 'finish' | 'floor', number>;

async function rowOf(world: World, set: DocumentSet): Promise<Row> {
  const { count, bytes } = set;
  const pdfs = Array.from({ length: count }, () => largePdf(bytes));
  const all: Times[] = [];
  for (let run = 0; run < RUNS; run += 1) all.push(await runOnce(world, pdfs));
  const of = (name: keyof Times): number => median(all.map((times) => times[name]));
  const ms = median(all.map(({ begin, bind, sign, finish }) => begin + bind + sign + finish));
  const parts = (['begin', 'bind', 'sign', 'finish'] as const).map(
    (name) => `${name} ${of(name).toFixed(0)}`,
  );
  return {
    what: `${CARD[world.cardPath]}: ${count} PDF of ${bytes / KB} KB, from the password`,
    ms,
    floor: `${count} signatures, and SHA-256`,
    floorMs: of('floor'),
    counts: `${parts.join(', ')} ms; before the password, taken in and read in ${of('prepare').toFixed(0)} ms`,
  };
}

async function runOnce(world: World, pdfs: readonly Blob[]): Promise<Times> {
  const floor = await floorOf(world, pdfs);
  const started = performance.now();
  const prepared = await Promise.all(pdfs.map(prepareInPieces));
  const prepare = performance.now() - started;
  let bound: readonly BoundDocument[] = [];
  const { beginMs, bindMs, signMs, signatures } = await signByKazasu(world, async (certificate) => {
    bound = await bindAll(prepared, certificate);
    return bound.map(({ digest }) => digest);
  });
  const signed = performance.now();
  await finishAll(bound, signatures);
  const finish = performance.now() - signed;
  return { prepare, begin: beginMs, bind: bindMs, sign: signMs, finish, floor };
}

async function floorOf(world: World, pdfs: readonly Blob[]): Promise<number> {
  const contents = await Promise.all(pdfs.map(async (pdf) => new Uint8Array(await pdf.arrayBuffer())));
  const started = performance.now();
  const digests = contents.map((content) => createHash('sha256').update(content).digest());
  const hashed = performance.now() - started;
  return hashed + (await signBare(world, digests)).signaturesMs;
}

async function memoryFigure(bytes: number): Promise<Figure> {
  const script = resolvePath('scripts/bench/container-memory.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, String(bytes)]);
  const { growth } = JSON.parse(stdout) as { growth: number }; // what that script prints
  return {
    what: `one PDF of ${bytes / KB / KB} MB: memory`,
    figure: `${(growth / bytes).toFixed(2)} x the document`,
    counts: `the process grew by ${(growth / KB / KB).toFixed(0)} MB at most while it was taken in and signed`,
  };
}
