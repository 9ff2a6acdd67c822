import { join } from 'node:path';
import { type BrowserFamily, nativeHostManifest } from '../../manifests/native-host.ts';
import type { CommandLineIo } from '../command-line.ts';
import { BROWSERS, isInstalled, MANIFEST_DIRECTORY, manifestDirectory } from './browsers.ts';
import {
  hostFiles,
  type HostFiles,
  manifestFile,
  manifestOwnership,
  writeFileAtomically,
} from './host-files.ts';
import { launcherScript, type Program } from './launcher.ts';
import { type FileOutcome, runSetupCommand, type Setup, workOnFile } from './setup-command.ts';

/** `kazasu install`: writes the launcher and one manifest for each browser that the user has. Returns the exit status. */
export function runInstallCommand(
  args: readonly string[],
  io: CommandLineIo,
  program: Program,
): Promise<number> {
  return runSetupCommand(args, io, program.platform, (setup) => install(setup, program));
}

async function install(setup: Setup, program: Program): Promise<boolean> {
  const targets = await findTargets(setup);
  if (targets.length === 0) {
    setup.io.stderr(setup.texts.noBrowser);
    return false;
  }
  const host = hostFiles(setup.simulator ? 'simulator' : 'host', setup.user);
  const launched = await workOnFile(setup, host.launcher, async () => {
    await writeFileAtomically(host.launcher, launcherScript(program, host.options), 0o755);
    return setup.texts.wrote(host.launcher);
  });
  const outcomes = [launched];
  // One after the other, so that the person reads them in the order of the table.
  for (const target of targets) outcomes.push(await writeManifest(setup, host, target));
  return !outcomes.includes('failed');
}

function writeManifest(setup: Setup, host: HostFiles, { family, directory }: Target): Promise<FileOutcome> {
  const path = manifestFile(directory, host);
  return workOnFile(setup, path, async () => {
    const before = await manifestOwnership(path, host);
    const manifest = nativeHostManifest(family, host.name, host.launcher);
    await writeFileAtomically(path, `${JSON.stringify(manifest, undefined, 2)}\n`, 0o644);
    return before === 'foreign' ? setup.texts.replaced(path) : setup.texts.wrote(path);
  });
}

interface Target {
  readonly family: BrowserFamily;
  /** Where the manifest goes. */
  readonly directory: string;
}

async function findTargets({ userDataDir, user }: Setup): Promise<Target[]> {
  if (userDataDir !== undefined) {
    return [{ family: 'chromium', directory: join(userDataDir, MANIFEST_DIRECTORY.chromium) }];
  }
  const installed = await Promise.all(BROWSERS.map((browser) => isInstalled(browser, user)));
  return BROWSERS.filter((_, index) => installed[index]).map((browser) => ({
    family: browser.family,
    directory: manifestDirectory(browser, user),
  }));
}
