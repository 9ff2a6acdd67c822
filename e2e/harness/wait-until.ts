import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 15_000;
const INTERVAL_MS = 20;

/**
 * Asks until the answer is yes. What a browser's process or another process's file will do announces itself to nobody
 * here, so asking is the only way; a fixed wait would be too short on a slow machine and too long on a fast one.
 *
 * @param describe what was there instead, for the error message
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  describe: () => string | Promise<string> = () => 'the condition',
  limitMs = LIMIT_MS,
): Promise<void> {
  const end = performance.now() + limitMs;
  let thrown: unknown;
  while (performance.now() < end) {
    try {
      if (await condition()) return;
    } catch (error) {
      thrown = error; // a page that is still loading has no document to ask
    }
    await delay(INTERVAL_MS);
  }
  const instead = await Promise.resolve(describe()).catch(() => 'nothing could be asked');
  throw new Error(`waited ${limitMs} ms for ${instead}`, { cause: thrown });
}
