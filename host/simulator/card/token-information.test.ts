import { expect, it } from 'vitest';
import { tokenInformation } from './token-information.ts';

it.each([
  { label: 'JPKIAPICCTOKEN2', first: `JPKIAPICCTOKEN2${' '.repeat(17)}` },
  { label: 'JPKIAPGPSETOKEN', first: `JPKIAPGPSETOKEN${' '.repeat(17)}` },
  { label: 'JPKIAPIOSTOKEN', first: `JPKIAPIOSTOKEN${' '.repeat(18)}` },
  { label: 'JPKIAPICCTOKEN', first: `JPKIAPICCTOKEN${'\0'.repeat(18)}` },
] as const)('$label is a CK_TOKEN_INFO', ({ label, first }) => {
  const bytes = Buffer.from(tokenInformation(label));
  expect(bytes).toHaveLength(160);
  expect(bytes.toString('latin1', 0, 32)).toBe(first);
  expect(bytes.toString('latin1', 64, 80)).toBe('E16R01NJ        ');
  expect(bytes.readUInt32BE(96)).toBe(0x0000040d);
  expect([bytes.readUInt32BE(116), bytes.readUInt32BE(120)]).toEqual([16, 6]);
  expect(bytes.toString('latin1', 140)).toBe(`0301${'9'.repeat(16)}`);
});
