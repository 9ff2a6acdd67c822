import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  createStateFile,
  discardUnreadableStateFile,
  readStateFile,
  simulatorFolder,
  writeStateFile,
} from './state-file.ts';
import { temporaryState } from './temporary-state.fixture.ts';

const schema = v.strictObject({ value: v.number() });
const temporaryPath = () => join(temporaryState().folder, 'deeper', 'value.json');

describe('where the state is', () => {
  it.each([
    { env: { XDG_STATE_HOME: '/state', HOME: '/home/x' }, folder: '/state/kazasu/simulator' },
    { env: { HOME: '/home/x' }, folder: '/home/x/.local/state/kazasu/simulator' },
    { env: { XDG_STATE_HOME: '', HOME: '/home/x' }, folder: '/home/x/.local/state/kazasu/simulator' },
    { env: { XDG_STATE_HOME: 'relative', HOME: '/home/x' }, folder: '/home/x/.local/state/kazasu/simulator' },
    { env: {}, folder: join(homedir(), '.local/state/kazasu/simulator') },
    { env: { HOME: '' }, folder: join(homedir(), '.local/state/kazasu/simulator') },
  ])('$env: $folder', ({ env, folder }) => {
    expect(simulatorFolder(env)).toBe(folder);
  });
});

describe('a state file', () => {
  it('reads back what was written, and is undefined before', () => {
    const path = temporaryPath();
    expect(readStateFile(path, schema)).toBeUndefined();
    writeStateFile(path, { value: 1 });
    writeStateFile(path, { value: 2 });
    expect(readStateFile(path, schema)).toEqual({ value: 2 });
  });

  it('belongs to the user alone, and leaves no other file behind', () => {
    const path = temporaryPath();
    writeStateFile(path, { value: 1 });
    createStateFile(path, { value: 2 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(dirname(dirname(path))).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(path))).toEqual(['value.json']);
  });

  it('is replaced, not written into: who has the old one open keeps it', () => {
    const path = temporaryPath();
    writeStateFile(path, { value: 1 });
    const { ino } = statSync(path);
    writeStateFile(path, { value: 2 });
    expect(statSync(path).ino).not.toBe(ino);
  });

  it('is not written through a symbolic link in its place', () => {
    const path = temporaryPath();
    const elsewhere = join(temporaryState().folder, 'elsewhere.json');
    writeStateFile(elsewhere, { value: 1 });
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(elsewhere, path);
    writeStateFile(path, { value: 2 });
    expect(readStateFile(elsewhere, schema)).toEqual({ value: 1 });
  });

  it('is created once: the second one to come finds it there', () => {
    const path = temporaryPath();
    expect(createStateFile(path, { value: 1 })).toBe(true);
    expect(createStateFile(path, { value: 2 })).toBe(false);
    expect(readStateFile(path, schema)).toEqual({ value: 1 });
  });
});

describe('a file that cannot be understood', () => {
  it.each([
    ['nothing', ''],
    ['half of it', '{"value":'],
    ['not JSON', 'value = 1'],
    ['null', 'null'],
    ['another type', '{"value":"1"}'],
    ['an unknown key', '{"value":1,"more":2}'],
  ])('%s: says which, and can be discarded', (_name, content) => {
    const path = temporaryPath();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const read = () => readStateFile(path, schema);
    expect(read).toThrow(
      expect.objectContaining({ code: 'reader-unavailable', problem: 'unreadable', path }),
    );
    discardUnreadableStateFile(path, schema);
    expect(existsSync(path)).toBe(false);
  });

  it('a folder in its place is discarded with what it holds', () => {
    const path = temporaryPath();
    mkdirSync(join(path, 'inside'), { recursive: true });
    discardUnreadableStateFile(path, schema);
    expect(existsSync(path)).toBe(false);
  });

  it('a good one is not discarded', () => {
    const path = temporaryPath();
    writeStateFile(path, { value: 1 });
    discardUnreadableStateFile(path, schema);
    expect(readFileSync(path, 'utf8')).toBe('{\n  "value": 1\n}\n');
  });
});

it('a folder that cannot be made is an error of ours', () => {
  const path = temporaryPath();
  mkdirSync(dirname(dirname(path)), { recursive: true });
  writeFileSync(dirname(path), 'a file where the folder should be');
  const write = () => {
    writeStateFile(path, { value: 1 });
  };
  const create = () => createStateFile(path, { value: 1 });
  const unwritable = { code: 'reader-unavailable', problem: 'unwritable', path };
  expect(write).toThrow(expect.objectContaining(unwritable));
  expect(create).toThrow(expect.objectContaining(unwritable));
});
