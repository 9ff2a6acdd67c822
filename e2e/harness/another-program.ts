import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolvePath } from '../../scripts/root.ts';

/**
 * Another program of the same person that holds the card alone.
 * @returns what makes it let go
 */
export async function holdCard(env: NodeJS.ProcessEnv, reader: string): Promise<() => Promise<void>> {
  const program = spawn(process.execPath, [resolvePath('e2e/fixtures/pcsc/hold.mjs'), reader], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  const held = once(createInterface({ input: program.stdout }), 'line');
  await Promise.race([
    held,
    ended.then(() => {
      throw new Error('the other program did not get the card');
    }),
  ]);
  return async () => {
    program.stdin.end();
    await ended;
  };
}
