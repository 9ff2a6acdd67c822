import { describe, expect, it } from 'vitest';
import { card, insertCard, isClosed, json, pinsSent, trace } from './card-command.fixture.ts';

describe('a PIN', () => {
  const ATTRIBUTES = ['attributes', '--pin-stdin'];

  it('that is wrong says what is left and what it is not', async () => {
    expect(await json(ATTRIBUTES, '7391\n')).toEqual({
      status: 4,
      value: { error: { code: 'wrong-pin', pin: 'cardInfoInput', triesLeft: 2 } },
    });
    const { status, stdout, stderr } = await card(ATTRIBUTES, '7391\n', 'ja');
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toBe(
      'これは模擬カードです。本物のカードではありません。\nkazasu card: 券面事項入力補助用の暗証番号が正しくありません。残り1回です。\n利用者証明用ではなく、券面事項入力補助用の数字4桁です。',
    );
    expect(isClosed()).toBe(true);
  });

  it('is not sent on the last try, unless the person says so', async () => {
    insertCard('one-try-left');
    expect(await json(ATTRIBUTES, '5678\n')).toEqual({
      status: 9,
      value: { error: { code: 'last-try', pin: 'cardInfoInput', triesLeft: 1 } },
    });
    expect(pinsSent()).toEqual([]);
    expect((await json([...ATTRIBUTES, '--last-try'], '5678\n')).status).toBe(0);
  });

  it('that blocks says so, and none is sent when it is blocked', async () => {
    insertCard('one-try-left');
    expect(await json([...ATTRIBUTES, '--last-try'], '7391\n')).toEqual({
      status: 5,
      value: { error: { code: 'pin-blocked', pin: 'cardInfoInput', triesLeft: 0, lockedNow: true } },
    });
    const before = pinsSent().length;
    expect(await json([...ATTRIBUTES, '--last-try'], '5678\n')).toEqual({
      status: 5,
      value: { error: { code: 'pin-blocked', pin: 'cardInfoInput', triesLeft: 0 } },
    });
    expect(pinsSent()).toHaveLength(before);
  });

  it('whose answer is lost ends with 8', async () => {
    insertCard('removed-during-verify');
    expect(await json(ATTRIBUTES, '5678\n')).toMatchObject({
      status: 8,
      value: { error: { code: 'pin-outcome-unknown', pin: 'cardInfoInput' } },
    });
    expect(pinsSent()).toHaveLength(1);
  });

  it.each([[['attributes']], [['certificates', '--show-personal']], [['change-pin', 'card-info-input']]])(
    '%j is not taken from a pipe that was not announced',
    async (args) => {
      expect(await json(args, '5678\n')).toEqual({ status: 2, value: { error: { code: 'no-terminal' } } });
      expect(trace()).toEqual([]);
    },
  );

  it.each([
    [['attributes', '5678']],
    [['change-pin', 'digital-signature', 'abc12345']],
    [['attributes', '--pin=5678']],
  ])('%j is not taken from an argument, nor repeated', async (args) => {
    for (const language of ['C', 'ja']) {
      const { status, stdout, stderr } = await card(args, '', language);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^kazasu card: (?:An argument that may be a PIN|暗証番号の可能性).*$/u);
      expect(stderr).not.toMatch(/5678|12345/u);
    }
    expect(await json(args)).toEqual({ status: 2, value: { error: { code: 'usage' } } });
    expect(trace()).toEqual([]);
  });
});

describe('attributes', () => {
  const ALL = {
    name: '山田　太郎',
    address: '架空県見本市試験町一丁目２番３号',
    birthDate: '1980-01-02',
    sex: 'male',
  };

  it.each([
    [[], ALL],
    [['sex', 'name'], { name: ALL.name, sex: 'male' }],
  ])('%j', async (words, attributes) => {
    const { status, value } = await json(['attributes', ...words, '--pin-stdin'], '5678\n');
    expect({ status, value }).toEqual({ status: 0, value: { attributes, simulated: true } });
    expect(isClosed()).toBe(true);
  });

  it('in words, only those named', async () => {
    const { stdout, stderr } = await card(['attributes', 'birth-date', '--pin-stdin'], '5678\n', 'ja');
    expect(stdout).toBe('生年月日  1980年1月2日(昭和55年)');
    expect(stderr).toContain('模擬カード');
  });
});

describe('change-pin', () => {
  it.each([
    ['user-authentication', 'userAuthentication', '1234', '4649', 3],
    ['digital-signature', 'digitalSignature', 'abc12345', 'Xyz98765', 5],
    ['card-info-input', 'cardInfoInput', '5678', '4649', 3],
  ])('%s', async (word, pin, present, replacement, triesLeft) => {
    const change = ['change-pin', word, '--pin-stdin'];
    expect(await json(change, `${present}\n${replacement}\n`)).toEqual({
      status: 0,
      value: { pin, triesLeft, simulated: true },
    });
    expect(isClosed()).toBe(true);
    expect((await json(change, `${present}\n${replacement}\n`)).status).toBe(4);
    expect((await json(change, `${replacement}\n${present}\n`)).status).toBe(0);
  });

  it.each([
    ['a short one', '123\n4649\n', { code: 'pin-malformed', which: 'present' }],
    ['a new one that is short', '1234\n464\n', { code: 'pin-malformed', which: 'new' }],
    ['fullwidth digits', '１２３４\n4649\n', { code: 'pin-malformed', which: 'present' }],
    ['the same one again', '1234\n1234\n', { code: 'pin-malformed', which: 'new' }],
    ['an empty line', '\n4649\n', { code: 'pin-malformed', which: 'present' }],
    ['the present one alone', '1234\n', { code: 'pin-missing' }],
    ['nothing', '', { code: 'pin-missing' }],
  ])('sends no PIN for %s', async (_, input, error) => {
    const change = ['change-pin', 'user-authentication', '--pin-stdin'];
    expect(await json(change, input)).toEqual({
      status: 2,
      value: { error: { ...error, pin: 'userAuthentication' } },
    });
    expect(pinsSent()).toEqual([]);
    expect(isClosed()).toBe(true);
  });
});
