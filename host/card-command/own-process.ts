/**
 * `kazasu card` in a process of its own. PC/SC has no way to take a command back, and at its end a process waits for
 * its threads, so that one whose card does not answer can only be killed, by which its exit status is lost. So it is
 * told to this process first, which has no such thread.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as v from 'valibot';
import { parseCardArguments } from './card-arguments.ts';
import { CARD_EXIT, SIGNAL_EXIT } from './exit-status.ts';

/** Only PC/SC's cards can hang; what was not understood touches none. */
export function needsOwnProcess(args: readonly string[]): boolean {
  if (args[0] === 'help' || args.includes('--help')) return false;
  const parsed = parseCardArguments(args);
  return !('mistake' in parsed) && !parsed.simulatedCard;
}

/**
 * Runs a command of Node.js that ends with {@link tellExitStatus}, on this process's own standard streams.
 * @returns its exit status, also when it did not live to exit with it
 */
export async function runInOwnProcess(command: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, command, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // A terminal signals both; a signal for this process alone is meant for the other.
  for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name));
  let told: number | undefined;
  child.on('message', (message) => {
    if (v.is(exitStatusSchema, message)) told = message.exitStatus;
  });
  // What was told may still have to be read when the process is gone.
  const [end] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  const [code, signal] = end as [code: number | null, signal: NodeJS.Signals | null]; // the arguments of 'exit'
  const bySignal: Partial<Record<string, number>> = SIGNAL_EXIT;
  return told ?? code ?? bySignal[signal ?? ''] ?? CARD_EXIT.failed;
}

const exitStatusSchema = v.strictObject({ exitStatus: v.pipe(v.number(), v.integer()) });

/** In the process that {@link runInOwnProcess} started, before its end, which may be by SIGKILL. */
export function tellExitStatus(exitStatus: number): Promise<void> {
  return new Promise((resolve) => {
    // Without the other process there is nobody to tell.
    if (!process.connected || !process.send) resolve();
    else
      process.send({ exitStatus }, undefined, undefined, () => {
        resolve();
      });
  });
}

/** Where the process that {@link runInOwnProcess} runs in was killed, nobody would hear of the card any more. */
export function endWithParent(): void {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGHUP');
  });
}
