/**
 * The extension's manifest, apart from what the build adds (background, options, icons).
 * docs/architecture.md, "Security rules": it asks for no permission that it can do without.
 */
import { CHROMIUM_PUBLIC_KEY, FIREFOX_ADDON_ID } from './identity.ts';

/**
 * Pages that may ask: `https:`, and plain `http:` on this machine itself. A page served over plain http from anywhere
 * else never even has the bridge in it.
 */
export const ASKING_PAGES = [
  'https://*/*',
  'http://localhost/*',
  'http://*.localhost/*',
  'http://127.0.0.1/*',
  'http://[::1]/*',
] as const;

/**
 * No inline script or style, no network but the extension's own files, no frame, nothing that turns text into markup. What
 * is shown of a document: pictures that the extension itself has made of its bytes, and PDF by the one worker that the one
 * policy names (docs/decisions/0024).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types pdf-worker',
].join('; ');

const COMMON = {
  name: '__MSG_extension_name__',
  description: '__MSG_extension_description__',
  // For a browser in neither language: whoever set it up did not choose Japanese.
  default_locale: 'en',
  // `activeTab` with `scripting`: the one tab on which the person presses the button, from then until it navigates.
  permissions: ['nativeMessaging', 'storage', 'activeTab', 'scripting'],
  content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
  content_scripts: [{ matches: [...ASKING_PAGES], js: ['bridge.js'], run_at: 'document_start' as const }],
};

const PER_BROWSER = {
  /** 114: the popover attribute. */
  chrome: {
    key: CHROMIUM_PUBLIC_KEY,
    minimum_chrome_version: '114',
    // In Chromium an organisation can set only what is in here: docs/managed-settings.md.
    storage: { managed_schema: 'managed_schema.json' },
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: FIREFOX_ADDON_ID,
        // 140: data_collection_permissions; also popover (125), `sender.origin` (126), and content-script matches
        // that are granted at installation (127).
        strict_min_version: '140.0',
        // The PIN goes to the host, certificate and attributes to the site that asked or whose form is filled in:
        // docs/decisions/0013.
        data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
      },
    },
  },
};

export type BrowserFamily = keyof typeof PER_BROWSER;

export function extensionManifest(browser: BrowserFamily): typeof COMMON & Record<string, unknown> {
  return { ...COMMON, ...PER_BROWSER[browser] };
}
