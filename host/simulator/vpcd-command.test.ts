/** The command in a process of its own, as a tester starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type BuiltHost, buildHost } from '../testing/host-process.ts';
import { VirtualReader } from '../testing/virtual-reader.ts';
import { temporaryStateWithPki } from './state/temporary-state.fixture.ts';

let built: BuiltHost;
beforeAll(async () => {
  built = await buildHost();
});
afterAll(() => built.remove());

async function simulateVpcd(...args: readonly string[]) {
  const { folder } = await temporaryStateWithPki();
  const child = spawn(process.execPath, [built.script, 'simulate', '--vpcd', ...args, '--state', folder], {
    env: { LANG: 'C.UTF-8' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  return {
    end: (signal: NodeJS.Signals) => child.kill(signal),
    closed: once(child, 'close'),
    says: (line: string) =>
      vi.waitFor(
        () => {
          expect(stdout.split('\n')).toContain(line);
        },
        { timeout: 10_000 },
      ),
    stdout: () => stdout,
  };
}

it.each(['SIGINT', 'SIGTERM'] as const)('says when it is ready, and ends well at %s', async (signal) => {
  const reader = new VirtualReader();
  const port = await reader.listen();
  const command = await simulateVpcd(`localhost:${port}`, '--scenario', 'normal', '--trace');
  const card = await reader.card();
  expect(await card.ask('00A4040C0AD392F000260100000001')).toBe('9000');
  await command.says(`In the virtual reader at localhost:${port}: normal`);
  expect(await card.ask('0020009804 31323334')).toBe('9000');
  await command.says('00200098**** -> 9000');
  expect(command.stdout()).not.toContain('31323334');
  command.end(signal);
  expect(await command.closed).toEqual([0, null]);
});

it('says that there is no reader, and ends well', async () => {
  const reader = new VirtualReader();
  const port = await reader.listen();
  reader.close();
  const command = await simulateVpcd(String(port), '--scenario', 'normal');
  await command.says(`No virtual reader (vpcd) answers at 127.0.0.1:${port}. Trying again until it does.`);
  command.end('SIGTERM');
  expect(await command.closed).toEqual([0, null]);
});
