import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { type CommandApdu, encodeCommand, parseResponse } from './apdu.ts';

const header = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c };
const byte = fc.integer({ min: 0, max: 0xff });

describe('encodeCommand', () => {
  it.each<[string, CommandApdu, string]>([
    ['case 1', header, '00A4040C'],
    ['case 2', { ...header, le: 4 }, '00A4040C04'],
    ['case 2 with 256 bytes', { ...header, le: 256 }, '00A4040C00'],
    ['case 3', { ...header, data: fromHex('0018') }, '00A4040C020018'],
    ['case 4', { ...header, data: fromHex('0018'), le: 256 }, '00A4040C02001800'],
  ])('writes %s of ISO 7816-3', (_, command, hex) => {
    expect(toHex(encodeCommand(command))).toBe(hex);
  });

  it('gives the card the lengths of what it carries', () => {
    const data = fc.uint8Array({ minLength: 1, maxLength: 255 });
    fc.assert(
      fc.property(
        byte,
        byte,
        byte,
        byte,
        data,
        fc.integer({ min: 1, max: 256 }),
        (cla, ins, p1, p2, body, le) => {
          const bytes = encodeCommand({ cla, ins, p1, p2, data: body, le });
          expect(bytes).toEqual(Uint8Array.of(cla, ins, p1, p2, body.length, ...body, le % 256));
        },
      ),
    );
  });

  it.each([
    ['no data', { data: new Uint8Array() }],
    ['256 bytes of data', { data: new Uint8Array(256) }],
    ['Le 0', { le: 0 }],
    ['Le 257', { le: 257 }],
  ])('refuses %s, which a short APDU cannot say', (_, part) => {
    expect(() => encodeCommand({ ...header, ...part })).toThrow(RangeError);
  });
});

describe('parseResponse', () => {
  it('takes the last two bytes for the status word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), byte, byte, (data, sw1, sw2) => {
        const { data: parsed, sw } = parseResponse(Uint8Array.of(...data, sw1, sw2));
        expect(parsed).toEqual(data);
        expect(sw).toBe(sw1 * 256 + sw2);
      }),
    );
  });

  it('reads a view into a larger buffer', () => {
    expect(parseResponse(fromHex('FFFF 01 9000 FF').subarray(2, 5))).toEqual({
      data: fromHex('01'),
      sw: 0x9000,
    });
  });

  it.each([
    ['nothing', 0],
    ['one byte', 1],
    ['more than a short response', 259],
  ])('refuses %s', (_, length) => {
    expect(() => parseResponse(new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'card-malformed' }),
    );
  });
});
