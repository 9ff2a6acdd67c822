/**
 * `npx tsx scripts/peers.ts`: all conformance vectors of signed documents before other people's verifiers. Prints where
 * these judge otherwise, for docs/verification-evidence.md. Nothing here passes or fails, but that no document may be
 * sound here and not there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askPeer, isSound, PEERS } from '../sdk/verify/testing/document-peers.ts';
import { codeOf } from '../sdk/verify/vectors/code-of.ts';
import { readVectors } from '../sdk/verify/vectors/vector.ts';

const folder = await mkdtemp(join(tmpdir(), 'kazasu-peers-'));
try {
  for (const vector of readVectors().values()) {
    if (vector.what !== 'pdf' && vector.what !== 'cms' && vector.what !== 'xml' && vector.what !== 'jws')
      continue;
    const isTaken = await askPeer(vector, folder);
    if (isTaken === isSound(vector)) continue;
    console.log(
      `| ${PEERS[vector.what].name} ${isTaken ? 'takes' : 'refuses'} | ${vector.name} | ${String(codeOf(vector))} |`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}
