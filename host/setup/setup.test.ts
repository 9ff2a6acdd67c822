import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInstallCommand } from './install.ts';
import { runUninstallCommand } from './uninstall.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "kazasu setup's-"));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

/** Prints its arguments, in place of Node.js. */
const PROGRAM = { node: '/bin/echo', script: "/opt/it's/kazasu.js", platform: 'linux' } as const;

const CHROMIUM_MANIFEST = '.config/chromium/NativeMessagingHosts/app.kazasu.host.json';
const FIREFOX_MANIFEST = '.mozilla/native-messaging-hosts/app.kazasu.host.json';
const LAUNCHER = '.local/share/kazasu/app.kazasu.host';
const SIMULATOR_LAUNCHER = '.local/share/kazasu/app.kazasu.simulator';
const PROFILE_MANIFEST = 'profile/NativeMessagingHosts/app.kazasu.host.json';

async function run(
  command: typeof runInstallCommand,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  program: Parameters<typeof runInstallCommand>[2] = PROGRAM,
) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const io = {
    stdout: (line: string) => stdout.push(line),
    stderr: (line: string) => stderr.push(line),
    env: { HOME: home, PATH: join(home, 'bin'), ...env },
  };
  return { code: await command(args, io, program), stdout, stderr };
}
const install = (args: readonly string[] = [], env?: NodeJS.ProcessEnv) => run(runInstallCommand, args, env);
const uninstall = (args: readonly string[] = [], env?: NodeJS.ProcessEnv) =>
  run(runUninstallCommand, args, env);

const make = (directory: string) => mkdirSync(join(home, directory), { recursive: true });
function put(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content, { mode });
}
const read = (path: string): string => readFileSync(join(home, path), 'utf8');
const exists = (path: string): boolean => existsSync(join(home, path));
const files = (): string[] =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
    .sort();
const wrote = (...paths: string[]) => paths.map((path) => `Wrote ${join(home, path)}`);

describe('kazasu install', () => {
  it('registers with the browsers that are there, and says what it wrote', async () => {
    make('.config/chromium');
    make('.mozilla');
    const { code, stdout, stderr } = await install();
    expect([code, stderr]).toEqual([0, []]);
    expect(stdout).toEqual(wrote(LAUNCHER, CHROMIUM_MANIFEST, FIREFOX_MANIFEST));
    expect(files()).toEqual([CHROMIUM_MANIFEST, LAUNCHER, FIREFOX_MANIFEST]);
    expect(JSON.parse(read(CHROMIUM_MANIFEST))).toMatchObject({
      name: 'app.kazasu.host',
      path: join(home, LAUNCHER),
      allowed_origins: ['chrome-extension://ocfbfpcoaakijhoocdkflhcalgchjffd/'],
    });
    expect(JSON.parse(read(FIREFOX_MANIFEST))).toMatchObject({ allowed_extensions: ['kazasu@kazasu'] });
    expect(read(FIREFOX_MANIFEST).startsWith('{')).toBe(true);
  });

  it.each([
    ['.config/google-chrome', '.config/google-chrome/NativeMessagingHosts'],
    ['.config/microsoft-edge', '.config/microsoft-edge/NativeMessagingHosts'],
    ['.config/BraveSoftware/Brave-Browser', '.config/BraveSoftware/Brave-Browser/NativeMessagingHosts'],
    ['.config/vivaldi', '.config/vivaldi/NativeMessagingHosts'],
  ])('knows %s', async (browser, manifests) => {
    make(browser);
    await install();
    expect(files()).toEqual([`${manifests}/app.kazasu.host.json`, LAUNCHER]);
  });

  it('finds a browser on the PATH that was never started', async () => {
    put('bin/firefox-esr', '', 0o755);
    put('bin/vivaldi', 'not executable');
    await install();
    expect(exists(FIREFOX_MANIFEST)).toBe(true);
    expect(exists('.config/vivaldi')).toBe(false);
  });

  it('goes where the XDG base directories are', async () => {
    make('xdg-config/chromium');
    make('.mozilla');
    await install([], { XDG_CONFIG_HOME: join(home, 'xdg-config'), XDG_DATA_HOME: join(home, 'xdg-data') });
    expect(files()).toEqual([
      FIREFOX_MANIFEST,
      'xdg-config/chromium/NativeMessagingHosts/app.kazasu.host.json',
      'xdg-data/kazasu/app.kazasu.host',
    ]);
  });

  it('ignores XDG base directories that are relative', async () => {
    make('.config/chromium');
    await install([], { XDG_CONFIG_HOME: 'xdg-config', XDG_DATA_HOME: 'xdg-data' });
    expect(files()).toEqual([CHROMIUM_MANIFEST, LAUNCHER]);
  });

  it('writes a launcher that keeps every argument as it is', async () => {
    make('.mozilla');
    await install();
    const options = { encoding: 'utf8', env: { NODE_OPTIONS: '--inspect' } } as const;
    const printed = execFileSync(join(home, LAUNCHER), ['a b', "it's", '$HOME'], options);
    expect(printed).toBe("/opt/it's/kazasu.js native-messaging a b it's $HOME\n");
    expect(read(LAUNCHER)).toContain('unset NODE_OPTIONS');
    expect(statSync(join(home, LAUNCHER)).mode & 0o777).toBe(0o755);
  });

  it('registers the simulated card under its own name, beside the real one', async () => {
    make('.mozilla');
    await install();
    await install(['--simulator']);
    expect(files()).toEqual([
      LAUNCHER,
      SIMULATOR_LAUNCHER,
      FIREFOX_MANIFEST,
      '.mozilla/native-messaging-hosts/app.kazasu.simulator.json',
    ]);
    expect(execFileSync(join(home, SIMULATOR_LAUNCHER), ['x'], { encoding: 'utf8' })).toBe(
      "/opt/it's/kazasu.js native-messaging --simulated-card x\n",
    );
  });

  it('registers with one profile, and no browser', async () => {
    make('.mozilla');
    const { stdout } = await install(['--user-data-dir', join(home, 'profile')]);
    expect(stdout).toEqual(wrote(LAUNCHER, PROFILE_MANIFEST));
    expect(files()).toEqual([LAUNCHER, PROFILE_MANIFEST]);
  });

  it('comes to the same when it is run again', async () => {
    make('.mozilla');
    await install();
    const before = [files(), read(LAUNCHER), read(FIREFOX_MANIFEST)];
    expect((await install()).stdout).toEqual(wrote(LAUNCHER, FIREFOX_MANIFEST));
    expect([files(), read(LAUNCHER), read(FIREFOX_MANIFEST)]).toEqual(before);
  });

  it('says that it replaced a manifest that pointed elsewhere', async () => {
    put(FIREFOX_MANIFEST, '{"path":"/opt/other"}');
    const { stdout } = await install();
    expect(stdout).toContain(`Replaced ${join(home, FIREFOX_MANIFEST)}, which pointed elsewhere`);
    expect(JSON.parse(read(FIREFOX_MANIFEST))).toMatchObject({ path: join(home, LAUNCHER) });
  });

  it('goes on with the next browser when one cannot be written to, and leaves no half file', async () => {
    put('.config/chromium/NativeMessagingHosts', 'a file where a directory should be');
    make('.mozilla');
    const { code, stderr } = await install();
    expect(code).toBe(1);
    expect(stderr).toEqual([
      expect.stringMatching(/^Failed \(E[A-Z]+\): .*chromium.*app\.kazasu\.host\.json$/u),
    ]);
    expect(exists(FIREFOX_MANIFEST)).toBe(true);
    expect(files().filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });

  it('says when there is no browser', async () => {
    const { code, stdout, stderr } = await install();
    expect([code, stdout, files()]).toEqual([1, [], []]);
    expect(stderr[0]).toMatch(/^No supported browser was found/u);
  });

  it('speaks Japanese', async () => {
    const { stderr } = await install([], { LANG: 'ja_JP.UTF-8' });
    expect(stderr[0]).toMatch(/対応するブラウザーが見つかりません/u);
  });

  it.each([
    [['--nothing-such'], 'Unknown option: --nothing-such'],
    [['-x'], 'Unknown option: -x'],
    [['--no-simulator'], 'Unknown option: --no-simulator'],
    [['chromium'], 'Unexpected argument: chromium'],
    [['--simulator=no'], 'Missing or unexpected value: --simulator'],
    [['--user-data-dir'], 'Missing or unexpected value: --user-data-dir'],
    [['--user-data-dir', ''], 'Missing or unexpected value: --user-data-dir'],
    [['--user-data-dir', '--simulator'], 'Missing or unexpected value: --user-data-dir'],
    [['--user-data-dir', '/tmp', '--user-data-dir='], 'Missing or unexpected value: --user-data-dir'],
  ])('names the mistake in %j, then shows the usage', async (args, mistake) => {
    make('.mozilla');
    const { code, stdout, stderr } = await install(args);
    expect([code, stdout, files()]).toEqual([2, [], []]);
    expect(stderr[0]).toBe(mistake);
    expect(stderr[1]).toMatch(/^Usage: kazasu/u);
  });

  it.each(['darwin', 'win32'] as const)('does nothing on %s', async (platform) => {
    make('.mozilla');
    const { code, stderr } = await run(runInstallCommand, [], {}, { ...PROGRAM, platform });
    expect([code, files()]).toEqual([1, []]);
    expect(stderr[0]).toContain('Linux');
  });
});

describe('kazasu uninstall', () => {
  it('removes everything that install wrote, and says so', async () => {
    make('.config/chromium');
    make('.mozilla');
    await install();
    await install(['--simulator']);
    const written = files().map((path) => `Removed ${join(home, path)}`);
    const { code, stdout } = await uninstall();
    expect(code).toBe(0);
    expect([...stdout].sort()).toEqual([...written].sort());
    expect(files()).toEqual([]);
    expect(exists('.local/share/kazasu')).toBe(false);
    expect(exists('.mozilla/native-messaging-hosts')).toBe(false);
    expect(exists('.mozilla')).toBe(true);
  });

  it('removes it also when the browser has gone', async () => {
    put('bin/firefox', '', 0o755);
    await install();
    rmSync(join(home, 'bin'), { recursive: true });
    await uninstall();
    expect(files()).toEqual([]);
  });

  it('removes the simulated card alone', async () => {
    make('.mozilla');
    await install();
    await install(['--simulator']);
    await uninstall(['--simulator']);
    expect(files()).toEqual([LAUNCHER, FIREFOX_MANIFEST]);
  });

  it('removes from one profile, and keeps the launcher that others may use', async () => {
    make('.mozilla');
    await install();
    await install(['--user-data-dir', join(home, 'profile')]);
    const { stdout } = await uninstall(['--user-data-dir', join(home, 'profile')]);
    expect(stdout).toEqual([
      `Removed ${join(home, PROFILE_MANIFEST)}`,
      `Kept ${join(home, LAUNCHER)}, which other browsers may use. To remove everything, run: kazasu uninstall`,
    ]);
    expect(files()).toEqual([LAUNCHER, FIREFOX_MANIFEST]);
  });

  it.each([
    ['points elsewhere', '{"name":"app.kazasu.host","path":"/opt/other/host"}'],
    ['points nowhere', '{"name":"app.kazasu.host"}'],
    ['is no JSON', 'our launcher is .local/share/kazasu/app.kazasu.host'],
    ['is longer than any of ours', ' '.repeat(70_000)],
  ])('leaves a manifest alone that %s', async (_, content) => {
    put(CHROMIUM_MANIFEST, content);
    const { code, stdout } = await uninstall();
    expect(code).toBe(0);
    expect(stdout).toEqual([
      `Left alone: ${join(home, CHROMIUM_MANIFEST)}, which was not written by kazasu install`,
    ]);
    expect(read(CHROMIUM_MANIFEST)).toBe(content);
  });

  it('leaves a launcher alone that is not ours, and the directory with other files', async () => {
    put(LAUNCHER, '#!/bin/sh\nexec something\n');
    const { stdout } = await uninstall();
    expect(stdout[0]).toMatch(/^Left alone/u);
    expect(exists(LAUNCHER)).toBe(true);
  });

  it('leaves the manifests of others alone', async () => {
    make('.mozilla');
    await install();
    put('.mozilla/native-messaging-hosts/org.example.other.json', '{}');
    await uninstall();
    expect(files()).toEqual(['.mozilla/native-messaging-hosts/org.example.other.json']);
  });

  it('says when there is nothing to remove', async () => {
    const { code, stdout } = await uninstall();
    expect([code, stdout]).toEqual([0, ['Nothing to remove.']]);
  });

  it('says what it could not remove', async () => {
    make(CHROMIUM_MANIFEST);
    chmodSync(join(home, CHROMIUM_MANIFEST), 0o755);
    const { stdout } = await uninstall();
    expect(stdout[0]).toMatch(/^Left alone/u);
  });
});
