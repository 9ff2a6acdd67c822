import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { endHost, logIn, readerWithCard, startHost } from '../../../e2e/harness/host-login.ts';
import { SIMULATED_PIN } from '../../../e2e/harness/simulated-pin.ts';
import { NONCE } from '../../../e2e/harness/site.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { CardAccess } from '../../../host/card/card-access.ts';
import { methodTable } from '../../../host/methods/method-table.ts';
import { ReaderWatch } from '../../../host/methods/reader-watch.ts';
import { createSimulatedReaders, SIMULATED_READER } from '../../../host/readers/simulated.ts';
import { processFigures } from './process-figures.ts';

/** What so many logins in one process have left behind. */
export interface Growth {
  readonly logins: number;
  /** Of the heap after garbage collection. */
  readonly heapBytes?: number;
  /** Open file descriptors. */
  readonly handles: number;
  readonly threads: number;
}

const WARM_UP = 100;

// V8 keeps the machine code that it makes of busy functions, a few hundred KB, which would hide what we keep.
setFlagsFromString('--no-opt');

/** The host's methods and the simulated card, all in this process. */
export async function growInProcess({ env }: World, logins: number): Promise<Growth> {
  const logInOnce = hostMethods(env);
  for (let count = 0; count < WARM_UP; count += 1) await logInOnce();
  const before = { ...processFigures(process.pid), heapBytes: await heapBytes() };
  for (let count = 0; count < logins; count += 1) await logInOnce();
  const after = { ...processFigures(process.pid), heapBytes: await heapBytes() };
  return { ...difference(logins, before, after), heapBytes: after.heapBytes - before.heapBytes };
}

/** One host process on pcscd, seen from outside. */
export async function growOverPcsc(world: World, logins: number): Promise<Growth> {
  const host = await startHost(world);
  const reader = await readerWithCard(host);
  const pid = host.pid ?? Number.NaN;
  await logIn(host, reader);
  const before = processFigures(pid);
  for (let count = 0; count < logins; count += 1) await logIn(host, reader);
  const after = processFigures(pid);
  await endHost(host);
  return difference(logins, before, after);
}

type Counts = Pick<Growth, 'handles' | 'threads'>;

function difference(logins: number, before: Counts, after: Counts): Growth {
  return { logins, handles: after.handles - before.handles, threads: after.threads - before.threads };
}

function hostMethods(env: NodeJS.ProcessEnv): () => Promise<void> {
  const readers = createSimulatedReaders(env);
  const log = (): void => undefined;
  const cards = new CardAccess(readers, log);
  const { signal } = new AbortController();
  const watch = new ReaderWatch({ readers, cards, log, signal, notify: () => undefined });
  const methods = methodTable({
    readers,
    cards,
    watch,
    now: () => new Date(),
    inspectInstallation: () => Promise.resolve([]),
  });
  // As the dispatcher has it: a signal for each call.
  const call = () => ({ signal: new AbortController().signal, afterAnswer: () => undefined });
  return async () => {
    await methods.openCard({ reader: SIMULATED_READER, pin: 'userAuthentication' }, call());
    await methods.readCertificate({ which: 'userAuthentication' }, call());
    await methods.authenticate({ origin: 'https://shop.example', nonce: NONCE, pin: SIMULATED_PIN }, call());
  };
}

/** After a full garbage collection, and another one for what the finalisers of the first have let go. */
async function heapBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // the function that the flag has just made
  collect();
  await setImmediate();
  collect();
  return process.memoryUsage().heapUsed;
}
