/** The test PKI of this user: made when it is first needed, and the same from then on. */
import { join } from 'node:path';
import { type TestPki, testPkiSchema } from '../pki/test-pki.ts';
import { createStateFile, discardUnreadableStateFile, readStateFile } from './state-file.ts';

/** @throws {KazasuError} `reader-unavailable` when its file cannot be understood */
export async function loadTestPki(folder: string): Promise<TestPki> {
  const path = pkiPath(folder);
  const stored = readStateFile(path, testPkiSchema);
  if (stored !== undefined) return stored;
  // Loaded here alone: node-forge would cost every start of the host.
  const { createTestPki } = await import('../pki/create-test-pki.ts');
  const made = await createTestPki(new Date());
  if (createStateFile(path, made)) return made;
  // Another process was quicker; everybody goes on with the one that is stored.
  return readStateFile(path, testPkiSchema) ?? made;
}

export function discardUnreadablePki(folder: string): void {
  discardUnreadableStateFile(pkiPath(folder), testPkiSchema);
}

function pkiPath(folder: string): string {
  return join(folder, 'pki.json');
}
