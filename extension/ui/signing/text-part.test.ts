import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partCount, readPart } from './text-part.ts';

const PART = 64 * 1024;

async function partsOf(bytes: Uint8Array<ArrayBuffer>): Promise<{ text: string; isText: boolean }[]> {
  const content = new Blob([bytes]);
  return Promise.all(Array.from({ length: partCount(content) }, (_, part) => readPart(content, part)));
}

describe('the parts of a text', () => {
  it.each([0, 1, 2, 3])('are together the text, with a character over the boundary by %i', async (shift) => {
    const text = 'x'.repeat(PART - shift) + '𠮷字é' + '漢'.repeat(PART / 2);
    const parts = await partsOf(new TextEncoder().encode(text));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.every(({ isText }) => isText)).toBe(true);
  });

  it('are together any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Array.from('aé漢𠮷\uFEFF'))),
        fc.nat(5),
        async (end, shift) => {
          const text = 'a'.repeat(PART - shift) + end.join('');
          const parts = await partsOf(new TextEncoder().encode(text));
          expect(parts.map((part) => part.text).join('')).toBe(text);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('say so where they are no text', async () => {
    const shiftJis = Uint8Array.of(0x8e, 0x52, 0x93, 0x63);
    expect(await partsOf(shiftJis)).toEqual([{ text: '�R�c', isText: false }]);
  });

  it('have no byte order mark but inside', async () => {
    expect(await partsOf(new TextEncoder().encode('\uFEFFa\uFEFF'))).toEqual([
      { text: 'a\uFEFF', isText: true },
    ]);
  });

  it('are one for an empty text', async () => {
    expect(await partsOf(new Uint8Array())).toEqual([{ text: '', isText: true }]);
  });
});
