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
    [
      ['change-pin', 'digital-signature', '--pin-stdin', '--last-try'],
      { pin: 'digitalSignature', lastTry: true },
    ],
    [['change-pin', '--json', 'card-info-input'], { pin: 'cardInfoInput' }],
    [['attributes'], { attributes: ['name', 'address', 'birthDate', 'sex'] }],
    [['attributes', 'sex', 'birth-date', 'sex'], { attributes: ['birthDate', 'sex'] }],
    [['export-ca', '--signature', '--out', 'ca.pem'], { signature: true, out: 'ca.pem' }],
  ])('%j', (args, expected) => {
    expect(parseCardArguments(args)).toMatchObject(expected);
  });

  it.each([
    [[], 'no-action', ''],
    [['stauts'], 'action', 'stauts'],
    [['constructor'], 'action', 'constructor'],
    [['--json'], 'option', '--json'],
    [['sign-digest'], 'action', 'sign-digest'],
    [['status', 'name'], 'argument', 'name'],
    [['--pin-stdin', 'status'], 'option', '--pin-stdin'],
    [['status', '--nothing'], 'option', '--nothing'],
    [['status', '--out', 'x'], 'not-with', '--out'],
    [['status', '--pin-stdin'], 'not-with', '--pin-stdin'],
    [['attributes', '--last-try'], 'last-try-alone', ''],
    [['status', '--reader'], 'value', '--reader'],
    [['status', '--reader', '--json'], 'value', '--reader'],
    [['status', '--json=yes'], 'value', '--json'],
    [['change-pin'], 'pin-kind', ''],
    [['change-pin', 'toString'], 'argument', 'toString'],
    [['change-pin', 'card-info-input', 'digital-signature'], 'argument', 'digital-signature'],
    [['attributes', 'individual-number'], 'argument', 'individual-number'],
  ])('%j is a mistake: %s', (args, mistake, typed) => {
    expect(parseCardArguments(args)).toMatchObject({ mistake, typed });
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
    [['attributes', '--pin', '4649']],
    [['attributes', '--pin=4649']],
    [['attributes', '--pin', 'secret']],
    [['attributes', '--password=secret']],
    [['attributes', '-p4649']],
    [['attributes', '--json=4649']],
    [['attributes', '--nothing', '4649']],
    [['--pin', '4649', 'attributes']],
    [['--pin=secret']],
  ])('%j may be a PIN, and is not repeated', (args) => {
    const mistake = parseCardArguments(args);
    expect(mistake).toMatchObject({ mistake: 'secret', typed: '' });
    expect('mistake' in mistake && describeMistake(mistake, 'en')).toMatch(
      /^kazasu card: An argument that may be a PIN/u,
    );
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
          const said = ['secret', 'no-action'].includes(parsed.mistake)
            ? ''
            : describeMistake(parsed, language);
          expect(said).not.toMatch(/\p{Nd}/u);
        }
      }),
    );
  });

  it.each([
    [['stauts'], 'en', 'kazasu card: Unknown command: stauts (see kazasu card help)'],
    [['stauts'], 'ja', 'kazasu card: 不明なコマンドです: stauts(kazasu card help を参照)'],
    [['status', '--signature'], 'en', 'kazasu card: Not with status: --signature (see kazasu card help)'],
    [
      ['change-pin'],
      'en',
      'kazasu card: Which PIN? user-authentication, digital-signature or card-info-input (see kazasu card help)',
    ],
  ] as const)('%j in %s is one line', (args, language, expected) => {
    const mistake = parseCardArguments(args);
    expect('mistake' in mistake && describeMistake(mistake, language)).toBe(expected);
  });

  it('nothing long is repeated whole', () => {
    const mistake = parseCardArguments(['x'.repeat(100_000)]);
    expect('mistake' in mistake && describeMistake(mistake, 'ja').length).toBeLessThan(140);
  });
});
