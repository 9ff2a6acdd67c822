import { describe, it } from 'vitest';
import { ISD, JPKI, TestCard } from './card.fixture.ts';

/** Where a script starts. */
const START = { 'after power-up': [], 'in JPKI': [[JPKI, '9000']] } as const;

describe('SELECT', () => {
  it.each([
    { name: 'the JPKI application', start: 'after power-up', command: JPKI, response: '9000' },
    {
      name: 'an application, with P2=00 and Le',
      start: 'after power-up',
      command: '00A404000AD392F00026010000000100',
      response: '9000',
    },
    { name: 'the issuer security domain', start: 'in JPKI', command: ISD, response: '9000' },
    {
      name: 'by the beginning of an AID',
      start: 'after power-up',
      command: '00A4040C05D392F00026',
      response: '9000',
    },
    {
      name: 'the next one that begins so',
      start: 'after power-up',
      command: '00A4040E02D392',
      response: '9000',
    },
    { name: 'the next one behind the last', start: 'in JPKI', command: '00A4040203D392F0', response: '6A82' },
    {
      name: 'an AID that goes on where ours ends',
      start: 'after power-up',
      command: '00A4040C0BD392F00026010000000100',
      response: '6A82',
    },
    {
      name: 'a foreign AID',
      start: 'after power-up',
      command: '00A4040C07A0000003080000',
      response: '6A82',
    },
    {
      name: 'an AID of 17 bytes',
      start: 'after power-up',
      command: `00A4040C11${'D3'.repeat(17)}`,
      response: '6700',
    },
    {
      name: 'an application with another P2',
      start: 'after power-up',
      command: '00A4040105D392F00026',
      response: '6A86',
    },
    { name: 'an EF', start: 'in JPKI', command: '00A4020C02000A', response: '9000' },
    { name: 'an EF, with P2=00 and Le', start: 'in JPKI', command: '00A4020002000A00', response: '9000' },
    { name: 'an unknown EF', start: 'in JPKI', command: '00A4020C027777', response: '6A82' },
    {
      name: 'an EF outside its application',
      start: 'after power-up',
      command: '00A4020C02000A',
      response: '6A82',
    },
    { name: 'an EF with one byte', start: 'in JPKI', command: '00A4020C010A', response: '6700' },
    { name: 'an EF with three bytes', start: 'in JPKI', command: '00A4020C03000A00', response: '6700' },
    { name: 'an EF without data', start: 'in JPKI', command: '00A4020C', response: '6700' },
    { name: 'an EF with another P2', start: 'in JPKI', command: '00A4020402000A', response: '6A86' },
    { name: 'an EF by path', start: 'in JPKI', command: '00A4090C02000A', response: '6A86' },
    {
      name: 'the master file after power-up',
      start: 'after power-up',
      command: '00A40000',
      response: '6A86',
    },
    { name: 'the master file from an application', start: 'in JPKI', command: '00A40000', response: '9000' },
    { name: 'the master file by identifier', start: 'in JPKI', command: '00A4000C023F00', response: '6A82' },
  ] as const)('$name: $response', ({ start, command, response }) => {
    new TestCard().run(...START[start], [command, response]);
  });

  it('of the master file stays in the application', () => {
    new TestCard().run([JPKI, '9000'], ['00A40000', '9000'], ['00A4020C02000A', '9000']);
  });

  it('that fails leaves the current file alone', () => {
    new TestCard().run(
      [JPKI, '9000'],
      ['00A4020C020018', '9000'],
      ['00A4020C027777', '6A82'],
      ['00A4040C05D392F00027', '6A82'],
      ['00200080', '63C3'],
    );
  });

  it('of an application leaves no file current', () => {
    new TestCard().run([JPKI, '9000'], ['00A4020C020018', '9000'], [JPKI, '9000'], ['00200080', '6986']);
  });

  it.each([
    { command: '00A404000AD392F00026010000000100', response: '6F0284009000' },
    { command: '00A404000AD392F000260100000001', response: '9000' },
    { command: '00A404000AD392F00026010000000102', response: '6F029000' },
    { command: JPKI, response: '9000' },
  ])('gives file control information only when asked: $command', ({ command, response }) => {
    new TestCard({ fileControlInformation: '6F028400' }).run([command, response]);
  });
});
