/** What a subcommand of `kazasu` may touch of the terminal, so that tests can stand in for one. */
export interface CommandLineIo {
  /** One line, without its end. */
  readonly stdout: (line: string) => void;
  readonly stderr: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

/** @returns the exit status: 0 done, 1 not done, 2 not understood */
export type Command = (args: readonly string[], io: CommandLineIo) => Promise<number>;

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** `native-messaging` for the simulated card; a launcher passes it before the browser's own arguments. */
export const SIMULATED_CARD_OPTION = '--simulated-card';

export type Language = 'en' | 'ja';

/** The language of messages: POSIX.1-2017, Base Definitions, section 8.2. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  // An empty variable counts as not set.
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^ja(?:_|\.|@|$)/u.test(locale) ? 'ja' : 'en';
}
