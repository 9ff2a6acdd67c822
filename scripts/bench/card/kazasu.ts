import { endHost, logIn, readerWithCard, startHost } from '../../../e2e/harness/host-login.ts';
import type { World } from '../../../e2e/harness/world.ts';
import { measure, type Session } from './session.ts';

export interface KazasuLogin extends Session {
  /** With the start of the host's process and its look for readers. */
  readonly wholeMs: number;
}

/** One authentication by the host, in a process of its own as for each prompt: from openCard to the token. */
export async function logInByKazasu(world: World): Promise<KazasuLogin> {
  let wholeMs = Number.NaN;
  const session = await measure(world, async () => {
    const started = performance.now();
    const host = await startHost(world);
    const reader = await readerWithCard(host);
    const opened = performance.now();
    await logIn(host, reader);
    const done = performance.now();
    wholeMs = done - started;
    await endHost(host);
    return done - opened;
  });
  return { ...session, wholeMs };
}
