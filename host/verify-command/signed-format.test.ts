import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toUtf8 } from '../../shared/bytes.ts';
import { recogniseFormat, SIGNED_FORMATS, type SignedFormat } from './signed-format.ts';

const DER = '3080 06092A864886F70D010702 A080';

describe('recogniseFormat', () => {
  it.each<[string, Uint8Array, SignedFormat | undefined]>([
    ['a PDF', toUtf8('%PDF-1.7\n'), 'pdf'],
    ['a PDF behind something', toUtf8('\n\n%PDF-2.0\n'), 'pdf'],
    ['SignedData with a length of one octet', fromHex('300B 06092A864886F70D010702'), 'cms'],
    ['SignedData with a length of two', fromHex('30820B00 06092A864886F70D010702'), 'cms'],
    ['SignedData without a length', fromHex(DER), 'cms'],
    ['EnvelopedData', fromHex('300B 06092A864886F70D010703'), undefined],
    ['a certificate', fromHex('30820B00 30820A00 A003020102'), undefined],
    ['XML', toUtf8('<?xml version="1.0"?><a/>'), 'xml'],
    ['XML behind white space', toUtf8('\n <a/>'), 'xml'],
    ['XML behind a byte order mark', toUtf8('\u{feff}<a/>'), 'xml'],
    ['XML in UTF-16', new Uint8Array(Buffer.from('\u{feff}<a/>', 'utf16le')), 'xml'],
    ['a JWS', toUtf8('eyJhbGciOiJSUzI1NiJ9.e30.AA'), 'jws'],
    ['a JWS with a long header', toUtf8(`eyJ${'A'.repeat(5000)}.e30.AA`), 'jws'],
    ['a detached JWS', toUtf8('eyJhbGciOiJSUzI1NiJ9..AA'), 'jws'],
    ['text', toUtf8('Dear Sir'), undefined],
    ['nothing', new Uint8Array(), undefined],
  ])('%s', (_, bytes, format) => {
    expect(recogniseFormat(bytes)?.format).toBe(format);
  });

  it.each(['CMS', 'PKCS7'])('takes %s out of PEM', (label) => {
    const der = fromHex(DER);
    const pem = `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
    expect(recogniseFormat(toUtf8(pem))).toEqual({ format: 'cms', bytes: der });
  });

  it.each([
    ['', ''],
    ['\n', ''],
    ['\r\n', ''],
    ['\n\n', '\n'],
    [' \n', ' '],
  ])('takes the end of one line from a JWS, and no more: %j', (end, left) => {
    const jws = 'eyJhbGciOiJSUzI1NiJ9.e30.AA';
    expect(recogniseFormat(toUtf8(`${jws}${end}`))?.bytes).toEqual(toUtf8(`${jws}${left}`));
  });

  it('says something of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const format = recogniseFormat(Uint8Array.from(bytes))?.format;
        expect(format === undefined || SIGNED_FORMATS.includes(format)).toBe(true);
      }),
    );
  });
});
