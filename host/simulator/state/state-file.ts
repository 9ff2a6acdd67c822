/**
 * Where the simulator keeps its state and how a file gets there: readable by the user alone, whole or not at all.
 * Everything is written synchronously, so that a card that loses power has written its counter or has not.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { KazasuError } from '../../../shared/errors.ts';

/** `$XDG_STATE_HOME/kazasu/simulator`; the XDG Base Directory Specification ignores a relative path. */
export function simulatorFolder(env: NodeJS.ProcessEnv): string {
  const stateHome = env['XDG_STATE_HOME'] ?? '';
  const base = isAbsolute(stateHome)
    ? stateHome
    : join(env['HOME'] === undefined || env['HOME'] === '' ? homedir() : env['HOME'], '.local', 'state');
  return join(base, 'kazasu', 'simulator');
}

export type StateFileProblem = 'unreadable' | 'unwritable';

/** To everybody but the command line, which tells the person which file it is, the reader is unavailable. */
export class StateFileError extends KazasuError<'reader-unavailable'> {
  readonly problem: StateFileProblem;
  readonly path: string;

  constructor(problem: StateFileProblem, path: string, options: ErrorOptions) {
    super('reader-unavailable', `${path} is ${problem}`, options);
    this.problem = problem;
    this.path = path;
  }
}

/**
 * @returns undefined when there is no such file
 * @throws {StateFileError} `unreadable` when it is not what we wrote
 */
export function readStateFile<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return undefined;
    throw new StateFileError('unreadable', path, { cause });
  }
}

/**
 * Replaces the file in one step.
 * @throws {StateFileError} `unwritable`
 */
export function writeStateFile(path: string, value: unknown): void {
  withTemporaryFile(path, value, (temporary) => {
    renameSync(temporary, path);
  });
}

/**
 * Writes the file unless there is one.
 * @returns whether this call wrote it: of two processes only one does
 * @throws {StateFileError} `unwritable`
 */
export function createStateFile(path: string, value: unknown): boolean {
  return withTemporaryFile(path, value, (temporary) => {
    try {
      linkSync(temporary, path);
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    }
  });
}

/** Makes the folder, for the user alone. */
export function makeStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Removes what {@link readStateFile} cannot understand, a folder in the file's place too, and leaves everything else. */
export function discardUnreadableStateFile(path: string, schema: v.GenericSchema): void {
  try {
    readStateFile(path, schema);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    rmSync(path, { force: true, recursive: true });
  }
}

function withTemporaryFile<Result>(path: string, value: unknown, use: (temporary: string) => Result): Result {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    makeStateFolder(dirname(path));
    try {
      writeFileSync(temporary, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
      return use(temporary);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (cause) {
    throw new StateFileError('unwritable', path, { cause });
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
