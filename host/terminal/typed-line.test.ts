import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { TypedLine } from './typed-line.ts';

function type(text: string): { line: TypedLine; outcomes: Set<string> } {
  const line = new TypedLine();
  return { line, outcomes: new Set(Array.from(toUtf8(text), (byte) => line.press(byte))) };
}

describe('a typed line', () => {
  it.each([
    ['1234', '1234'],
    ['12\x7f34', '134'],
    ['12\x0834', '134'],
    ['\x7f\x7f12', '12'],
    ['はい\x7f', 'は'],
    ['𠮷野\x7f\x7f1', '1'],
    ['1234\x1556', '56'],
    ['1\x1b[D2\x1b[3~3\x1bOP4', '1234'],
    ['1\x1b[[A2', '12'],
    ['1\x1b234', '1234'],
    ['1\x1b\x1b[D2', '12'],
    ['12\x1b\x7f3', '13'],
    ['1\x1b[\x152', '2'],
    ['1\t\x002', '12'],
    ['12\x04', '12'],
  ])('%j is %j', (typed, expected) => {
    const { line, outcomes } = type(typed);
    expect(line.toString()).toBe(expected);
    expect(outcomes).toEqual(new Set(['more']));
  });

  it.each([
    ['\r', 'enter'],
    ['\n', 'enter'],
    ['\x03', 'interrupt'],
    ['\x04', 'end'],
  ])('%j is %s', (key, outcome) => {
    expect(type(key).outcomes).toEqual(new Set([outcome]));
  });

  it.each([
    ['\x1b\x03', 'interrupt'],
    ['\x1b[\x03', 'interrupt'],
    ['\x1b[1;\x03', 'interrupt'],
    ['\x1b1\r', 'enter'],
    ['\x1bO\r', 'enter'],
    ['\x1b\x04', 'end'],
  ])('%j is heard: %s', (keys, outcome) => {
    expect(Array.from(type(keys).outcomes).at(-1)).toBe(outcome);
  });

  it('hears Ctrl-C whatever was typed before', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const line = new TypedLine();
        for (const byte of bytes) line.press(byte);
        expect(line.press(0x03)).toBe('interrupt');
      }),
    );
  });

  it('holds a bounded line, and nothing after wipe', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const line = new TypedLine();
        for (const byte of bytes) line.press(byte);
        expect(toUtf8(line.toString()).length).toBeLessThanOrEqual(3 * 128);
        line.wipe();
        expect(line.toString()).toBe('');
      }),
    );
  });
});
