/** A card that another program takes between the news of it and `openCard`: the host says when it is free again. */
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { CardAccess } from './card/card-access.ts';
import { ReaderWatch } from './methods/reader-watch.ts';
import { createPcscReaders } from './readers/pcsc.ts';
import { holdAsAnotherProgram } from './testing/another-program.ts';
import { startPrivatePcscd, VIRTUAL_READERS } from './testing/private-pcscd.ts';
import { insertVirtualCard, SUCCESS } from './testing/virtual-card.ts';

const pcscd = await startPrivatePcscd();
// Before libpcsclite is loaded, which is at the first call.
Object.assign(process.env, pcscd.env);
afterAll(() => pcscd.stop());

const [READER] = VIRTUAL_READERS;
const PATIENCE = { interval: 10, timeout: 5000 };

it('is in use, and then a card again, without anything being done in the reader', async () => {
  await insertVirtualCard(pcscd.vpcdPort, (command) => (command === '00200080' ? '63C3' : SUCCESS));
  const states: (string | undefined)[] = [];
  const readers = createPcscReaders({ answerLimit: 5000, retryInterval: 100 });
  const log = (): void => undefined;
  const cards = new CardAccess(readers, log);
  const ended = new AbortController();
  onTestFinished(() => {
    ended.abort();
  });
  const watch = new ReaderWatch({
    readers,
    cards,
    log,
    signal: ended.signal,
    notify: (params) => states.push(params.readers[0]?.state),
  });
  await watch.start();
  watch.publish();
  await vi.waitFor(() => {
    expect(states.at(-1)).toBe('card');
  }, PATIENCE);
  states.length = 0;
  const release = await holdAsAnotherProgram(READER);
  const open = () =>
    cards.open(READER, (card, signal) => card.begin('userAuthentication', signal), ended.signal);
  await expect(open()).rejects.toMatchObject({ code: 'card-in-use' });
  expect(states).toEqual(['in-use']);
  await release();
  await vi.waitFor(() => {
    expect(states).toEqual(['in-use', 'card']);
  }, PATIENCE);
  expect(await open()).toBe(3);
  await cards.close();
});
