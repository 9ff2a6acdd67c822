/** `kazasu card` as processes of their own, on a real pcscd whose virtual reader holds the simulated card. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltHost, buildHost } from '../testing/host-process.ts';
import { startPrivatePcscd, VIRTUAL_READERS } from '../testing/private-pcscd.ts';

const pcscd = await startPrivatePcscd();
const directory = mkdtempSync(join(tmpdir(), 'kazasu-card-pcsc-'));
const env = {
  PATH: process.env['PATH'],
  LANG: 'C',
  KAZASU_LOG: 'debug',
  XDG_STATE_HOME: directory,
  ...pcscd.env,
};

let built: BuiltHost;
let simulator: ChildProcessWithoutNullStreams;
beforeAll(async () => {
  built = await buildHost({ pcsc: true });
  simulator = start('simulate', '--vpcd', `127.0.0.1:${pcscd.vpcdPort}`, '--scenario', 'normal');
  await once(simulator.stdout, 'data');
});
afterAll(async () => {
  const ended = once(simulator, 'close');
  simulator.kill();
  await ended;
  await pcscd.stop();
  await built.remove();
  rmSync(directory, { recursive: true });
});

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [built.script, ...args], { env });
}

/** What it says with `--json`, and its exit status. */
async function outcome(child: ChildProcessWithoutNullStreams): Promise<{ status: unknown; value: unknown }> {
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const [status] = (await once(child, 'close')) as unknown[]; // its own argument list
  return { status, value: JSON.parse(stdout) as unknown };
}

function card(...args: readonly string[]): Promise<{ status: unknown; value: unknown }> {
  return outcome(start('card', ...args, '--json'));
}

it('status finds the card in one of two readers, and that it is simulated', async () => {
  expect(await card('status', '--wait')).toMatchObject({
    status: 0,
    value: {
      readers: [
        { name: VIRTUAL_READERS[0], state: 'card' },
        { name: VIRTUAL_READERS[1], state: 'empty' },
      ],
      card: {
        reader: VIRTUAL_READERS[0],
        simulated: true,
        triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
      },
    },
  });
});

it('a card that another program holds is in use until that has finished', async () => {
  const first = start('card', 'attributes', 'sex', '--pin-stdin', '--json');
  const held = outcome(first);
  // Its log says that it exchanges commands with the card.
  await once(first.stderr, 'data');
  expect(await card('status')).toMatchObject({ status: 6, value: { error: { code: 'card-in-use' } } });
  first.stdin.end('5678\n');
  expect(await held).toEqual({ status: 0, value: { attributes: { sex: 'male' }, simulated: true } });
  expect((await card('status')).status).toBe(0);
});

it('without pcscd it says so', async () => {
  await pcscd.down();
  expect(await card('status')).toEqual({ status: 3, value: { error: { code: 'pcsc-unavailable' } } });
});
