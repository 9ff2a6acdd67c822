import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommandLineIo } from '../command-line.ts';
import { BROWSERS, MANIFEST_DIRECTORY, manifestDirectory } from './browsers.ts';
import {
  hostFiles,
  type HostFiles,
  launcherOwnership,
  manifestFile,
  manifestOwnership,
  type Ownership,
} from './host-files.ts';
import type { Program } from './launcher.ts';
import { type FileOutcome, runSetupCommand, type Setup, workOnFile } from './setup-command.ts';

/**
 * `kazasu uninstall`: removes what `kazasu install` wrote, whether or not the browser is still there, and nothing else.
 * With `--simulator` only the simulated host goes. Returns the exit status.
 */
export function runUninstallCommand(
  args: readonly string[],
  io: CommandLineIo,
  { platform }: Program,
): Promise<number> {
  return runSetupCommand(args, io, platform, uninstall);
}

async function uninstall(setup: Setup): Promise<boolean> {
  const kinds = setup.simulator ? (['simulator'] as const) : (['host', 'simulator'] as const);
  const candidates = kinds.flatMap((kind) => candidatesOf(setup, hostFiles(kind, setup.user)));
  const outcomes: FileOutcome[] = [];
  for (const candidate of candidates) {
    outcomes.push(await workOnFile(setup, candidate.path, () => remove(setup, candidate)));
  }
  if (outcomes.every((outcome) => outcome === 'nothing-to-do')) setup.io.stdout(setup.texts.nothingToRemove);
  return !outcomes.includes('failed');
}

/** A file that may be there and may be ours. */
interface Candidate {
  readonly path: string;
  readonly ownership: () => Promise<Ownership>;
  /** Stays although it is ours, because others may need it. */
  readonly shared: boolean;
}

/** Manifests before the launcher that they point to. */
function candidatesOf({ userDataDir, user }: Setup, host: HostFiles): Candidate[] {
  const directories =
    userDataDir === undefined
      ? BROWSERS.map((browser) => manifestDirectory(browser, user))
      : [join(userDataDir, MANIFEST_DIRECTORY.chromium)];
  const manifests = directories.map((directory) => manifestFile(directory, host));
  return [
    ...manifests.map((path) => ({ path, ownership: () => manifestOwnership(path, host), shared: false })),
    { path: host.launcher, ownership: () => launcherOwnership(host), shared: userDataDir !== undefined },
  ];
}

async function remove({ texts }: Setup, { path, ownership, shared }: Candidate): Promise<string | undefined> {
  switch (await ownership()) {
    case 'absent':
      return undefined;
    case 'foreign':
      return texts.leftAlone(path);
    case 'ours':
      if (shared) return texts.launcherStays(path);
      await rm(path);
      await removeIfEmpty(dirname(path));
      return texts.removed(path);
  }
}

/** rmdir refuses a directory that still holds something. */
async function removeIfEmpty(directory: string): Promise<void> {
  await rmdir(directory).catch(() => undefined);
}
