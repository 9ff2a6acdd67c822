import { expect, it } from 'vitest';
import { JPKI, TestCard } from './card.fixture.ts';

it.each([
  { command: '0084000008', response: '9000+8' },
  { command: '0084000001', response: '9000+1' },
  { command: '0084000000', response: '9000+256' },
  { command: '00840000000008', response: '6985' },
  { command: '00840000', response: '6700' },
  { command: '0084000001AA08', response: '6700' },
  { command: '0084010008', response: '6A86' },
  { command: '0084000108', response: '6A86' },
])('$command: $response, in and outside an application', ({ command, response }) => {
  new TestCard().run([command, response], [JPKI, '9000'], [command, response]);
});

it('never gives the same twice', () => {
  const card = new TestCard();
  expect(card.send('0084000010')).not.toBe(card.send('0084000010'));
});
