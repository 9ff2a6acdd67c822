import type { TracedApdu } from '../../../e2e/harness/world-card.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { SIMULATED_PIN } from '../../../e2e/harness/simulated-pin.ts';

/** What some work cost at the card. */
export interface Session {
  readonly ms: number;
  readonly apdus: readonly TracedApdu[];
  /** Both ways, with status words; without what T=1 or the driver put around them. */
  readonly bytes: number;
}

/** @param work returns the milliseconds that count, and has ended with the card when it does */
export async function measure(world: World, work: () => Promise<number>): Promise<Session> {
  const before = (await world.trace()).length;
  const ms = await work();
  const apdus = (await world.trace()).slice(before);
  return { ms, apdus, bytes: apdus.reduce((sum, apdu) => sum + bytesOf(apdu), 0) };
}

const SW_BYTES = 2;

function bytesOf({ command, length }: TracedApdu): number {
  return commandBytes(command) + length + SW_BYTES;
}

/** In place of Lc and the PIN there is a mask. */
function commandBytes(command: string): number {
  const header = command.indexOf('*');
  return header < 0 ? command.length / 2 : header / 2 + 1 + SIMULATED_PIN.length;
}

export function instructionsOf({ apdus }: Session): string {
  return apdus.map(({ ins }) => ins).join(' ');
}
