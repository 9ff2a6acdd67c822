import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolvePath } from '../../scripts/root.ts';

/**
 * Another program of the same person that holds the card alone.
 * @returns what makes it let go
 * @throws Error with the words of PC/SC when it does not get the card
 */
export async function holdCard(env: NodeJS.ProcessEnv, reader: string): Promise<() => Promise<void>> {
  const program = spawn(process.execPath, [resolvePath('e2e/fixtures/pcsc/hold.mjs'), reader], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(program, 'close');
  const held = once(createInterface({ input: program.stdout }), 'line');
  await Promise.race([
    held,
    ended.then(() => {
      throw new Error(`the other program did not get the card: ${complaint}`);
    }),
  ]);
  return async () => {
    program.stdin.end();
    await ended;
  };
}
