/** Whatever is loaded: no list is good that its issuer has not made so, nothing is thrown, and time grows with length. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWith, expectCodedRefusal, mutationsOf, person } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import { derEntry, makeCrl, reasonCode, type TestEntry } from '../../testing/test-crl.ts';
import { der } from '../../../../signatures/der/der-writer.ts';
import { createCrlChecker } from './crl-checker.ts';

const checkerOf = (list: Uint8Array) => createCrlChecker({ lists: [() => Promise.resolve(list)] });
const GOOD = { status: 'good', by: 'crl', asOf: new Date('2026-06-01T00:00:00Z') };
const others: TestEntry[] = ['01', '0A0B0C', '7F'].map((serialNumber) => ({ serialNumber }));

describe('whatever is loaded', () => {
  const good = makeCrl(authority, { entries: others });

  it('random bytes are refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expectCodedRefusal(await checkWith(checkerOf(bytes)));
      }),
      { numRuns: 300 },
    );
  });

  it('a good list that was changed anywhere is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(good), async (mutant) => {
        expectCodedRefusal(await checkWith(checkerOf(mutant)));
      }),
      { numRuns: 500 },
    );
  });

  it('what the issuer signs around random entries is looked through or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const list = makeCrl(authority, { rawEntries: der(0x30, bytes) });
        const answer = await checkWith(checkerOf(list));
        if (answer.status === 'unavailable') expect(answer.reason).toMatch(/^crl-/u);
        else expect(bytes).toHaveLength(0);
      }),
      { numRuns: 100 },
    );
  });

  it('a certificate in question of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), mutationsOf(person)), async (certificate) => {
        const answer = await checkWith(checkerOf(good), { certificate });
        // What is changed may be the name or the key, of which nothing is asked here.
        if (answer.status !== 'good') expectCodedRefusal(answer);
      }),
      { numRuns: 300 },
    );
  });
});

it('takes time in proportion to the length, for the longest lists too', async () => {
  const listOf = (count: number) => {
    const entries = Array.from({ length: count }, (_, index) =>
      derEntry({ serialNumber: (0x40000000 + index).toString(16), extensions: [reasonCode(index % 7)] }),
    );
    return makeCrl(authority, { rawEntries: der(0x30, Buffer.concat(entries)) });
  };
  /** The best of three, because machines are busy with other things. */
  const time = async (list: Uint8Array) => {
    const times: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const started = performance.now();
      expect(await checkWith(checkerOf(list))).toEqual(GOOD);
      times.push(performance.now() - started);
    }
    return Math.min(...times);
  };
  const short = await time(listOf(5000));
  // Ten times as long; a hundred times would be a square.
  expect(await time(listOf(50_000))).toBeLessThan(50 * Math.max(short, 1));
});
