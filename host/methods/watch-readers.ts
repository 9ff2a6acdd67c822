import type { Call } from '../messaging/dispatcher.ts';
import type { Host } from './host.ts';

/** From the answer on, `readersChanged` follows: at once and on every change, readers that cannot be seen included. */
export async function watchReaders({ watch }: Host, { afterAnswer }: Call): Promise<Record<string, never>> {
  await watch.start();
  afterAnswer(() => {
    watch.publish();
  });
  return {};
}
