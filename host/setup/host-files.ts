/** The files by which a browser finds the host, and how they are told from files of others under the same name. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HOST_NAMES, type HostName } from '../../manifests/identity.ts';
import { SIMULATED_CARD_OPTION } from '../command-line.ts';
import { LAUNCHER_MARK } from './launcher.ts';
import type { UserDirectories } from './user-directories.ts';

export interface HostFiles {
  readonly name: HostName;
  /** Absolute path of the program that the manifests point to. */
  readonly launcher: string;
  /** What the launcher passes on before the browser's own arguments. */
  readonly options: readonly string[];
}

export function hostFiles(kind: keyof typeof HOST_NAMES, user: UserDirectories): HostFiles {
  const options = kind === 'simulator' ? [SIMULATED_CARD_OPTION] : [];
  return { name: HOST_NAMES[kind], launcher: join(user.data, 'kazasu', HOST_NAMES[kind]), options };
}

export function manifestFile(directory: string, { name }: HostFiles): string {
  return join(directory, `${name}.json`);
}

export type Ownership = 'ours' | 'foreign' | 'absent';

/** A manifest is ours when it points to our launcher. */
export async function manifestOwnership(path: string, { launcher }: HostFiles): Promise<Ownership> {
  const text = await readBounded(path);
  if (text === undefined) return 'absent';
  return pathIn(text) === launcher ? 'ours' : 'foreign';
}

/** A launcher is ours when it bears our mark. */
export async function launcherOwnership({ launcher }: HostFiles): Promise<Ownership> {
  const text = await readBounded(launcher);
  if (text === undefined) return 'absent';
  return text.split('\n')[1] === LAUNCHER_MARK ? 'ours' : 'foreign';
}

/** Writes a file whole or not at all, so that a browser never reads half of it. Makes the directories above it. */
export async function writeFileAtomically(path: string, content: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    await file.writeFile(content).finally(() => file.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The file's text; undefined when there is none, empty when it is longer than any of ours. */
async function readBounded(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(undefinedIfAbsent);
  if (found === undefined) return undefined;
  return found.isFile() && found.size <= MAX_BYTES ? readFile(path, 'utf8') : '';
}

const MAX_BYTES = 64 * 1024;

function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

function pathIn(manifest: string): unknown {
  try {
    const value: unknown = JSON.parse(manifest);
    return typeof value === 'object' && value !== null && 'path' in value ? value.path : undefined;
  } catch {
    return undefined;
  }
}
