import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserFamily } from '../../manifests/native-host.ts';
import type { UserDirectories } from './user-directories.ts';

export interface Browser {
  readonly name: string;
  readonly family: BrowserFamily;
  /** Where the browser keeps this user's profiles, from one of the user's directories. */
  readonly base: 'config' | 'home';
  readonly directory: string;
  /** Names under which a PATH may have it. */
  readonly executables: readonly string[];
}

/**
 * Browsers on Linux: chromium/chrome/common/chrome_paths.cc, brave-core, Microsoft Edge's and Vivaldi's documentation;
 * Firefox keeps to ~/.mozilla whatever XDG_CONFIG_HOME says (toolkit/xre/nsXREDirProvider.cpp).
 */
export const BROWSERS: readonly Browser[] = [
  chromium('Chromium', 'chromium', ['chromium', 'chromium-browser']),
  chromium('Google Chrome', 'google-chrome', ['google-chrome', 'google-chrome-stable']),
  chromium('Microsoft Edge', 'microsoft-edge', ['microsoft-edge', 'microsoft-edge-stable']),
  chromium('Brave', 'BraveSoftware/Brave-Browser', ['brave-browser', 'brave-browser-stable', 'brave']),
  chromium('Vivaldi', 'vivaldi', ['vivaldi', 'vivaldi-stable']),
  {
    name: 'Firefox',
    family: 'firefox',
    base: 'home',
    directory: '.mozilla',
    executables: ['firefox', 'firefox-esr'],
  },
];

/** Directory in a browser's own directory, or in a Chromium profile given with --user-data-dir. */
export const MANIFEST_DIRECTORY: Readonly<Record<BrowserFamily, string>> = {
  chromium: 'NativeMessagingHosts',
  firefox: 'native-messaging-hosts',
};

/** Where a browser looks for native-messaging manifests of this user. */
export function manifestDirectory(browser: Browser, user: UserDirectories): string {
  return join(user[browser.base], browser.directory, MANIFEST_DIRECTORY[browser.family]);
}

/** Whether the user has the browser: its directory, or its program on the PATH. */
export async function isInstalled(browser: Browser, user: UserDirectories): Promise<boolean> {
  if (await isAccessible(join(user[browser.base], browser.directory), constants.F_OK)) return true;
  const programs = user.path.flatMap((directory) => browser.executables.map((name) => join(directory, name)));
  const found = await Promise.all(programs.map((program) => isAccessible(program, constants.X_OK)));
  return found.includes(true);
}

function chromium(name: string, directory: string, executables: readonly string[]): Browser {
  return { name, family: 'chromium', base: 'config', directory, executables };
}

function isAccessible(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
