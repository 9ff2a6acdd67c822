import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../../e2e/harness/run-program.ts';
import { SIMULATED_PIN } from '../../../e2e/harness/simulated-pin.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { measure, type Session } from './session.ts';

/** One signature by OpenSC's pkcs11-tool with the authentication key, from its start to its end. */
export async function signByPkcs11Tool(world: World, environment: NodeJS.ProcessEnv = {}): Promise<Session> {
  const message = join(world.home, 'message');
  await writeFile(message, 'signed by OpenSC');
  return measure(world, async () => {
    const started = performance.now();
    const { status, output } = await runProgram(
      { ...world.env, ...environment },
      'pkcs11-tool',
      ...['--slot-index', '0', '--login', '--pin', SIMULATED_PIN],
      ...['--sign', '--mechanism', 'SHA256-RSA-PKCS', '--id', '01'],
      ...['--input-file', message, '--output-file', join(world.home, 'signature')],
    );
    if (status !== 0) throw new Error(output);
    return performance.now() - started;
  });
}
