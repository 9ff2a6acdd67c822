/**
 * One test's world: a home folder of its own, in which `kazasu install` has registered the host, and a simulated card
 * to insert and to take away. Nothing in it is shared with the person's own browser, reader or card.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { PrivatePcscd } from '../../host/testing/private-pcscd.ts';
import { HOST_NAMES } from '../../manifests/identity.ts';
import { resolvePath } from '../../scripts/root.ts';
import { hostsIn } from './running-hosts.ts';
import { startVirtualReader } from './virtual-reader.ts';
import { type WorldCard, worldCard } from './world-card.ts';

const run = promisify(execFile);
const HOST = resolvePath('dist/host/kazasu.js');

/**
 * How the simulated card reaches the host: within the host that `kazasu install --simulator` registers, or as any card
 * does, through PC/SC, behind a pcscd and a virtual reader of the world's own.
 */
export const CARD_PATHS = ['in-process', 'pcsc'] as const;
export type CardPath = (typeof CARD_PATHS)[number];

const HOST_OF_PATH = {
  'in-process': { name: HOST_NAMES.simulator, install: ['install', '--simulator'] },
  pcsc: { name: HOST_NAMES.host, install: ['install'] },
} as const;

export interface World extends WorldCard {
  readonly cardPath: CardPath;
  /** Environment for the browser, which hands it on to the host. */
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Chromium's profile. Firefox keeps its own, and reads the host's manifest from the home folder. */
  readonly userDataDir: string;
  /** `kazasu ...`, as a person would type it in this world. */
  kazasu(...args: readonly string[]): Promise<string>;
  /** The world's own PC/SC service. @throws Error in a world whose card is in process */
  pcscd(): PrivatePcscd;
  /** Process ids of the hosts that run in this world. */
  hosts(): Promise<number[]>;
  /** Registers another program in the host's place: a missing, broken or hostile host. */
  replaceHost(path: string): Promise<void>;
  /** Registers the host again, if another program is in its place. */
  restoreHost(): Promise<void>;
  /** An executable of this world that runs a Node.js script, as the host's own launcher does. */
  launcherFor(script: string): Promise<string>;
  dispose(): Promise<void>;
}

/** @param neighbour a world whose pcscd, reader and card this one shares, as two browsers of one person do */
export async function createWorld(cardPath: CardPath = 'in-process', neighbour?: World): Promise<World> {
  const folders = await makeFolders();
  const ownEnv = environment(folders);
  const reader =
    cardPath === 'pcsc' && neighbour === undefined ? await startVirtualReader(ownEnv) : undefined;
  const pcscd = reader?.pcscd ?? neighbour?.pcscd();
  const env = { ...ownEnv, ...pcscd?.env };
  const kazasu = async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, [HOST, ...args], { env })).stdout;
  const { register, ...registration } = hostRegistration(cardPath, folders, kazasu);
  await register();
  return {
    ...worldCard({ ...folders, reader }),
    ...registration,
    cardPath,
    env,
    home: folders.home,
    userDataDir: folders.userDataDir,
    kazasu,
    pcscd: () => {
      if (pcscd === undefined) throw new Error('the card of this world is in process');
      return pcscd;
    },
    hosts: () => hostsIn(folders.home),
    dispose: async () => {
      await reader?.dispose();
      // A browser that has just ended may still be writing to its profile.
      await rm(folders.all, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

interface Folders {
  readonly all: string;
  readonly home: string;
  readonly userDataDir: string;
  readonly stateHome: string;
  readonly traceFile: string;
  readonly simulatorFolder: string;
}

async function makeFolders(): Promise<Folders> {
  const all = await mkdtemp(join(tmpdir(), 'kazasu-'));
  const folders = {
    all,
    home: join(all, 'home'),
    userDataDir: join(all, 'profile'),
    stateHome: join(all, 'state'),
    traceFile: join(all, 'apdu.log'),
    simulatorFolder: join(all, 'state/kazasu/simulator'),
  };
  // The folders by which `kazasu install` recognises that a browser is there.
  await mkdir(join(folders.home, '.mozilla'), { recursive: true });
  await mkdir(folders.userDataDir);
  await mkdir(folders.stateHome);
  await writeFile(folders.traceFile, '');
  const template = process.env['KAZASU_E2E_STATE'];
  if (template !== undefined) await cp(template, folders.stateHome, { recursive: true });
  return folders;
}

function environment({ home, stateHome, traceFile }: Folders): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: stateHome,
    KAZASU_SIMULATOR_TRACE: traceFile,
  };
}

function hostRegistration(
  cardPath: CardPath,
  { home, userDataDir }: Folders,
  kazasu: World['kazasu'],
): Pick<World, 'replaceHost' | 'restoreHost' | 'launcherFor'> & { readonly register: () => Promise<void> } {
  const { name, install } = HOST_OF_PATH[cardPath];
  /** Manifests that were replaced, by their paths, as they had been written. */
  const own = new Map<string, string>();
  return {
    register: async () => {
      await kazasu(...install);
      await kazasu(...install, '--user-data-dir', userDataDir);
    },
    restoreHost: async () => {
      for (const [manifest, content] of own) await writeFile(manifest, content);
      own.clear();
    },
    replaceHost: async (path) => {
      for (const folder of [
        join(userDataDir, 'NativeMessagingHosts'),
        join(home, '.mozilla/native-messaging-hosts'),
      ]) {
        const manifest = join(folder, `${name}.json`);
        const content = await readFile(manifest, 'utf8');
        if (!own.has(manifest)) own.set(manifest, content);
        await writeFile(manifest, JSON.stringify({ ...(JSON.parse(content) as object), path }));
      }
    },
    launcherFor: async (script) => {
      const path = join(home, basename(script, '.mjs'));
      await writeFile(path, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`, { mode: 0o755 });
      return path;
    },
  };
}
