/** Whatever comes back: no response is good that a responder has not made so, and nothing is thrown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWith, expectCodedRefusal, mutationsOf } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import { answering, byName, derSingle, makeResponse, personCertId, STATUS } from '../../testing/test-ocsp.ts';
import { makeLeaf } from '../../testing/test-pki.ts';
import { createOcspChecker, type OcspCheckerSettings, type OcspFetch } from './ocsp-checker.ts';

const ask = (fetch: OcspFetch, settings: Partial<OcspCheckerSettings> = {}) =>
  checkWith(createOcspChecker({ url: 'http://ocsp.example/', fetch, ...settings }));
const authoritySigns = {
  signWith: authority.keys.privateKey,
  responderId: byName(authority.certificate),
  certificates: [],
};

describe('whatever comes back', () => {
  it('random bytes are refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expectCodedRefusal(await ask(answering(() => bytes)));
      }),
      { numRuns: 300 },
    );
  });

  it('a response to another request that was changed anywhere is refused with a code', async () => {
    const bare = makeResponse(Buffer.alloc(32), authoritySigns);
    const full = makeResponse(Buffer.alloc(32));
    const mutants = fc.oneof(mutationsOf(bare), mutationsOf(full));
    await fc.assert(
      fc.asyncProperty(mutants, async (mutant) => {
        expectCodedRefusal(await ask(answering(() => mutant)));
      }),
      { numRuns: 500 },
    );
  });

  it('a response to this very request that was changed anywhere is never good', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const answer = await ask(
          answering((nonce) => {
            const mutant = makeResponse(nonce, { status: STATUS.revoked, ...authoritySigns });
            const position = at % mutant.length;
            mutant[position] = (mutant[position] ?? 0) ^ change;
            return mutant;
          }),
        );
        expectCodedRefusal(answer);
      }),
      { numRuns: 400 },
    );
  });

  it('the longest response takes no longer than its length', async () => {
    const other = personCertId(makeLeaf(authority, { serialNumber: '0E0E' }));
    const many = Array.from({ length: 400 }, () => derSingle({ certId: other }));
    const started = performance.now();
    expect(
      await ask(answering((nonce) => makeResponse(nonce, { singles: many, ...authoritySigns }))),
    ).toEqual({ status: 'unavailable', reason: 'ocsp-other-certificate' });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
