import { describe, expect, it } from 'vitest';
import { ASKING_PAGES, extensionManifest } from './extension-manifest.ts';

describe.each(['chrome', 'firefox'] as const)('the manifest for %s', (browser) => {
  const manifest = extensionManifest(browser);

  it('asks for four permissions, of which none reaches a page without a click, and no host', () => {
    expect(manifest.permissions).toEqual(['nativeMessaging', 'storage', 'activeTab', 'scripting']);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('optional_permissions');
    expect(manifest).not.toHaveProperty('optional_host_permissions');
  });

  it('lets no page load anything of the extension or message it from outside', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('puts the bridge into the top frame of pages that may ask, and of no other', () => {
    expect(manifest.content_scripts).toEqual([
      { matches: [...ASKING_PAGES], js: ['bridge.js'], run_at: 'document_start' },
    ]);
  });

  it('allows its own pages scripts and styles of its own files, and nothing else', () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/u);
  });
});

describe('ASKING_PAGES', () => {
  it('has plain http for this machine only', () => {
    const plain = ASKING_PAGES.filter((pattern) => !pattern.startsWith('https:'));
    for (const pattern of plain) {
      expect(pattern).toMatch(/^http:\/\/(?:(?:\*\.)?localhost|127\.0\.0\.1|\[::1\])\/\*$/u);
    }
  });
});
