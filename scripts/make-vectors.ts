/**
 * Makes the conformance vectors anew: `npm run vectors`, or of some kinds alone, `npm run vectors cms jws`. Needed when a
 * case is added or changed; the keys are new each time, so that every file is another afterwards.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { makeVectors } from '../sdk/verify/vectors/make/make-vectors.ts';
import { VECTOR_FOLDERS } from '../sdk/verify/vectors/vector.ts';
import { root } from './root.ts';

const folder = `${root}/sdk/verify/vectors`;
const wanted = process.argv.slice(2);
const isWanted = (what: string) => wanted.length === 0 || wanted.includes(what);
const vectors = (await makeVectors()).filter(({ what }) => isWanted(what));
for (const name of VECTOR_FOLDERS.filter(isWanted)) {
  rmSync(`${folder}/${name}`, { recursive: true, force: true });
  mkdirSync(`${folder}/${name}`);
}
for (const vector of vectors) {
  writeFileSync(`${folder}/${vector.name}.json`, `${JSON.stringify(vector, null, 2)}\n`, { flag: 'wx' });
}
execFileSync('npx', ['biome', 'format', '--write', folder], { cwd: root, stdio: 'inherit' });
console.log(`${vectors.length} vectors`);
