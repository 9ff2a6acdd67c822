/** Exclusive connection (SCARD_SHARE_EXCLUSIVE) among the processes that share this state. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { createStateFile, discardUnreadableStateFile, readStateFile } from './state-file.ts';

const lockSchema = v.strictObject({ pid: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** @returns a function that gives the reader back, or undefined when somebody has it, this process included */
export function lockReader(folder: string): (() => void) | undefined {
  const path = lockPath(folder);
  const holder = readHolder(path);
  if (holder !== undefined && !isAlive(holder)) rmSync(path, { force: true });
  if (!createStateFile(path, { pid: process.pid })) return undefined;
  return () => {
    rmSync(path, { force: true });
  };
}

export function isReaderLockedByAnother(folder: string): boolean {
  const holder = readHolder(lockPath(folder));
  return holder !== undefined && holder !== process.pid && isAlive(holder);
}

export function discardUnreadableLock(folder: string): void {
  discardUnreadableStateFile(lockPath(folder), lockSchema);
}

/** A process that died with the card in its hands holds it no longer. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readHolder(path: string): number | undefined {
  return readStateFile(path, lockSchema)?.pid;
}

function lockPath(folder: string): string {
  return join(folder, 'reader.json');
}
