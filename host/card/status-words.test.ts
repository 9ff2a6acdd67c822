import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk, STATUS_WORDS, statusError, triesLeftIn, verifyError } from './status-words.ts';

const anySw = fc.integer({ min: 0, max: 0xffff });

describe('statusError', () => {
  it.each([
    [0x6a82, 'card-unsupported'],
    [0x6d00, 'card-unsupported'],
    [0x6e00, 'card-unsupported'],
    [0x6f00, 'card-malformed'],
    [0x6982, 'card-malformed'],
    [0x1234, 'card-malformed'],
    [0x0000, 'card-malformed'],
  ])('reads %i as %s', (sw, code) => {
    expect(statusError(sw)).toMatchObject({ code, detail: {} });
  });

  it('never speaks of a PIN, because a wrong PIN leaves the card open', () => {
    fc.assert(
      fc.property(anySw, (sw) => {
        expect(statusError(sw).code).toMatch(/^card-(?:unsupported|malformed)$/u);
      }),
    );
    expect(statusError(0x63c2).code).toBe('card-malformed');
    expect(statusError(0x6983).code).toBe('card-malformed');
  });
});

describe('verifyError', () => {
  it.each([
    [0x63c2, 'wrong-pin', { triesLeft: 2 }],
    [0x63cf, 'wrong-pin', { triesLeft: 15 }],
    [0x63c0, 'pin-blocked', { triesLeft: 0 }],
    [0x6983, 'pin-blocked', { triesLeft: 0 }],
    [0x6984, 'pin-blocked', { triesLeft: 0 }],
    [0x6300, 'pin-outcome-unknown', {}],
    [0x6f00, 'pin-outcome-unknown', {}],
    [0x6a82, 'pin-outcome-unknown', {}],
  ])('reads %i as %s', (sw, code, detail) => {
    expect(verifyError(sw)).toMatchObject({ code, detail });
  });

  it('knows the tries left or not the outcome', () => {
    fc.assert(
      fc.property(anySw, (sw) => {
        const { code, detail } = verifyError(sw);
        expect(detail.triesLeft).toBe(triesLeftIn(sw));
        expect(code === 'pin-outcome-unknown').toBe(detail.triesLeft === undefined);
      }),
    );
  });
});

describe('the table', () => {
  it('has no row that an earlier one hides', () => {
    const patterns = STATUS_WORDS.map(({ sw }) => sw);
    expect(new Set(patterns).size).toBe(patterns.length);
    expect(patterns.every((pattern) => /^[0-9A-F]{2}(?:[0-9A-F]{2}|[0-9A-F]x|xx)$/u.test(pattern))).toBe(
      true,
    );
    expect(patterns.indexOf('63C0')).toBeLessThan(patterns.indexOf('63Cx'));
  });
});

describe('assertOk', () => {
  it('accepts 9000 alone', () => {
    fc.assert(
      fc.property(anySw, (sw) => {
        const check = () => {
          assertOk(sw);
        };
        if (sw === 0x9000) check();
        else expect(check).toThrow();
      }),
      { examples: [[0x9000], [0x6282], [0x9001]] },
    );
  });
});

describe('triesLeftIn', () => {
  it.each([
    [0x63c0, 0],
    [0x63c3, 3],
    [0x6984, 0],
    [0x6300, undefined],
    [0x63d3, undefined],
    [0x9000, undefined],
  ])('of %i is %s', (sw, triesLeft) => {
    expect(triesLeftIn(sw)).toBe(triesLeft);
  });
});
