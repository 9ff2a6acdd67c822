/** `kazasu card` as a process of its own, on a real pcscd, with a card that does not answer. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { buildHost } from '../testing/host-process.ts';
import { startPrivatePcscd } from '../testing/private-pcscd.ts';
import { insertVirtualCard, SUCCESS, type VirtualCard } from '../testing/virtual-card.ts';

// A card has ten seconds to answer.
vi.setConfig({ testTimeout: 40_000 });

const pcscd = await startPrivatePcscd();
const built = await buildHost({ pcsc: true });
afterAll(() => Promise.all([pcscd.stop(), built.remove()]));

let card: VirtualCard | undefined;
// A command that still hangs holds the reader, and vpcd takes the next card for the one that is given up late.
afterEach(async () => {
  card?.remove();
  await pcscd.restart();
});

interface Command {
  readonly child: ChildProcessWithoutNullStreams;
  readonly outcome: Promise<{ end: unknown[]; said: unknown }>;
}

function start(...args: readonly string[]): Command {
  const child = spawn(process.execPath, [built.script, 'card', ...args, '--wait', '--json'], {
    env: { PATH: process.env['PATH'], LANG: 'C', ...pcscd.env },
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const outcome = once(child, 'close').then((end: unknown[]) => ({
    end,
    said: JSON.parse(stdout) as unknown,
  }));
  return { child, outcome };
}

/** A card with all its tries left that never answers a command that begins like this. */
async function insertCardThatHangsAt(beginning: string): Promise<{ asked: Promise<void> }> {
  return new Promise((inserted) => {
    const asked = new Promise<void>((resolve) => {
      void insertVirtualCard(pcscd.vpcdPort, (command) => {
        if (!command.startsWith(beginning)) return command === '00200080' ? '63C3' : SUCCESS;
        resolve();
        return undefined;
      }).then((virtualCard) => {
        card = virtualCard;
        inserted({ asked });
      });
    });
  });
}

it('ends as it says when the card never answers', async () => {
  await insertCardThatHangsAt('');
  expect(await start('status').outcome).toEqual({ end: [3, null], said: { error: { code: 'card-mute' } } });
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('ends soon after %s, with its status', async (signal, status) => {
  const { asked } = await insertCardThatHangsAt('');
  const { child, outcome } = start('status');
  await asked;
  child.kill(signal);
  expect(await outcome).toEqual({ end: [status, null], said: { error: { code: 'cancelled' } } });
});

it.each([
  ['VERIFY', '0020008004'],
  ['CHANGE REFERENCE DATA', '0024'],
])('says that the outcome is unknown when it is interrupted at %s', async (_, beginning) => {
  const { asked } = await insertCardThatHangsAt(beginning);
  const { child, outcome } = start('change-pin', 'user-authentication', '--pin-stdin');
  child.stdin.end('1234\n4649\n');
  await asked;
  child.kill('SIGINT');
  expect(await outcome).toEqual({
    end: [8, null],
    said: { error: { code: 'pin-outcome-unknown', pin: 'userAuthentication' } },
  });
});

it('lets the card go when the process that was started is killed', async () => {
  card = await insertVirtualCard(pcscd.vpcdPort, (command) => (command === '00200080' ? '63C3' : SUCCESS));
  const { child } = start('change-pin', 'user-authentication', '--pin-stdin');
  const { commands, powered } = card;
  await vi.waitFor(
    () => {
      expect(commands).toContain('00200080');
    },
    { timeout: 20_000 },
  );
  const before = powered.off;
  child.kill('SIGKILL');
  await vi.waitFor(
    () => {
      expect(commands.at(-1)).toBe('00A4040C07A0000001510000');
      expect(powered.off).toBeGreaterThan(before);
    },
    { timeout: 20_000 },
  );
});
