import { describe, it } from 'vitest';
import { AUTH_PIN, JPKI, TestCard } from './card.fixture.ts';

describe('class and instruction', () => {
  it.each([
    { name: 'unknown instruction', command: '00FCDF3005', response: '6D00' },
    { name: 'GET DATA', command: '00CADF3005', response: '6A88' },
    { name: 'odd GET DATA', command: '00CB3FFF035C017E08', response: '6D00' },
    { name: 'unknown instruction in the proprietary class', command: '80FC0000', response: '6D00' },
    { name: 'interindustry command in the proprietary class', command: '80B0000004', response: '6E00' },
    { name: 'unknown class', command: 'A0A40000023F00', response: '6E00' },
    { name: 'reserved class', command: '20A40000', response: '6E00' },
    { name: 'class FF', command: 'FFCA000000', response: '6E00' },
    { name: 'command chaining', command: '10A4040C05D392F00026', response: '6E00' },
    { name: 'logical channel 1', command: '01A4040C05D392F00026', response: '6881' },
    { name: 'logical channel 3', command: '03200098', response: '6881' },
    { name: 'logical channel 4', command: '40A4040C05D392F00026', response: '6881' },
    { name: 'secure messaging on SELECT', command: '0CA4040C05D392F00026', response: '6882' },
    { name: 'secure messaging on READ BINARY', command: '0CB0000004', response: '69FC' },
    { name: 'secure messaging on VERIFY', command: '0420009804 31323334', response: '69FC' },
    { name: 'nothing', command: '', response: '6700' },
    { name: 'half a header', command: '00A4', response: '6700' },
    { name: 'lengths that contradict each other', command: '00A4040C0AD392', response: '6700' },
  ])('$name: $response', ({ command, response }) => {
    new TestCard().run([JPKI, '9000'], [AUTH_PIN, '9000'], [command, response]);
  });
});
