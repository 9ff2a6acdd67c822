import { errorCodeOf } from '../../shared/errors.ts';
import type { ReaderWatch } from './reader-watch.ts';

/** Opens the card in a reader; one that turns out to be no My Number Card is shown as such until it leaves. */
export async function markingUnsupported<T>(
  watch: ReaderWatch,
  reader: string,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (errorCodeOf(error) === 'card-unsupported') watch.markUnsupported(reader);
    throw error;
  }
}
