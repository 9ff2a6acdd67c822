import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A path below the repository's folder. */
export function resolvePath(...parts: readonly string[]): string {
  return join(root, ...parts);
}
