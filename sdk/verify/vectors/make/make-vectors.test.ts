/** The files are what the generator makes. */
import { expect, it } from 'vitest';
import { codeOf } from '../code-of.ts';
import { runVector } from '../run-vector.ts';
import { readVectors, type Vector } from '../vector.ts';
import { makeVectors } from './make-vectors.ts';

it('the files have these cases, and others made like them hold as well', async () => {
  const made = await makeVectors();
  expect(made.map(facts).toSorted()).toEqual([...readVectors().values()].map(facts).toSorted());
  for (const vector of made) {
    expect([vector.name, await runVector(vector)]).toEqual([vector.name, vector.expected]);
  }
});

/** What is the same each time. */
function facts(vector: Vector): string {
  return JSON.stringify([vector.name, vector.about, vector.like, codeOf(vector)]);
}
