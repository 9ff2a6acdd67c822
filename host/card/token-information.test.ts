import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { CARD_KINDS } from '../../shared/host-protocol.ts';
import { cardKindOf } from './token-information.ts';

describe('cardKindOf', () => {
  it.each([
    ['JPKIAPICCTOKEN2                 ', 'individual-number-card'],
    ['JPKIAPICCTOKEN\0\0\0\0', 'individual-number-card'],
    ['JPKIAPGPSETOKEN                 ', 'android'],
    ['JPKIAPGPSETOKEN2', 'android'],
    ['JPKIAPIOSTOKEN\0\0\0\0\0', 'iphone'],
    ['\0JPKIAPIOSTOKEN', 'iphone'],
    [' JPKIAPIOSTOKEN ', 'iphone'],
    ['', 'individual-number-card'],
    ['SOMETHINGELSE JPKIAPIOSTOKEN', 'individual-number-card'],
    // Behind the label stands the manufacturer.
    [`${'X'.repeat(32)}JPKIAPIOSTOKEN`, 'individual-number-card'],
  ])('reads %j as %s', (label, kind) => {
    expect(cardKindOf(toUtf8(label))).toBe(kind);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(CARD_KINDS).toContain(cardKindOf(bytes));
      }),
    );
  });
});
