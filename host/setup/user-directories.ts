import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where things of one user are, XDG Base Directory Specification 0.8. */
export interface UserDirectories {
  readonly home: string;
  readonly config: string;
  readonly data: string;
  readonly path: readonly string[];
}

export function userDirectories(env: NodeJS.ProcessEnv): UserDirectories {
  const home = env['HOME'] || homedir();
  return {
    home,
    config: absolute(env['XDG_CONFIG_HOME']) ?? join(home, '.config'),
    data: absolute(env['XDG_DATA_HOME']) ?? join(home, '.local', 'share'),
    path: (env['PATH'] ?? '').split(delimiter).filter(isAbsolute),
  };
}

/** "All paths set in these environment variables must be absolute", and others are to be ignored. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
