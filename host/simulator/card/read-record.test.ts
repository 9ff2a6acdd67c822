import { describe, expect, it } from 'vitest';
import { JPKI, TestCard } from './card.fixture.ts';

const COMMON = '00A4040C0AD3921000310001010100';
const RECORD = `011C${Buffer.from('0TESTAA000000019999920350102').toString('hex').toUpperCase()}`;

describe('READ RECORD', () => {
  it.each([
    { name: 'by short identifier', command: '00B2010C00', response: `${RECORD}9000` },
    { name: 'with a short Le', command: '00B2010C02', response: '011C9000' },
    { name: 'without Le', command: '00B2010C', response: '6700' },
    { name: 'with data', command: '00B2010C01AA', response: '6700' },
    { name: 'the second record', command: '00B2020C00', response: '6A83' },
    { name: 'record 0', command: '00B2000C00', response: '6A83' },
    { name: 'all records', command: '00B2010D00', response: '6A86' },
    { name: 'of an unknown file', command: '00B2011400', response: '6A82' },
    { name: 'without a current file', command: '00B2010400', response: '6986' },
  ])('$name: $response', ({ command, response }) => {
    new TestCard().run([COMMON, '9000'], [command, response]);
  });

  it('of the current file', () => {
    new TestCard().run([COMMON, '9000'], ['00A4020C020001', '9000'], ['00B2010400', `${RECORD}9000`]);
  });

  it('does not fit a transparent file, nor READ BINARY a file of records', () => {
    new TestCard().run([JPKI, '9000'], ['00B2013400', '6981'], [COMMON, '9000'], ['00B0810000', '6981']);
  });
});

it('the record is 30 bytes', () => {
  expect(RECORD).toHaveLength(60);
});
