import { createHash } from 'node:crypto';
import { CARD_PATHS, type CardPath, createWorld, type World } from '../../e2e/harness/world.ts';
import { type BareSigning, signBare, signByKazasu, type CardSigning } from './card/signing.ts';
import { median, type Row } from './row.ts';

const COUNTS = [1, 10, 100] as const;
const RUNS = 5;
const CARD: Readonly<Record<CardPath, string>> = { 'in-process': 'simulated card', pcsc: 'vpcd' };

/**
 * What signing costs at the card: from the password to the last signature, against as many COMPUTE DIGITAL SIGNATURE in a
 * row on the same card, and against the fewest commands that its interface allows for the same.
 */
export async function benchSigning(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const cardPath of CARD_PATHS) {
    const world = await createWorld(cardPath);
    try {
      await world.freshCard();
      for (const count of COUNTS) rows.push(...(await rowsOf(world, count)));
    } finally {
      await world.dispose();
    }
  }
  return rows;
}

async function rowsOf(world: World, count: number): Promise<readonly Row[]> {
  const digests = Array.from({ length: count }, (_, n) => createHash('sha256').update(`${n}`).digest());
  const bare: BareSigning[] = [];
  const times: CardSigning[] = [];
  let apdus = 0;
  // Turn and turn about, so that noise meets both.
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(await signBare(world, digests));
    const before = await world.trace();
    times.push(await signByKazasu(world, () => Promise.resolve(digests)));
    const commands = (await world.trace()).slice(before.length).map(({ command }) => command);
    apdus = commands.length - commands.findIndex((command) => command.endsWith('****'));
  }
  const [beginMs, signMs] = [median(times.map((t) => t.beginMs)), median(times.map((t) => t.signMs))];
  const ms = median(times.map((t) => t.beginMs + t.signMs));
  const card = CARD[world.cardPath];
  return [
    {
      what: `${card}: password to signature ${count}`,
      ms,
      floor: `${count} signatures in a row`,
      floorMs: median(bare.map((b) => b.signaturesMs)),
      counts: `beginSigning ${beginMs.toFixed(0)} ms, sign ${signMs.toFixed(0)} ms; ${apdus} APDUs, with the one that clears the card`,
    },
    {
      what: '  the same',
      ms,
      floor: 'the fewest commands for it',
      floorMs: median(bare.map((b) => b.allMs)),
    },
  ];
}
