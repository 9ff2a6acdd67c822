import { verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { startHash } from '../running-hash.ts';
import { signPrepared } from '../testing/signed-parts.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { prepareDigest } from './prepare-digest.ts';

const digest = startHash('SHA-256').update(toUtf8('unseen')).digest();

it('the card’s signature is all there is', async () => {
  const signer = makeTestSigner('山田 太郎');
  const { parts, signature } = await signPrepared(prepareDigest(digest, 'SHA-256'), { signer });
  expect(parts).toEqual([signature]);
  expect(verify('sha256', toUtf8('unseen'), signer.publicKey, signature)).toBe(true);
});

it.each(['SHA-384', 'SHA-512'] as const)('a digest of another length is none of %s', (algorithm) => {
  expect(() => prepareDigest(digest, algorithm)).toThrow(RangeError);
});
