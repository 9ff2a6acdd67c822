import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DIGEST_ALGORITHMS } from '../shared/jpki.ts';
import { digestOf } from './digest-of.ts';
import { startHash } from './running-hash.ts';

it.each(DIGEST_ALGORITHMS)('%s is that of a running hash, whatever the parts', async (algorithm) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array()), async (parts) => {
      const hash = startHash(algorithm);
      for (const part of parts) hash.update(part);
      expect(await digestOf(algorithm, ...parts)).toEqual(hash.digest());
    }),
  );
});

it('of memory that is shared with another thread', async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  expect(await digestOf('SHA-256', shared)).toEqual(await digestOf('SHA-256', new Uint8Array(3)));
});
