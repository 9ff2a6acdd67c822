/**
 * Native-messaging host manifests. The two families of browsers read different keys, and a file that carries the key
 * of the other family is refused, so each gets a file of its own.
 * Chrome for developers, "Native messaging"; MDN, "Native manifests".
 */
import { CHROMIUM_EXTENSION_IDS, FIREFOX_ADDON_ID, HOST_NAMES, type HostName } from './identity.ts';

export type BrowserFamily = 'chromium' | 'firefox';

export interface NativeHostManifest {
  readonly name: HostName;
  readonly description: string;
  /** Absolute path of the program. */
  readonly path: string;
  readonly type: 'stdio';
  /** Chromium: exact origins with their trailing slash, no wildcards. */
  readonly allowed_origins?: readonly string[];
  /** Firefox: add-on ids. */
  readonly allowed_extensions?: readonly string[];
}

export function nativeHostManifest(family: BrowserFamily, name: HostName, path: string): NativeHostManifest {
  return { name, description: DESCRIPTIONS[name], path, type: 'stdio', ...ALLOWED[family] };
}

const DESCRIPTIONS: Readonly<Record<HostName, string>> = {
  [HOST_NAMES.host]: 'Kazasu: My Number Card in the browser',
  [HOST_NAMES.simulator]: 'Kazasu: a simulated My Number Card, for testing',
};

const ALLOWED = {
  chromium: { allowed_origins: CHROMIUM_EXTENSION_IDS.map((id) => `chrome-extension://${id}/`) },
  firefox: { allowed_extensions: [FIREFOX_ADDON_ID] },
} as const;
