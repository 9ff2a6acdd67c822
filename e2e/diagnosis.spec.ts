/** Something does not work: the diagnosis names the layer, with a stable code and a remedy, and a report to copy. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { ExtensionPage } from './harness/extension-page.ts';
import { inEachBrowser } from './harness/stage.ts';

inEachBrowser(
  (stage) => {
    let options: ExtensionPage;
    beforeEach(async () => {
      options = await stage.browser.openExtensionPage('options.html#diagnosis');
    });
    afterEach(async () => {
      await stage.world.pcscd().up();
    });

    const found = async (): Promise<string[]> => {
      await options.waitForSelector('.layers[aria-busy="false"] .layer');
      return options.evaluate<string[]>(
        `[...document.querySelectorAll('[data-finding]')].map((item) => item.dataset.finding)`,
      );
    };
    const again = async (): Promise<string[]> => {
      await options.click('#diagnose');
      return found();
    };

    it('everything is in order, down to the certificate', async () => {
      const findings = await found();
      expect(findings).toEqual(
        expect.arrayContaining([
          'extension-version',
          'policy-none',
          'helper-version',
          'pcsc-running',
          'reader-found',
          'card-found',
          'card-simulated',
          'pin-in-order',
          'certificate-valid',
        ]),
      );
      expect(await options.evaluate(`document.querySelectorAll('[data-level="problem"]').length`)).toBe(0);
      expect(await options.text()).not.toMatch(/山田|架空|000000T0/u);
    });

    it('the helper is missing', async () => {
      await found();
      await stage.world.replaceHost(join(stage.world.home, 'missing'));
      const findings = await again();
      expect(findings.at(-1)).toBe('helper-unreachable');
      await options.waitForText('kazasu install');
    });

    it('another program is registered in the helper’s place, for another browser', async () => {
      await found();
      const browser = join(stage.world.home, '.config/google-chrome');
      const folder = join(browser, 'NativeMessagingHosts');
      onTestFinished(() => rm(browser, { recursive: true }));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'app.kazasu.host.json'), '{ "path": "/usr/bin/other" }');
      expect(await again()).toContain('registered-elsewhere');
    });

    it('there is no card, or one that cannot be used', async () => {
      await found();
      await stage.world.removeCard();
      expect(await again()).toContain('no-card');
      await stage.world.insertCard('blocked');
      expect(await again()).toContain('pin-blocked');
      await stage.world.insertCard('expired');
      expect(await again()).toContain('certificate-expired');
      await stage.world.insertCard('foreign-card');
      expect(await again()).toContain('card-unsupported');
    });

    it('there is no PC/SC', async () => {
      await found();
      await stage.world.pcscd().down();
      expect(await again()).toContain('pcsc-unavailable');
    });
  },
  ['pcsc'],
);
