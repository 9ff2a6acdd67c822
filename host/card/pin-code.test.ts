import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toUtf8 } from '../../shared/bytes.ts';
import { PIN, PIN_KINDS, type PinKind } from '../../shared/jpki.ts';
import { encodeNewPin, encodePin, withSecret } from './pin-code.ts';

const MALFORMED: unknown = expect.objectContaining({ code: 'pin-malformed' });

describe('encodePin', () => {
  it.each<[PinKind, string, string]>([
    ['userAuthentication', '0123', '30313233'],
    ['cardInfoInput', '9876', '39383736'],
    ['digitalSignature', 'ABC123', '414243313233'],
    ['digitalSignature', 'abZ09z', '41425A30395A'],
    ['digitalSignature', '0123456789ABCDEF', '30313233343536373839414243444546'],
    // Only a new password must be mixed: one that was issued otherwise is still the one on the card.
    ['digitalSignature', 'ABCDEF', '414243444546'],
  ])('%s %s', (kind, pin, hex) => {
    expect(encodePin(kind, pin)).toEqual(fromHex(hex));
  });

  it.each<[PinKind, string, string]>([
    ['userAuthentication', '', 'nothing'],
    ['userAuthentication', '123', 'three digits'],
    ['userAuthentication', '12345', 'five digits'],
    ['userAuthentication', '12a4', 'a letter'],
    ['userAuthentication', '１２３４', 'full-width digits'],
    ['userAuthentication', '١٢٣٤', 'digits of another script'],
    ['userAuthentication', '123\n', 'a line feed'],
    ['userAuthentication', ' 123', 'a space'],
    ['userAuthentication', '123\0', 'NUL'],
    ['userAuthentication', '123\u0134', 'a digit when cut to a byte'],
    ['cardInfoInput', 'ABCD', 'letters'],
    ['digitalSignature', 'ABC12', 'five characters'],
    ['digitalSignature', 'ABCDEFGH123456789', 'seventeen characters'],
    ['digitalSignature', 'ＡＢＣ１２３', 'full-width letters'],
    ['digitalSignature', 'ABC-123', 'a hyphen'],
    ['digitalSignature', 'ABC12ß', 'a letter that has two in upper case'],
    ['digitalSignature', 'ABC12ı', 'a dotless i'],
  ])('refuses %s %j: %s', (kind, pin) => {
    expect(() => encodePin(kind, pin)).toThrow(MALFORMED);
  });

  it('has the form that the table of PINs says', () => {
    const typed = fc.oneof(
      fc.string({ unit: fc.constantFrom('0', 'a', 'Z', '9', 'z'), maxLength: 18 }),
      fc.string({ unit: 'binary', maxLength: 18 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PIN_KINDS), typed, (kind, pin) => {
        const ascii = kind === 'digitalSignature' ? pin.replaceAll(/[a-z]/gu, (x) => x.toUpperCase()) : pin;
        if (PIN[kind].pattern.test(ascii)) expect(encodePin(kind, pin)).toEqual(toUtf8(ascii));
        else expect(() => encodePin(kind, pin)).toThrow(MALFORMED);
      }),
    );
  });
});

describe('encodeNewPin', () => {
  it.each<[PinKind, string, string]>([
    ['userAuthentication', '1234', '4321'],
    ['digitalSignature', 'ABCDEF', 'abc123'],
  ])('%s', (kind, pin, newPin) => {
    expect(encodeNewPin(kind, newPin, encodePin(kind, pin))).toEqual(encodePin(kind, newPin));
  });

  it.each<[PinKind, string, string, string]>([
    ['userAuthentication', '1234', '1234', 'the present one'],
    ['userAuthentication', '1234', '123', 'three digits'],
    ['digitalSignature', 'ABC123', 'abc123', 'the present one in another case'],
    ['digitalSignature', 'ABC123', 'ABCDEF', 'letters alone'],
    ['digitalSignature', 'ABC123', '123456', 'digits alone'],
  ])('refuses %s: %s → %s, %s', (kind, pin, newPin) => {
    expect(() => encodeNewPin(kind, newPin, encodePin(kind, pin))).toThrow(MALFORMED);
  });
});

describe('withSecret', () => {
  it('overwrites the bytes when the work is done', async () => {
    const secret = fromHex('31323334');
    expect(await withSecret(secret, (code) => Promise.resolve(code.length))).toBe(4);
    expect(secret).toEqual(new Uint8Array(4));
  });

  it('overwrites them when it fails', async () => {
    const secret = fromHex('31323334');
    await expect(withSecret(secret, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(secret).toEqual(new Uint8Array(4));
  });
});
