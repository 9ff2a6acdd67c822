/** Whether the browsers of this user can find the host, and whether it is this one that they would start. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { HOST_NAMES } from '../../manifests/identity.ts';
import type { Finding } from '../../shared/diagnosis.ts';
import { policyFindings } from './browser-policy.ts';
import { type Browser, BROWSERS, isInstalled, manifestDirectory } from './browsers.ts';
import { hostFiles, type HostFiles, manifestFile, manifestOwnership } from './host-files.ts';
import { type UserDirectories, userDirectories } from './user-directories.ts';

export interface InstallationSettings {
  readonly kind: keyof typeof HOST_NAMES;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Where the system's settings are; another folder in tests. */
  readonly etc?: string;
}

/** Nothing on systems whose places `kazasu install` does not know. */
export async function installationFindings({
  kind,
  env,
  platform,
  etc = '/etc',
}: InstallationSettings): Promise<Finding[]> {
  if (platform !== 'linux') return [];
  const user = userDirectories(env);
  const host = hostFiles(kind, user);
  const registrations = await Promise.all(
    BROWSERS.map((browser) => registrationFindings(browser, host, user)),
  );
  return [...(await policyFindings(host.name, etc)), ...registrations.flat()];
}

/** None for a browser that the user does not have. */
async function registrationFindings(
  browser: Browser,
  host: HostFiles,
  user: UserDirectories,
): Promise<Finding[]> {
  if (!(await isInstalled(browser, user))) return [];
  const subject = browser.name;
  // A manifest that cannot be read is none to the browser either.
  const ownership = await manifestOwnership(manifestFile(manifestDirectory(browser, user), host), host).catch(
    () => 'absent' as const,
  );
  if (ownership === 'absent') return [{ code: 'not-registered', subject }];
  if (ownership === 'foreign') return [{ code: 'registered-elsewhere', subject }];
  const isThere = await access(host.launcher, constants.X_OK).then(
    () => true,
    () => false,
  );
  return [{ code: isThere ? 'registered' : 'launcher-missing', subject }];
}
