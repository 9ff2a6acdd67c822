import { describe, expect, it } from 'vitest';
import {
  AUTH_PIN,
  ISD,
  JPKI,
  SIGN_PIN,
  TEST_CONTENT,
  TestCard,
  VERIFY_AUTH,
  VERIFY_SIGN,
  VERIFY_WRONG,
  volatileMemory,
} from './card.fixture.ts';

const QUERY = '00200080';

describe('VERIFY with the authentication PIN selected', () => {
  it.each([
    { name: 'four bytes ask for the counter', command: QUERY, response: '63C3' },
    { name: 'a fifth byte is one too many', command: '0020008000', response: '6700' },
    { name: 'the right PIN', command: VERIFY_AUTH, response: '9000' },
    { name: 'the right PIN in the extended form', command: '00200080000004 31323334', response: '9000' },
    { name: 'the wrong PIN', command: VERIFY_WRONG, response: '63C2' },
    { name: 'the right PIN and one byte more', command: '0020008005 3132333435', response: '63C2' },
    { name: 'the beginning of the right PIN', command: '0020008003 313233', response: '63C2' },
    { name: 'sixteen bytes', command: `0020008010${'31'.repeat(16)}`, response: '63C2' },
    { name: 'seventeen bytes', command: `0020008011${'31'.repeat(17)}`, response: '6700' },
    { name: 'a PIN and Le', command: '0020008004 31323334 00', response: '6700' },
    { name: 'another P1', command: '0020018004 31323334', response: '6A86' },
    { name: 'P2 without its high bit', command: '0020000004 31323334', response: '6A86' },
    { name: 'P2 with reserved bits', command: '002000B804 31323334', response: '6A86' },
    { name: 'by short identifier', command: '0020009804 31323334', response: '9000' },
    { name: 'the other counter by short identifier', command: '0020009B', response: '63C5' },
    { name: 'an unknown short identifier', command: '0020009F', response: '6A82' },
    { name: 'a certificate by short identifier', command: '0020008A', response: '6981' },
  ])('$name: $response', ({ command, response }) => {
    new TestCard().run([JPKI, '9000'], [AUTH_PIN, '9000'], [command, response]);
  });

  it.each(['0020008000', `0020008011${'31'.repeat(17)}`, '0020018004 31323334'])(
    'what is malformed costs nothing: %s',
    (command) => {
      const card = new TestCard().run([JPKI, '9000'], [AUTH_PIN, '9000']);
      card.send(command);
      card.run([QUERY, '63C3']);
    },
  );

  it('needs a current file', () => {
    new TestCard().run([JPKI, '9000'], [QUERY, '6986'], [VERIFY_AUTH, '6986']);
  });

  it('distinguishes capitals', () => {
    new TestCard().run(
      [JPKI, '9000'],
      [SIGN_PIN, '9000'],
      ['0020008008 6162633132333435', '63C4'],
      [VERIFY_SIGN, '9000'],
    );
  });
});

describe('counters', () => {
  it.each([
    { name: 'authentication', select: AUTH_PIN, tries: 3, right: VERIFY_AUTH },
    { name: 'signature', select: SIGN_PIN, tries: 5, right: VERIFY_SIGN },
  ])('$name: $tries wrong tries block for good', ({ select, tries, right }) => {
    const card = new TestCard().run([JPKI, '9000'], [select, '9000']);
    for (let left = tries - 1; left >= 0; left -= 1) card.run([VERIFY_WRONG, `63C${left}`]);
    card.run([QUERY, '63C0'], [right, '6984'], [VERIFY_WRONG, '6984'], [QUERY, '63C0']);
  });

  it('blocked can be 6983', () => {
    const card = new TestCard({ blockedVerify: '6983' }).run([JPKI, '9000'], [AUTH_PIN, '9000']);
    card.run([VERIFY_WRONG, '63C2'], [VERIFY_WRONG, '63C1'], [VERIFY_WRONG, '63C0'], [VERIFY_AUTH, '6983']);
  });

  it('the right PIN gives every try back', () => {
    new TestCard().run(
      [JPKI, '9000'],
      [AUTH_PIN, '9000'],
      [VERIFY_WRONG, '63C2'],
      [VERIFY_WRONG, '63C1'],
      [VERIFY_AUTH, '9000'],
      [QUERY, '63C3'],
    );
  });

  it('are independent of each other', () => {
    new TestCard().run([JPKI, '9000'], ['0020009804 30303030', '63C2'], ['0020009B', '63C5']);
  });

  it('outlive the power', () => {
    const card = new TestCard().run([JPKI, '9000'], [AUTH_PIN, '9000'], [VERIFY_WRONG, '63C2']);
    card.powerCycle();
    card.run([JPKI, '9000'], [AUTH_PIN, '9000'], [QUERY, '63C2']);
    const again = new TestCard({}, TEST_CONTENT, card.memory);
    again.run([JPKI, '9000'], [AUTH_PIN, '9000'], [VERIFY_WRONG, '63C1']);
  });

  it('have lost the try before the card has compared', () => {
    const writes: number[] = [];
    const { read, write } = volatileMemory();
    const card = new TestCard({}, TEST_CONTENT, {
      read,
      write: (pin, record) => {
        writes.push(record.triesLeft);
        write(pin, record);
      },
    });
    card.run([JPKI, '9000'], [AUTH_PIN, '9000'], [VERIFY_AUTH, '9000']);
    expect(writes).toEqual([2, 3]);
  });
});

describe('how long a PIN stays verified', () => {
  const SIGN = '802A0097010100';
  const open = () => new TestCard().run([JPKI, '9000'], ['0020009804 31323334', '9000']);

  it.each([
    { name: 'over selections of files', script: ['00A4020C02000A', '00A4020C020017'], signs: true },
    { name: 'over questions for the counter', script: ['00200098'], signs: true },
    { name: 'over selections of the same application', script: [JPKI], signs: true },
    { name: 'over selections that fail', script: ['00A4040C05D392F00027'], signs: true },
    { name: 'over several signatures', script: [SIGN, SIGN], signs: true },
    { name: 'over a wrong password for the other key', script: ['0020009B04 30303030'], signs: true },
    { name: 'until another application is selected', script: [ISD, JPKI], signs: false },
    { name: 'until a wrong PIN', script: ['0020009804 30303030'], signs: false },
  ])('$name', ({ script, signs }) => {
    const card = open();
    for (const command of script) card.send(command);
    card.run([SIGN, signs ? '9000+256' : '6982']);
  });

  it('until the power goes', () => {
    const card = open();
    card.powerCycle();
    card.run([JPKI, '9000'], [SIGN, '6982']);
  });

  it.each([
    { resetClearsVerified: false, response: '9000+256' },
    { resetClearsVerified: true, response: '6982' },
  ])('over a reset, with resetClearsVerified $resetClearsVerified', ({ resetClearsVerified, response }) => {
    const card = new TestCard({ resetClearsVerified });
    card.run([JPKI, '9000'], ['0020009804 31323334', '9000']);
    card.reset();
    card.run([JPKI, '9000'], [SIGN, response]);
  });

  it('cannot be asked: the counter looks the same', () => {
    open().run(['00200098', '63C3']);
  });
});
