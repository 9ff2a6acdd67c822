import { verify } from 'node:crypto';
import { createCrlChecker } from 'kazasu/verify';
import { der } from '../../signatures/der/der-writer.ts';
import { question } from '../../sdk/verify/testing/revocation-scene.ts';
import { authority } from '../../sdk/verify/testing/scene.ts';
import { derEntry, makeCrl, reasonCode } from '../../sdk/verify/testing/test-crl.ts';
import { compare, type Figure, type Row } from './row.ts';

const ENTRIES = 1_000_000;
const RUNS = 5;
const LOOK_UPS = 2000;

/** A list as long as a national authority's may be, against what nobody can do without: hashing and verifying it once. */
export async function benchRevocation(): Promise<readonly (Row | Figure)[]> {
  const list = longList();
  const signature = list.subarray(-256);
  const load = await compare(
    RUNS,
    timed(() => firstQuestion(list)),
    timed(() => {
      verify('sha256', list, authority.keys.publicKey, signature);
    }),
  );
  const checker = await firstQuestion(list);
  const perLookUp = (await timed(() => repeat(() => checker.check(question())))()) / LOOK_UPS;
  return [
    {
      what: `CRL: ${ENTRIES} entries, until the first answer`,
      floor: 'one crypto.verify over it',
      ...load,
      counts: `${(list.length / 1e6).toFixed(0)} MB of DER, ${await extraMegabytes(list)} MB of memory, others wait at most ${await longestPause(list)} ms`,
    },
    {
      what: 'CRL: an answer from memory',
      figure: `${(perLookUp * 1000).toFixed(0)} µs`,
      counts: 'the certificate read, its distribution point and its serial number looked up',
    },
  ];
}

function longList(): Uint8Array {
  const entries = Array.from({ length: ENTRIES }, (_, index) =>
    // In no order, as serial numbers drawn at random are: this multiplier visits each of them once.
    derEntry({
      serialNumber: serialNumber(Math.imul(index, 0x9e3779b1) >>> 2),
      extensions: [reasonCode(index % 6)],
    }),
  );
  return makeCrl(authority, { rawEntries: der(0x30, Buffer.concat(entries)) });
}

/** Four octets as the JPKI's. */
function serialNumber(number: number): string {
  return (0x40000000 | number).toString(16);
}

async function firstQuestion(list: Uint8Array): Promise<ReturnType<typeof createCrlChecker>> {
  const checker = createCrlChecker({ lists: [() => Promise.resolve(list)] });
  const answer = await checker.check(question());
  if (answer.status === 'unavailable') throw new Error(answer.reason);
  return checker;
}

async function repeat(work: () => unknown): Promise<void> {
  for (let run = 0; run < LOOK_UPS; run += 1) await work();
}

function timed(work: () => unknown): () => Promise<number> {
  return async () => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
}

async function extraMegabytes(list: Uint8Array): Promise<string> {
  const before = process.memoryUsage();
  const checker = await firstQuestion(list);
  const after = process.memoryUsage();
  await checker.check(question());
  return ((after.arrayBuffers - before.arrayBuffers) / 1e6).toFixed(0);
}

/** How long a timer that wants to run each millisecond has to wait. */
async function longestPause(list: Uint8Array): Promise<string> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await firstQuestion(list);
  clearInterval(timer);
  return longest.toFixed(0);
}
