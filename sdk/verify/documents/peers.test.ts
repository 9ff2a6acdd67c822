/** What passes here passes with other people's verifiers: poppler, OpenSSL, XML Security Library and jose. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askPeer, isSound } from '../testing/document-peers.ts';
import { readVectors } from '../vectors/vector.ts';

const vectors = [...readVectors().values()].filter(
  (vector) =>
    vector.what === 'pdf' || vector.what === 'cms' || vector.what === 'xml' || vector.what === 'jws',
);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kazasu-peers-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

it.each(vectors.filter(({ expected }) => expected.ok))(
  '$name is sound by another program, too',
  async (vector) => {
    expect(isSound(vector)).toBe(true);
    expect(await askPeer(vector, folder)).toBe(true);
  },
);

/** A JOSE library verifies a signature; what the document is and whose certificate it was is for its caller to see. */
const TAKEN_BY_JOSE = [
  // It passes over parameters that it does not know.
  'jws/a-parameter-of-javascript-s-own',
  'jws/b64',
  'jws/jku',
  'jws/x5t-by-sha-1',
  'jws/x5u',
  'jws/another-s-certificate-in-x5t-s256',
  // JSON.parse takes the last of two.
  'jws/a-header-parameter-twice',
  // Nobody shows it the document beside.
  'jws/another-document-beside-the-one-in-it',
  // It reads base64url in more than one spelling.
  'jws/line-break',
  'jws/padding',
];

/** The other three take more time than there is for each run of the tests: `npx tsx scripts/peers.ts`. */
it('of the refused ones, jose takes those that are sound, and these', async () => {
  const taken: string[] = [];
  for (const vector of vectors.filter(({ what }) => what === 'jws')) {
    const isTaken = await askPeer(vector, folder);
    if (isSound(vector)) expect([vector.name, isTaken]).toEqual([vector.name, true]);
    else if (isTaken) taken.push(vector.name);
  }
  expect(taken.toSorted()).toEqual(TAKEN_BY_JOSE.toSorted());
});
