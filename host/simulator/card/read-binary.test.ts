import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes.ts';
import { countingBytes, JPKI, SIGN_PIN, TEST_CONTENT, TestCard, VERIFY_SIGN } from './card.fixture.ts';

const AUTH_CERTIFICATE = '00A4020C02000A';
const SIGN_CERTIFICATE = '00A4020C020001';

describe('READ BINARY of a file of 1,583 bytes', () => {
  it.each([
    { name: 'four bytes', command: '00B0000004', response: '000102039000' },
    { name: 'Le 00', command: '00B0000000', response: '9000+256' },
    { name: 'in the middle', command: '00B0020002', response: '00019000' },
    { name: 'the last chunk is short', command: '00B0060000', response: '9000+47' },
    { name: 'the last byte', command: '00B0062E00', response: '2E9000' },
    { name: 'at the end', command: '00B0062F00', response: '6B00' },
    { name: 'past the end', command: '00B07FFF00', response: '6B00' },
    { name: 'extended Le', command: '00B00000000200', response: '9000+512' },
    { name: 'extended Le 0000', command: '00B00000000000', response: '9000+1583' },
    { name: 'without Le', command: '00B00000', response: '6700' },
    { name: 'with data', command: '00B0000001AA', response: '6700' },
    { name: 'with data and Le', command: '00B0000001AA00', response: '6700' },
  ])('$name: $response', ({ command, response }) => {
    new TestCard().run([JPKI, '9000'], [AUTH_CERTIFICATE, '9000'], [command, response]);
  });

  it.each([
    { name: 'by short identifier', command: '00B08A0002', response: '00019000' },
    { name: 'by short identifier, with an offset', command: '00B08A1002', response: '10119000' },
    { name: 'by an unknown short identifier', command: '00B09F0002', response: '6A82' },
    { name: 'by short identifier 0', command: '00B0800002', response: '6A82' },
    { name: 'with reserved bits in P1', command: '00B0CA0002', response: '6A86' },
    { name: 'without a current file', command: '00B0000002', response: '6986' },
    { name: 'of a PIN', command: '00B0980002', response: '6981' },
    { name: 'of a key', command: '00B0970002', response: '6981' },
  ])('$name: $response', ({ command, response }) => {
    new TestCard().run([JPKI, '9000'], [command, response]);
  });

  it('by short identifier makes the file current', () => {
    new TestCard().run([JPKI, '9000'], ['00B08A0002', '00019000'], ['00B0000402', '04059000']);
  });
});

describe('who may read what', () => {
  it.each([
    ['signature CA certificate', '0002', 1304],
    ['token information', '0006', 160],
    ['certificate availability', '0008', 3],
    ['user-authentication certificate', '000A', 1583],
    ['user-authentication CA certificate', '000B', 1319],
  ])('anybody: %s', (_name, fid, length) => {
    new TestCard().run([JPKI, '9000'], [`00A4020C02${fid}`, '9000'], ['00B00000000000', `9000+${length}`]);
  });

  it('the signature certificate: nobody before its own PIN', () => {
    new TestCard().run(
      [JPKI, '9000'],
      [SIGN_CERTIFICATE, '9000'],
      ['00B0000004', '6982'],
      // Where the file ends is not told either.
      ['00B07FFF04', '6982'],
      ['0020009804 31323334', '9000'],
      [SIGN_CERTIFICATE, '9000'],
      ['00B0000004', '6982'],
      [SIGN_PIN, '9000'],
      [VERIFY_SIGN, '9000'],
      [SIGN_CERTIFICATE, '9000'],
      ['00B0000004', '000102039000'],
    );
  });
});

it.each([256, 255, 224, 100])('chunks of %i bytes make up the whole file', (chunk) => {
  const card = new TestCard().run([JPKI, '9000'], [AUTH_CERTIFICATE, '9000']);
  let read = '';
  for (let offset = 0; ; offset = read.length / 2) {
    const response = card.send(toHex(Uint8Array.of(0, 0xb0, offset >> 8, offset & 0xff, chunk & 0xff)));
    if (response === '6B00') break;
    expect(response).toMatch(/9000$/u);
    read += response.slice(0, -4);
  }
  expect(read).toBe(toHex(countingBytes(1583)));
});

describe('a certificate that was never issued', () => {
  const { caCertificate, privateKey } = TEST_CONTENT.userAuthentication;
  const content = { ...TEST_CONTENT, userAuthentication: { caCertificate, privateKey } };

  it.each([
    { missingCertificate: 'no-file', script: [[AUTH_CERTIFICATE, '6A82']] },
    {
      missingCertificate: 'empty',
      script: [
        [AUTH_CERTIFICATE, '9000'],
        ['00B0000004', '6B00'],
      ],
    },
    {
      missingCertificate: 'filled',
      script: [
        [AUTH_CERTIFICATE, '9000'],
        ['00B0000004', 'FFFFFFFF9000'],
      ],
    },
  ] as const)('$missingCertificate', ({ missingCertificate, script }) => {
    new TestCard({ missingCertificate }, content).run([JPKI, '9000'], ...script, [
      '00B0880000',
      '8F00009000',
    ]);
  });
});
