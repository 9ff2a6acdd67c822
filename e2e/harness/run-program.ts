import { execFile } from 'node:child_process';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  /** Standard output and error as they came. */
  readonly output: string;
}

/** Runs another program to its end, whatever its exit status. */
export function runProgram(
  env: NodeJS.ProcessEnv,
  command: string,
  ...args: readonly string[]
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env }, (error, stdout, stderr) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, stdout, output: stdout + stderr });
      else reject(error ?? new Error(command)); // it could not be started, or a signal ended it
    });
  });
}
