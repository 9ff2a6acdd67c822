import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PCSC_ERRORS } from './pcsc-errors.ts';

it('the table has every error of pcsclite.h, and no other', () => {
  const header = readFileSync('/usr/include/PCSC/pcsclite.h', 'utf8');
  const defined = header.matchAll(/^#define (SCARD_[EFPW]_\w+)\s+\(\(LONG\)(0x[0-9A-F]{8})\)/gmu);
  expect(Object.fromEntries(Array.from(defined, ([, name, value]) => [name, Number(value)]))).toEqual(
    Object.fromEntries(Object.entries(PCSC_ERRORS).map(([name, { value }]) => [name, value])),
  );
});
