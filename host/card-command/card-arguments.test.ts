import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCardArguments } from './card-arguments.ts';
import { describeMistake } from './usage.ts';

describe('the arguments of kazasu card', () => {
  it.each([
    [['status'], { action: 'status', json: false, wait: false, reader: undefined }],
    [['status', '--json', '--wait', '--reader', 'PaSoRi'], { json: true, wait: true, reader: 'PaSoRi' }],
    [['status', '--reader=-odd-'], { reader: '-odd-' }],
    [['certificates', '--show-personal', '--pin-stdin'], { showPersonal: true, pinStdin: true }],
    [['change-pin', 'digital-signature', '--last-try'], { pin: 'digitalSignature', lastTry: true }],
    [['change-pin', '--json', 'card-info-input'], { pin: 'cardInfoInput' }],
    [['attributes'], { attributes: ['name', 'address', 'birthDate', 'sex'] }],
    [['attributes', 'sex', 'birth-date', 'sex'], { attributes: ['birthDate', 'sex'] }],
    [['export-ca', '--signature', '--out', 'ca.pem'], { signature: true, out: 'ca.pem' }],
  ])('%j', (args, expected) => {
    expect(parseCardArguments(args)).toMatchObject(expected);
  });

  it.each([
    [[], 'action', ''],
    [['stauts'], 'action', 'stauts'],
    [['constructor'], 'action', 'constructor'],
    [['--json'], 'option', '--json'],
    [['sign-digest'], 'action', 'sign-digest'],
    [['status', 'name'], 'argument', 'name'],
    [['status', '--out', 'x'], 'option', '--out'],
    [['status', '--pin-stdin'], 'option', '--pin-stdin'],
    [['status', '--reader'], 'value', '--reader'],
    [['status', '--reader', '--json'], 'value', '--reader'],
    [['status', '--json=yes'], 'value', '--json'],
    [['change-pin'], 'pin-kind', ''],
    [['change-pin', 'toString'], 'argument', 'toString'],
    [['change-pin', 'card-info-input', 'digital-signature'], 'argument', 'digital-signature'],
    [['attributes', 'individual-number'], 'argument', 'individual-number'],
  ])('%j is a mistake: %s', (args, mistake, typed) => {
    expect(parseCardArguments(args)).toEqual({ mistake, typed });
  });

  it.each([
    [['4649']],
    [['change-pin', '4649']],
    [['change-pin', 'user-authentication', '4649', '7391']],
    [['change-pin', 'digital-signature', 'abc12345']],
    [['attributes', '４６４９']],
    [['attributes', '--4649']],
    [['attributes', '-4649']],
    [['attributes', 'name', '--', 'abc12345']],
  ])('%j may be a PIN, and is not repeated', (args) => {
    expect(parseCardArguments(args)).toEqual({ mistake: 'secret', typed: '' });
  });

  it.each([
    [['attributes', '--pin', '4649']],
    [['attributes', '--pin=4649']],
    [['attributes', '--json=4649']],
  ])('%j names its option alone', (args) => {
    const mistake = parseCardArguments(args);
    expect('mistake' in mistake && ['option', 'value'].includes(mistake.mistake)).toBe(true);
    expect(JSON.stringify(mistake)).not.toContain('4649');
  });

  it('nothing with a digit in it is ever repeated', () => {
    const argument = fc.oneof(
      fc.constantFrom(
        'status',
        'attributes',
        'change-pin',
        'user-authentication',
        '--json',
        '--reader',
        '--',
      ),
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^(?:--?)?[A-Za-z]{0,4}[0-9]{1,6}(?:=[0-9]+)?$/u),
    );
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 5 }), (args) => {
        const parsed = parseCardArguments(args);
        if (!('mistake' in parsed)) return;
        for (const language of ['en', 'ja'] as const) {
          const said = parsed.mistake === 'secret' ? '' : describeMistake(parsed, language).join('\n');
          expect(said).not.toMatch(/\p{Nd}/u);
        }
      }),
    );
  });
});
