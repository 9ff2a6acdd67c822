import { setTimeout as delay } from 'node:timers/promises';
import { endHost, readerWithCard, startHost } from '../../../e2e/harness/host-login.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { processFigures } from './process-figures.ts';

export interface IdleCost {
  readonly seconds: number;
  readonly cpuMs: number;
  readonly wakeUps: number;
}

/** Some seconds after its last work V8 tidies the heap, once. */
const SETTLE_MS = 10_000;
const SECONDS = 10;

/** A host that watches two readers, one with a card, while nothing happens. */
export async function watchIdly(world: World): Promise<IdleCost> {
  const host = await startHost(world);
  await readerWithCard(host);
  const pid = host.pid ?? Number.NaN;
  await delay(SETTLE_MS);
  const before = processFigures(pid);
  await delay(SECONDS * 1000);
  const after = processFigures(pid);
  await endHost(host);
  return {
    seconds: SECONDS,
    cpuMs: after.cpuMs - before.cpuMs,
    wakeUps: after.wakeUps - before.wakeUps,
  };
}
