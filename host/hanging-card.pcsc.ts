/** The end of the host while a card does not answer. */
import { afterAll, expect, it } from 'vitest';
import { startPrivatePcscd, VIRTUAL_READERS } from './testing/private-pcscd.ts';
import { buildHost, CHROMIUM_ARGUMENTS, HostProcess } from './testing/host-process.ts';
import { insertVirtualCard } from './testing/virtual-card.ts';

const pcscd = await startPrivatePcscd();
const built = await buildHost({ pcsc: true });
afterAll(() => Promise.all([pcscd.stop(), built.remove()]));

it('comes all the same, soon after the browser has gone', async () => {
  const asked = new Promise<void>((resolve) => {
    void insertVirtualCard(pcscd.vpcdPort, () => {
      resolve();
      return undefined;
    });
  });
  const host = new HostProcess(built.script, ['native-messaging', ...CHROMIUM_ARGUMENTS], {
    ...process.env,
    ...pcscd.env,
  });
  await host.hello();
  await host.call('watchReaders', {});
  await host.message((message) => 'method' in message && JSON.stringify(message).includes('"card"'));
  void host.call('openCard', { reader: VIRTUAL_READERS[0], pin: 'userAuthentication' });
  await asked;
  const started = performance.now();
  host.end();
  // By SIGKILL: a process waits for its threads, and one of them for the card.
  expect(await host.exitCode()).toBeNull();
  expect(performance.now() - started).toBeLessThan(2000);
});
