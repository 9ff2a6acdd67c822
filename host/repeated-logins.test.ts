/** A thousand logins in one process leave neither memory nor handles behind. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { MethodScene } from './testing/method-scene.ts';
import { ModelCard } from './testing/model-card.ts';
import { createTestCardContent } from './testing/test-card-content.ts';

const LOGINS = 1000;
const WARM_UP = 500;
/** One kilobyte a login would be a leak; a heap after garbage collection is a few hundred kilobytes up or down. */
const MAX_GROWTH_BYTES = LOGINS * 1024;
const REQUEST = {
  origin: 'https://library.example.jp',
  nonce: 'kq3v0C2mQ7n1sYb5Rr8tWz4xPd6uJf9e',
  pin: '1234',
};

it('grows by nothing', async () => {
  const content = { userAuthentication: createTestCardContent(), digitalSignature: createTestCardContent() };
  const scene = new MethodScene(() => new ModelCard(content));
  const login = async () => {
    await scene.call('openCard', { reader: 'R', pin: 'userAuthentication' });
    await scene.call('readCertificate', { which: 'userAuthentication' });
    await scene.call('authenticate', REQUEST);
  };
  for (let count = 0; count < WARM_UP; count += 1) await login();
  const before = await used();
  for (let count = 0; count < LOGINS; count += 1) await login();
  const after = await used();
  const growth = { bytes: after.heap - before.heap, handles: after.handles - before.handles };
  // eslint-disable-next-line no-console -- the figure is the point
  console.info(`${LOGINS} logins: heap ${growth.bytes} bytes, handles ${growth.handles}`);
  expect(growth.bytes).toBeLessThan(MAX_GROWTH_BYTES);
  expect(growth.handles).toBeLessThanOrEqual(0);
}, 120_000);

/** After full garbage collections, several because finalisers let go of more. */
async function used(): Promise<{ heap: number; handles: number }> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // the function that the flag has just made
  for (let round = 0; round < 5; round += 1) {
    collect();
    await setImmediate();
  }
  return { heap: process.memoryUsage().heapUsed, handles: process.getActiveResourcesInfo().length };
}
