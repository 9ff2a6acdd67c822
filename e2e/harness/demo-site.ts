import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { resolvePath } from '../../scripts/root.ts';
import type { World } from './world.ts';

export interface DemoSite {
  readonly origin: string;
  stop(): void;
}

/**
 * The demo as an integrator starts it, told to trust the test CA of this world's simulated card, and to ask that CA's
 * OCSP responder whether a card has been revoked.
 */
export async function startDemoSite(world: World): Promise<DemoSite> {
  const anchor = join(world.home, 'test-ca.pem');
  await writeFile(anchor, await world.kazasu('simulate', 'ca'));
  const signers = join(world.home, 'test-signature-ca.pem');
  await writeFile(signers, await world.kazasu('simulate', 'ca', '--signature'));
  const pki = run('dist/host/kazasu.js', ['simulate', '--pki'], world.env);
  const ocsp = await urlIn(pki, /^OCSP: (\S+)$/u);
  const env = {
    ...process.env,
    PORT: '0',
    KAZASU_DEMO_TRUST_ANCHOR: anchor,
    KAZASU_DEMO_SIGNATURE_TRUST_ANCHOR: signers,
    KAZASU_DEMO_OCSP: ocsp,
  };
  const demo = run('dist/demo/main.js', [], env);
  return {
    origin: new URL(await urlIn(demo, /(https?:\S+)/u)).origin,
    stop: () => {
      demo.kill();
      pki.kill();
    },
  };
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return spawn(process.execPath, [resolvePath(program), ...args], { env, stdio: [...stdio] });
}

/** In what the program says when it has started. */
async function urlIn({ stdout }: ChildProcess, pattern: RegExp): Promise<string> {
  if (stdout === null) throw new TypeError('it was started with a pipe');
  const said: string[] = [];
  const timeLimit = AbortSignal.timeout(10_000);
  const lines = createInterface({ input: stdout });
  timeLimit.addEventListener('abort', () => {
    lines.close();
  });
  for await (const line of lines) {
    const url = pattern.exec(line)?.[1];
    if (url !== undefined) return url;
    said.push(line);
  }
  throw new Error(`it did not say its address: ${said.join('\n')}`);
}
