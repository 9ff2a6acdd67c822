import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { powerUp } from './inserted-card.ts';
import type { ScenarioName } from './scenario.ts';
import { readSlot, type Slot, writeSlot } from './state/slot.ts';
import { temporaryStateWithPki } from './state/temporary-state.fixture.ts';

const JPKI = '00A4040C0AD392F000260100000001';
const CARD_INFO = '00A4040C0AD3921000310001010408';
const COMMON = '00A4040C0AD3921000310001010100';

/** Sends the commands to a card in the slot. @returns the last answer */
async function answer(
  { scenario = 'normal', switches = {} }: { scenario?: ScenarioName; switches?: Slot['switches'] },
  ...commands: readonly string[]
): Promise<string> {
  const { folder } = await temporaryStateWithPki();
  writeSlot(folder, { inserted: true, scenario, switches });
  const card = await powerUp(folder, readSlot(folder));
  let last = '';
  for (const command of commands) last = toHex(await card.transmit(fromHex(command)));
  return last;
}

describe('a reader that loses long answers', () => {
  const READ = '00B0000000';
  const AUTH_CERTIFICATE = [JPKI, '00A4020C02000A'];

  it('carries 224 bytes of data', async () => {
    const data = await answer({ scenario: 'short-reader' }, ...AUTH_CERTIFICATE, '00B00000E0');
    expect(data).toHaveLength((224 + 2) * 2);
  });

  it.each(['00B00000E1', READ])('fails on more: %s', async (command) => {
    const lost = answer({ scenario: 'short-reader' }, ...AUTH_CERTIFICATE, command);
    await expect(lost).rejects.toMatchObject({ code: 'transmission-failed' });
  });

  it('and no other reader does', async () => {
    expect(await answer({}, ...AUTH_CERTIFICATE, READ)).toHaveLength((256 + 2) * 2);
  });
});

describe('the people on the cards', () => {
  const PIN = '0020009104 35363738';

  it.each([
    { scenario: 'normal', name: '山田　太郎', birth: '19800102', sex: 'DF250131', number: '1' },
    { scenario: 'other-person', name: '山田　花子', birth: '19920304', sex: 'DF250132', number: '2' },
    {
      scenario: 'no-signature-certificate',
      name: '山田　太郎',
      birth: '19800102',
      sex: 'DF250131',
      number: '1',
    },
  ] as const)('$scenario: $name', async ({ scenario, name, birth, sex, number }) => {
    const attributes = Buffer.from(await answer({ scenario }, CARD_INFO, PIN, '00B0820000'), 'hex');
    expect(attributes.includes(name)).toBe(true);
    expect(attributes.includes(birth)).toBe(true);
    expect(attributes.toString('hex').toUpperCase()).toContain(sex);
    const individualNumber = await answer({ scenario }, CARD_INFO, PIN, '00B0810000');
    expect(Buffer.from(individualNumber, 'hex').toString('latin1', 3, 15)).toBe(number.repeat(12));
  });

  it('a card number', async () => {
    const record = Buffer.from(await answer({}, COMMON, '00B2010C00'), 'hex').toString('latin1');
    expect(record).toContain('0TESTAA000000019999920350102');
  });
});

describe('switches', () => {
  const smartphone = (tokenLabel: 'JPKIAPGPSETOKEN' | 'JPKIAPIOSTOKEN') => ({ switches: { tokenLabel } });
  const child = (switches: Slot['switches']) => ({ scenario: 'no-signature-certificate' as const, switches });

  it.each([
    {
      name: 'a card gives its authentication certificate',
      given: {},
      commands: ['00B08A0002'],
      ends: '30829000',
    },
    {
      name: 'an Android phone does not',
      given: smartphone('JPKIAPGPSETOKEN'),
      commands: ['00B08A0002'],
      ends: '6982',
    },
    {
      name: 'an iPhone does not',
      given: smartphone('JPKIAPIOSTOKEN'),
      commands: ['00B08A0002'],
      ends: '6982',
    },
    {
      name: 'a phone does after the PIN',
      given: smartphone('JPKIAPGPSETOKEN'),
      commands: ['0020009804 31323334', '00B08A0002'],
      ends: '30829000',
    },
    { name: 'the password of a missing certificate', given: child({}), commands: ['0020009B'], ends: '63C5' },
    {
      name: 'a missing password',
      given: child({ pinOfMissingCertificate: false }),
      commands: ['0020009B'],
      ends: '6A82',
    },
    { name: 'which certificates are there', given: {}, commands: ['00B0880003'], ends: '8F8F009000' },
    { name: 'one is not: 00', given: child({}), commands: ['00B0880003'], ends: '008F009000' },
    {
      name: 'one is not: FF',
      given: child({ missingCertificateMark: 'FF' }),
      commands: ['00B0880003'],
      ends: 'FF8F009000',
    },
  ])('$name', async ({ given, commands, ends }) => {
    expect(await answer(given, JPKI, ...commands)).toBe(ends);
  });
});
