/**
 * A world's reader as other programs know it: a pcscd of its own with vsmartcard's virtual reader, and the simulated
 * card linked to it by `kazasu simulate --vpcd`. The link follows the same slot file as the in-process card.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type PrivatePcscd, startPrivatePcscd, VIRTUAL_READERS } from '../../host/testing/private-pcscd.ts';
import { resolvePath } from '../../scripts/root.ts';
import { PcscdWatch } from './pcscd-watch.ts';

export interface VirtualReader {
  readonly pcscd: PrivatePcscd;
  /** Does what inserts the card or takes it away, and resolves when pcscd has seen it. */
  readonly seen: (present: boolean, change: () => Promise<void>) => Promise<void>;
  dispose(): Promise<void>;
}

/** @param env of the world: where the simulated card's state is */
export async function startVirtualReader(env: NodeJS.ProcessEnv): Promise<VirtualReader> {
  const pcscd = await startPrivatePcscd();
  const link = startLink(pcscd.vpcdPort, env);
  const watch = new PcscdWatch({ ...env, ...pcscd.env }, VIRTUAL_READERS[0]);
  return {
    pcscd,
    seen: (present, change) => watch.seen(present, change),
    dispose: async () => {
      watch.stop();
      await end(link);
      await pcscd.stop();
    },
  };
}

function startLink(port: number, env: NodeJS.ProcessEnv): ChildProcess {
  const script = resolvePath('dist/host/kazasu.js');
  const link = spawn(process.execPath, [script, 'simulate', '--vpcd', `127.0.0.1:${port}`], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // A test run that is given up leaves no process behind.
  const kill = (): boolean => link.kill();
  process.once('exit', kill);
  link.once('exit', () => process.off('exit', kill));
  return link;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
