/** A state folder of its own for each test, with a test PKI that is made once for each test file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { createTestPki } from '../pki/create-test-pki.ts';
import type { TestPki } from '../pki/test-pki.ts';
import { simulatorFolder } from './state-file.ts';

export interface TemporaryState {
  readonly env: NodeJS.ProcessEnv;
  /** `$XDG_STATE_HOME/kazasu/simulator`; it does not exist yet. */
  readonly folder: string;
}

export function temporaryState(): TemporaryState {
  const stateHome = mkdtempSync(join(tmpdir(), 'kazasu-test-'));
  onTestFinished(() => {
    rmSync(stateHome, { recursive: true });
  });
  const env = { XDG_STATE_HOME: stateHome };
  return { env, folder: simulatorFolder(env) };
}

let pki: Promise<TestPki> | undefined;

/** The same in every test of a file. */
export function sharedTestPki(): Promise<TestPki> {
  pki ??= createTestPki(new Date());
  return pki;
}

/** For all tests of a file together. */
export async function makeFolderWithPki(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kazasu-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'pki.json'), JSON.stringify(await sharedTestPki()));
  return folder;
}

export async function temporaryStateWithPki(): Promise<TemporaryState> {
  const state = temporaryState();
  mkdirSync(state.folder, { recursive: true });
  writeFileSync(join(state.folder, 'pki.json'), JSON.stringify(await sharedTestPki()));
  return state;
}
