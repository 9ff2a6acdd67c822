/**
 * An organisation that looks after the computer: its policies lie where the browsers look for them, below /etc, for the
 * browser of one test alone. They are laid over /etc in a mount namespace of the browser's own: the machine's /etc is
 * not touched, and with the browser's last process all of it is gone.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM_EXTENSION_IDS, FIREFOX_ADDON_ID } from '../../manifests/identity.ts';
import type { World } from './world.ts';

const run = promisify(execFile);

export type ManagedValues = Readonly<Record<string, unknown>>;

/** The files of docs/managed-settings.md. */
const POLICIES: Readonly<Record<string, (values: ManagedValues) => object>> = {
  'chromium/policies/managed/kazasu.json': (values) => ({
    '3rdparty': { extensions: { [CHROMIUM_EXTENSION_IDS[0]]: values } },
  }),
  'firefox/policies/policies.json': (values) => ({
    policies: { '3rdparty': { Extensions: { [FIREFOX_ADDON_ID]: values } } },
  }),
};

/** Whoever is not root is so in a user namespace, where the system allows that. */
const UNSHARE =
  process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-current-user', '--keep-caps', '--mount'];
const LAY_OVER = 'mount -t overlay -o "ro,lowerdir=$1:/etc" kazasu /etc';

/** @returns why this machine gives a browser no /etc of its own; undefined where it does */
export async function whyNoOrganisation(): Promise<string | undefined> {
  return await run('unshare', [...UNSHARE, 'sh', '-c', LAY_OVER, 'sh', import.meta.dirname]).then(
    () => undefined,
    (error: unknown) => String(error).trim(),
  );
}

/** @returns an executable of this world that starts the browser under these managed settings */
export async function underPolicies(
  { home }: World,
  browser: string,
  values: ManagedValues,
): Promise<string> {
  const etc = join(home, 'etc');
  for (const [path, policy] of Object.entries(POLICIES)) {
    await mkdir(dirname(join(etc, path)), { recursive: true });
    await writeFile(join(etc, path), JSON.stringify(policy(values)));
  }
  const script = join(home, `managed-${basename(browser)}`);
  const start = `set -e; ${LAY_OVER}; shift; exec "$@"`;
  await writeFile(
    script,
    `#!/bin/sh\nexec unshare ${UNSHARE.join(' ')} sh -c '${start}' sh '${etc}' '${browser}' "$@"\n`,
    { mode: 0o755 },
  );
  return script;
}
