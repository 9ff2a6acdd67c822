/**
 * One test's world: a home folder of its own, in which `kazasu install --simulator` has registered the simulated host,
 * and a simulated card to insert and to take away. Nothing in it is shared with the person's own browser or card.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
  /** Puts the simulated card into its reader; see docs/simulator.md for the scenarios. */
  insertCard(scenario?: string): Promise<void>;
  removeCard(): Promise<void>;
  /** The APDUs that the simulated card has seen, oldest first: one line each, secrets masked. */
  trace(): Promise<string[]>;
  dispose(): Promise<void>;
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

  await kazasu('install', '--simulator');
  await kazasu('install', '--simulator', '--user-data-dir', userDataDir);
  return {
    env,
    home,
    userDataDir,
    kazasu,
    insertCard: async (scenario = 'normal') => {
      await kazasu('simulate', 'insert', scenario);
    },
    removeCard: async () => {
      await kazasu('simulate', 'remove');
    },
    trace: async () => (await readFile(traceFile, 'utf8')).split('\n').filter(Boolean),
    // A browser that has just ended may still be writing to its profile.
    dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }),
  };
}
