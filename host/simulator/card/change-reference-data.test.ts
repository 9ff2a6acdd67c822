import { describe, it } from 'vitest';
import { AUTH_PIN, ISD, JPKI, TestCard, VERIFY_AUTH, VERIFY_WRONG } from './card.fixture.ts';

const CHANGE = '0024018004 39393939';
const VERIFY_NEW = '0020008004 39393939';

const verified = () => new TestCard().run([JPKI, '9000'], [AUTH_PIN, '9000'], [VERIFY_AUTH, '9000']);

describe('CHANGE REFERENCE DATA', () => {
  it('replaces the PIN for good', () => {
    const card = verified().run([CHANGE, '9000'], [VERIFY_AUTH, '63C2'], [VERIFY_NEW, '9000']);
    card.powerCycle();
    card.run([JPKI, '9000'], [AUTH_PIN, '9000'], [VERIFY_AUTH, '63C2'], [VERIFY_NEW, '9000']);
  });

  it('by short identifier', () => {
    verified().run(['0024019804 39393939', '9000'], [VERIFY_NEW, '9000']);
  });

  it.each([
    { name: 'before VERIFY', script: [], response: '6982' },
    { name: 'after a wrong PIN', script: [VERIFY_AUTH, VERIFY_WRONG], response: '6982' },
    { name: 'after another application', script: [VERIFY_AUTH, ISD, JPKI, AUTH_PIN], response: '6982' },
    {
      name: 'after the PIN of the other key',
      script: ['0020009B08 4142433132333435', AUTH_PIN],
      response: '6982',
    },
  ])('is refused $name', ({ script, response }) => {
    const card = new TestCard().run([JPKI, '9000'], [AUTH_PIN, '9000']);
    for (const command of script) card.send(command);
    card.run([CHANGE, response]);
  });

  it.each([
    { name: 'no new PIN', command: '00240180', response: '6700' },
    { name: 'seventeen bytes', command: `0024018011${'39'.repeat(17)}`, response: '6700' },
    { name: 'Le', command: '0024018004 39393939 00', response: '6700' },
    { name: 'old and new PIN together (P1=00)', command: '0024008008 3132333439393939', response: '6A86' },
    { name: 'another P2', command: '0024010004 39393939', response: '6A86' },
    { name: 'a key in place of a PIN', command: '0024019704 39393939', response: '6981' },
  ])('$name: $response', ({ command, response }) => {
    verified().run([command, response], ['0020009804 31323334', '9000']);
  });
});
