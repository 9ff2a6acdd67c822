import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from '../../../shared/bytes.ts';
import { parseCommandApdu } from './command-apdu.ts';

const parse = (hex: string) => parseCommandApdu(fromHex(hex));

describe('the seven cases of ISO 7816-4 section 5.2', () => {
  it.each([
    { name: '1', apdu: '00A40400', data: '', ne: 0, extended: false },
    { name: '2S', apdu: '00B0000004', data: '', ne: 4, extended: false },
    { name: '2S, Le 00', apdu: '00B0000000', data: '', ne: 256, extended: false },
    { name: '3S', apdu: '00A4020C020018', data: '0018', ne: 0, extended: false },
    { name: '4S', apdu: '00A402000200180A', data: '0018', ne: 10, extended: false },
    { name: '4S, Le 00', apdu: '00A4020002001800', data: '0018', ne: 256, extended: false },
    { name: '2E', apdu: '00B00000000200', data: '', ne: 512, extended: true },
    { name: '2E, Le 0000', apdu: '00B00000000000', data: '', ne: 65_536, extended: true },
    { name: '3E', apdu: '00A4020C0000020018', data: '0018', ne: 0, extended: true },
    { name: '4E', apdu: '00A40200000002001801FF', data: '0018', ne: 511, extended: true },
    { name: '4E, Le 0000', apdu: '00A4020000000200180000', data: '0018', ne: 65_536, extended: true },
  ])('$name', ({ apdu, data, ne, extended }) => {
    expect(parse(apdu)).toMatchObject({ data: fromHex(data), ne, extended });
  });
});

describe('lengths that contradict each other', () => {
  it.each([
    ['no header', ''],
    ['half a header', '00A404'],
    ['less data than Lc', '00A4020C0200'],
    ['more data than Lc and Le', '00A4020C0200180000'],
    ['half an extended length', '00B000000001'],
    ['an extended Lc of zero', '00A4020C000000AA'],
    ['less data than an extended Lc', '00A4020C00000200'],
    ['half an extended Le', '00A4020C000002001800'],
    ['more than an extended Le', '00A4020C0000020018000000'],
  ])('%s', (_what, apdu) => {
    expect(parse(apdu)).toBeUndefined();
  });
});

it('reads back whatever is put together, in the short and in the extended form', () => {
  const shortForm = fc.record({
    data: fc.uint8Array({ maxLength: 255 }),
    ne: fc.integer({ min: 0, max: 256 }),
    extended: fc.constant(false),
  });
  const extendedForm = fc.record({
    data: fc.uint8Array({ maxLength: 2000 }),
    ne: fc.integer({ min: 0, max: 65_536 }),
    extended: fc.constant(true),
  });
  const header = fc.uint8Array({ minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(header, fc.oneof(shortForm, extendedForm), (head, body) => {
      const parsed = parseCommandApdu(concatBytes(head, encodeBody(body)));
      const [cla, ins, p1, p2] = head;
      // Without data and Le there is no length field that could be extended.
      const extended = body.extended && (body.data.length > 0 || body.ne > 0);
      expect(parsed).toEqual({ cla, ins, p1, p2, data: Uint8Array.from(body.data), ne: body.ne, extended });
    }),
  );
});

function encodeBody({ data, ne, extended }: { data: Uint8Array; ne: number; extended: boolean }): Uint8Array {
  const number = (value: number) =>
    extended ? Uint8Array.of((value >> 8) & 0xff, value & 0xff) : Uint8Array.of(value & 0xff);
  const mark = extended ? Uint8Array.of(0) : new Uint8Array(0);
  const le = ne > 0 ? number(ne) : new Uint8Array(0);
  if (data.length > 0) return concatBytes(mark, number(data.length), data, le);
  return ne > 0 ? concatBytes(mark, le) : le;
}
