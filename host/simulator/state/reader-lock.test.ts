import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discardUnreadableLock, isReaderLockedByAnother, lockReader } from './reader-lock.ts';
import { writeStateFile } from './state-file.ts';
import { temporaryState } from './temporary-state.fixture.ts';

async function anotherProcess(): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  return child as ChildProcess & { pid: number }; // it has spawned, so it has one
}

const hold = (folder: string, pid: number) => {
  writeStateFile(join(folder, 'reader.json'), { pid });
};

it('has one holder at a time, in one process too', () => {
  const { folder } = temporaryState();
  const unlock = lockReader(folder);
  expect(unlock).toBeDefined();
  expect(isReaderLockedByAnother(folder)).toBe(false);
  expect(lockReader(folder)).toBeUndefined();
  unlock?.();
  expect(lockReader(folder)).toBeDefined();
});

describe('another process', () => {
  it('keeps it while it lives', async () => {
    const { folder } = temporaryState();
    const { pid } = await anotherProcess();
    hold(folder, pid);
    expect(isReaderLockedByAnother(folder)).toBe(true);
    expect(lockReader(folder)).toBeUndefined();
  });

  it('has lost it when it died', async () => {
    const { folder } = temporaryState();
    const child = await anotherProcess();
    hold(folder, child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isReaderLockedByAnother(folder)).toBe(false);
    expect(lockReader(folder)).toBeDefined();
  });

  it('of another user lives as well', () => {
    const { folder } = temporaryState();
    hold(folder, 1);
    expect(isReaderLockedByAnother(folder)).toBe(true);
  });
});

it.each([0, -1, 1.5, '1'])('a process number of %j is not understood', (pid) => {
  const { folder } = temporaryState();
  writeStateFile(join(folder, 'reader.json'), { pid });
  expect(() => lockReader(folder)).toThrow(expect.objectContaining({ code: 'reader-unavailable' }));
  discardUnreadableLock(folder);
  expect(lockReader(folder)).toBeDefined();
});
