import { isAbsolute } from 'node:path';
import { CHROMIUM_EXTENSION_IDS, FIREFOX_ADDON_ID } from '../../manifests/identity.ts';

/**
 * Whether the browser says that it was our own extension that asked for this process. The browser has checked it
 * already, against its manifest; the host does not rely on that file being as it was written.
 *
 * Chromium passes `chrome-extension://<id>/` and then, on Windows, `--parent-window=<handle>`
 * (launch_context.cc); Firefox passes the manifest's path and the add-on's id (NativeMessaging.sys.mjs).
 */
export function isOwnExtension(browserArguments: readonly string[]): boolean {
  return isOwnChromiumExtension(browserArguments) || isOwnFirefoxAddon(browserArguments);
}

function isOwnChromiumExtension([origin]: readonly string[]): boolean {
  return CHROMIUM_EXTENSION_IDS.some((id) => origin === `chrome-extension://${id}/`);
}

function isOwnFirefoxAddon([manifest, addonId, ...others]: readonly string[]): boolean {
  return (
    manifest !== undefined && isAbsolute(manifest) && addonId === FIREFOX_ADDON_ID && others.length === 0
  );
}
