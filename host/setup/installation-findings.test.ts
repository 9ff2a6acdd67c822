import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInstallCommand } from './install.ts';
import { installationFindings } from './installation-findings.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kazasu-findings-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

const MANIFEST = '.config/chromium/NativeMessagingHosts/app.kazasu.host.json';
const env = (): NodeJS.ProcessEnv => ({ HOME: home, PATH: join(home, 'bin') });

function put(path: string, content: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}

async function found(platform: NodeJS.Platform = 'linux'): Promise<string[]> {
  const settings = { kind: 'host', env: env(), platform, etc: join(home, 'etc') } as const;
  return (await installationFindings(settings)).map(({ code, subject }) =>
    [code, subject].filter(Boolean).join(' '),
  );
}

async function install(): Promise<void> {
  const io = { stdout: () => undefined, stderr: () => undefined, env: env() };
  await runInstallCommand([], io, { node: '/bin/echo', script: '/k.js', platform: 'linux' });
}

describe('the registration', () => {
  it('is none where there is no browser', async () => {
    expect(await found()).toEqual(['policy-none']);
  });

  it('is missing, ours, somebody else’s, or leads nowhere', async () => {
    mkdirSync(join(home, '.config/chromium'), { recursive: true });
    mkdirSync(join(home, '.mozilla'));
    expect(await found()).toEqual(['policy-none', 'not-registered Chromium', 'not-registered Firefox']);
    await install();
    expect(await found()).toEqual(['policy-none', 'registered Chromium', 'registered Firefox']);
    put(MANIFEST, JSON.stringify({ path: '/usr/bin/other' }));
    expect(await found()).toEqual(['policy-none', 'registered-elsewhere Chromium', 'registered Firefox']);
    rmSync(join(home, '.local'), { recursive: true });
    expect(await found()).toContain('launcher-missing Firefox');
  });

  it('is left out where nobody knows the places', async () => {
    expect(await found('win32')).toEqual([]);
  });
});

describe('a policy', () => {
  it.each([
    ['blocks all helpers', { NativeMessagingBlocklist: ['*'] }, 'policy-blocks-helper Chromium'],
    ['blocks this one', { NativeMessagingBlocklist: ['app.kazasu.host'] }, 'policy-blocks-helper Chromium'],
    [
      'blocks all but this one',
      { NativeMessagingBlocklist: ['*'], NativeMessagingAllowlist: ['app.kazasu.host'] },
      'policy-none',
    ],
    ['blocks another', { NativeMessagingBlocklist: ['com.example'] }, 'policy-none'],
    [
      'blocks those of users',
      { NativeMessagingUserLevelHosts: false },
      'policy-blocks-user-helpers Chromium',
    ],
    ['is of another form', { NativeMessagingBlocklist: 'app.kazasu.host' }, 'policy-none'],
    ['says something else', { HomepageLocation: 'https://service.example' }, 'policy-none'],
  ])('%s', async (_, policy, expected) => {
    put('etc/chromium/policies/managed/school.json', JSON.stringify(policy));
    expect(await found()).toEqual([expected]);
  });

  it('stands in several files', async () => {
    put('etc/opt/chrome/policies/managed/a.json', JSON.stringify({ NativeMessagingBlocklist: ['*'] }));
    put(
      'etc/opt/chrome/policies/managed/b.json',
      JSON.stringify({ NativeMessagingAllowlist: ['app.kazasu.host'] }),
    );
    put('etc/opt/chrome/policies/managed/c.json', 'nonsense');
    expect(await found()).toEqual(['policy-none']);
  });
});
