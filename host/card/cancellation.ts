import { KazasuError } from '../../shared/errors.ts';

/** @throws `cancelled` */
export function assertNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new KazasuError('cancelled');
}
