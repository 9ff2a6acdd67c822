import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../shared/bytes.ts';
import { JPKI, TestCard } from './card.fixture.ts';

describe('the first command after power-up', () => {
  it('is answered like any other', () => {
    new TestCard().run([JPKI, '9000']);
  });

  it('can fail, once for each power-up', () => {
    const card = new TestCard({ firstCommandFails: true });
    card.run([JPKI, '6F00'], [JPKI, '9000']);
    card.powerCycle();
    card.run([JPKI, '6F00'], [JPKI, '9000']);
  });
});

const anyBytes = fc.uint8Array({ maxLength: 300 });
/** Headers that reach the handlers, which wholly random bytes hardly ever do. */
const plausible = fc
  .record({
    cla: fc.constantFrom(0x00, 0x80, 0x0c),
    ins: fc.constantFrom(0x20, 0x24, 0x2a, 0x84, 0xa4, 0xb0),
    p1: fc.oneof(fc.constantFrom(0x00, 0x01, 0x02, 0x04, 0x81, 0x8a), fc.nat(255)),
    p2: fc.oneof(fc.constantFrom(0x80, 0x97, 0x98, 0x9a, 0x9b, 0x0c, 0x00), fc.nat(255)),
    body: fc.oneof(
      anyBytes,
      fc
        .uint8Array({ minLength: 1, maxLength: 20 })
        .map((data) => concatBytes(Uint8Array.of(data.length), data)),
    ),
  })
  .map(({ cla, ins, p1, p2, body }) => concatBytes(Uint8Array.of(cla, ins, p1, p2), body));

describe('any bytes at all', () => {
  it('get a response of two bytes or more, and nothing throws', () => {
    const card = new TestCard().run([JPKI, '9000']);
    fc.assert(
      fc.property(fc.oneof(anyBytes, plausible), (command) => {
        const response = card.process(command);
        expect(response.length).toBeGreaterThanOrEqual(2);
        expect([0x63, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6d, 0x6e, 0x90]).toContain(response.at(-2));
      }),
      { numRuns: 1000 },
    );
  });

  it('never sign without the PIN', () => {
    fc.assert(
      fc.property(fc.array(plausible, { maxLength: 20 }), (commands) => {
        const card = new TestCard().run([JPKI, '9000']);
        for (const command of commands) {
          const response = card.process(command);
          // A command that verified something is a PIN found by chance: the test would prove nothing.
          fc.pre(!(command[1] === 0x20 && response.at(-2) === 0x90));
        }
        card.run([JPKI, '9000'], ['802A0097010100', '6982']);
      }),
    );
  });
});
