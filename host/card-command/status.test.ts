import { describe, expect, it } from 'vitest';
import { card, insertCard, isClosed, json, pinsSent, removeCard } from './card-command.fixture.ts';

describe('status', () => {
  it('says what can be known without a PIN', async () => {
    const { status, value } = await json(['status']);
    expect(status).toBe(0);
    expect(value).toEqual({
      readers: [{ name: 'Kazasu Simulated Reader 00', state: 'card' }],
      card: {
        reader: 'Kazasu Simulated Reader 00',
        kind: 'individual-number-card',
        simulated: true,
        triesLeft: { userAuthentication: 3, digitalSignature: 5, cardInfoInput: 3 },
        certificates: {
          userAuthentication: {
            state: 'readable',
            validity: { notBefore: expect.any(String) as string, notAfter: expect.any(String) as string },
          },
          digitalSignature: { state: 'protected' },
        },
      },
    });
    expect(pinsSent()).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  it.each([
    ['C', ['My Number Card (simulated', '利用者証明用)  4 digits  ', 'within its validity']],
    ['ja_JP.UTF-8', ['マイナンバーカード(模擬カード', '残り5回', '有効期間内']],
  ])('in words, in %s', async (language, expected) => {
    const { status, stdout } = await card(['status'], '', language);
    expect(status).toBe(0);
    for (const text of expected) expect(stdout.replaceAll(/ {2,}/gu, '  ')).toContain(text);
  });

  it.each([
    ['blocked', { card: { triesLeft: { userAuthentication: 0, digitalSignature: 0, cardInfoInput: 0 } } }],
    ['no-signature-certificate', { card: { certificates: { digitalSignature: { state: 'missing' } } } }],
    [
      'no-certificate',
      { card: { simulated: true, certificates: { userAuthentication: { state: 'missing' } } } },
    ],
    ['wake-6f00', { card: { triesLeft: { userAuthentication: 3 } } }],
  ] as const)('of a card that is %s', async (scenario, expected) => {
    insertCard(scenario);
    const { status, value } = await json(['status']);
    expect(value).toMatchObject(expected);
    expect(status).toBe(0);
  });

  it.each([
    ['expired', '有効期限切れ'],
    ['not-yet-valid', '有効期間の開始前'],
    ['blocked', 'ロックされています'],
  ] as const)('of a card that is %s says %s', async (scenario, expected) => {
    insertCard(scenario);
    expect((await card(['status'], '', 'ja')).stdout).toContain(expected);
  });

  it.each([
    ['no-reader', 3, 'no-reader'],
    ['mute', 3, 'card-mute'],
    ['in-use', 6, 'card-in-use'],
    ['foreign-card', 7, 'card-unsupported'],
  ] as const)('with %s ends with %i', async (scenario, status, code) => {
    insertCard(scenario);
    expect(await json(['status'])).toMatchObject({ status, value: { error: { code } } });
  });

  it('without a card ends with 3 and says what to do', async () => {
    removeCard();
    expect(await json(['status'])).toMatchObject({ status: 3, value: { error: { code: 'card-absent' } } });
    const { stdout, stderr } = await card(['status'], '', 'ja');
    expect(stdout).toBe('');
    expect(stderr).toContain('カードがありません');
    expect(stderr).toContain('Kazasu Simulated Reader 00  カードなし');
  });

  it('waits for a card', async () => {
    removeCard();
    const running = card(['status', '--wait', '--json']);
    insertCard();
    expect((await running).status).toBe(0);
  });

  it('takes the reader that is named', async () => {
    expect((await card(['status', '--reader', 'Simulated'])).status).toBe(0);
    const { status, value } = await json(['status', '--reader', 'PaSoRi']);
    expect({ status, value }).toMatchObject({ status: 3, value: { error: { code: 'reader-unknown' } } });
  });
});

describe('help', () => {
  it.each([
    [['help'], 'C', 'Usage: kazasu card'],
    [['status', '--help'], 'ja', '使い方: kazasu card'],
  ])('%j', async (args, language, expected) => {
    const { status, stdout } = await card(args, '', language);
    expect(status).toBe(0);
    expect(stdout).toContain(expected);
  });

  it('offers no raw digest to sign', async () => {
    expect(await card(['sign-digest'])).toMatchObject({
      status: 2,
      stderr: 'kazasu card: Unknown command: sign-digest (see kazasu card help)',
    });
  });
});
