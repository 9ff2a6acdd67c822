/** What a launcher starts. Both paths are absolute: a browser started from a desktop has no PATH to find Node.js in. */
export interface Program {
  readonly node: string;
  readonly script: string;
  readonly platform: NodeJS.Platform;
}

/** By this line a launcher is known as ours. */
export const LAUNCHER_MARK = '# Written by `kazasu install`; `kazasu uninstall` removes it.';

/** The program of a native-messaging manifest, for sh (POSIX.1-2017, XCU chapter 2). */
export function launcherScript({ node, script }: Program, options: readonly string[]): string {
  const command = [node, script, 'native-messaging', ...options].map(quote).join(' ');
  // Options in the environment could make Node.js print into the frames or listen to a debugger.
  return `#!/bin/sh\n${LAUNCHER_MARK}\nunset NODE_OPTIONS\nexec ${command} "$@"\n`;
}

/** Single quotes keep everything but themselves: XCU section 2.2.2. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
