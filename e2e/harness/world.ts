/**
 * One test's world: a home folder of its own, in which `kazasu install --simulator` has registered the simulated host,
 * and a simulated card to insert and to take away. Nothing in it is shared with the person's own browser or card.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { HOST_NAMES } from '../../manifests/identity.ts';
import { resolvePath } from '../../scripts/root.ts';

const run = promisify(execFile);
const HOST = resolvePath('dist/host/kazasu.js');

export interface World {
  /** Environment for the browser, which hands it on to the host. */
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Chromium's profile. Firefox keeps its own, and reads the host's manifest from the home folder. */
  readonly userDataDir: string;
  /** `kazasu ...`, as a person would type it in this world. */
  kazasu(...args: readonly string[]): Promise<string>;
  /** A fresh simulated card in the reader: all tries, and the PINs of docs/simulator.md. */
  freshCard(): Promise<void>;
  /** Puts the simulated card into its reader; see docs/simulator.md for the scenarios. */
  insertCard(scenario?: string): Promise<void>;
  removeCard(): Promise<void>;
  /** Process ids of the hosts that run in this world. */
  hosts(): Promise<number[]>;
  /** Registers another program in the simulated host's place: a missing, broken or hostile host. */
  replaceHost(path: string): Promise<void>;
  /** Registers the simulated host again. */
  restoreHost(): Promise<void>;
  /** An executable of this world that runs a Node.js script, as the host's own launcher does. */
  launcherFor(script: string): Promise<string>;
  /** The APDUs that the simulated card has seen, oldest first. */
  trace(): Promise<TracedApdu[]>;
  dispose(): Promise<void>;
}

/** One APDU in the simulator's trace; the command's data are masked where they are a PIN. */
export interface TracedApdu {
  readonly ins: string;
  readonly command: string;
  readonly sw: string | null;
}

export async function createWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kazasu-'));
  const home = join(folder, 'home');
  const userDataDir = join(folder, 'profile');
  const stateHome = join(folder, 'state');
  const traceFile = join(folder, 'apdu.log');
  // The folders by which `kazasu install` recognises that a browser is there.
  await mkdir(join(home, '.mozilla'), { recursive: true });
  await mkdir(userDataDir);
  await mkdir(stateHome);
  await writeFile(traceFile, '');
  const template = process.env['KAZASU_E2E_STATE'];
  if (template !== undefined) await cp(template, stateHome, { recursive: true });

  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: stateHome,
    KAZASU_SIMULATOR_TRACE: traceFile,
  };
  const kazasu = async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, [HOST, ...args], { env })).stdout;

  const registerHost = async (): Promise<void> => {
    await kazasu('install', '--simulator');
    await kazasu('install', '--simulator', '--user-data-dir', userDataDir);
  };
  await registerHost();
  return {
    env,
    home,
    userDataDir,
    kazasu,
    freshCard: async () => {
      await kazasu('simulate', 'reset');
      await kazasu('simulate', 'insert', 'normal');
      await writeFile(traceFile, '');
    },
    insertCard: async (scenario = 'normal') => {
      await kazasu('simulate', 'insert', scenario);
    },
    removeCard: async () => {
      await kazasu('simulate', 'remove');
    },
    hosts: () => hostsIn(home),
    restoreHost: registerHost,
    launcherFor: async (script) => {
      const path = join(home, basename(script, '.mjs'));
      await writeFile(path, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`, { mode: 0o755 });
      return path;
    },
    replaceHost: async (path) => {
      for (const manifest of [
        join(userDataDir, 'NativeMessagingHosts', `${HOST_NAMES.simulator}.json`),
        join(home, '.mozilla/native-messaging-hosts', `${HOST_NAMES.simulator}.json`),
      ]) {
        const content = JSON.parse(await readFile(manifest, 'utf8')) as object;
        await writeFile(manifest, JSON.stringify({ ...content, path }));
      }
    },
    trace: async () => readTrace(await readFile(traceFile, 'utf8')),
    // A browser that has just ended may still be writing to its profile.
    dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** Complete lines only: the host may be writing the last one. */
function readTrace(text: string): TracedApdu[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as TracedApdu); // host/simulator/trace.ts
}

/** Linux's /proc tells who runs with which arguments and environment. */
async function hostsIn(home: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^[0-9]+$/u.test(name));
  const found = await Promise.all(ids.map(async (id) => ((await isHost(id, home)) ? [Number(id)] : [])));
  return found.flat();
}

async function isHost(id: string, home: string): Promise<boolean> {
  try {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
    if (!command.includes('native-messaging')) return false;
    return (await readFile(`/proc/${id}/environ`, 'utf8')).includes(`HOME=${home}\0`);
  } catch {
    return false; // it has ended in the meantime
  }
}
