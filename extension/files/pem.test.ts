import { expect, it } from 'vitest';
import fc from 'fast-check';
import { toBase64 } from '../../shared/base64.ts';
import { toUtf8 } from '../../shared/bytes.ts';
import { derBlocks } from './pem.ts';

const der = Uint8Array.of(0x30, 0x01, 0x00);
const block = `-----BEGIN CERTIFICATE-----\n${toBase64(der)}\n-----END CERTIFICATE-----\n`;

it.each([
  ['DER as it is', der, [der]],
  ['each block of PEM', toUtf8(`Some words\n${block}${block}`), [der, der]],
  ['nothing of anything else', toUtf8('-----BEGIN CERTIFICATE-----'), []],
])('gives %s', (_, bytes, expected) => {
  expect(derBlocks(bytes)).toEqual(expected);
});

it('throws nothing but a SyntaxError', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9=+/\n]*$/u), (text) => {
      try {
        derBlocks(toUtf8(`-----BEGIN X-----${text}-----END X-----`));
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
  );
});
