import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ScenarioName } from './scenario.ts';
import { type Slot, writeSlot } from './state/slot.ts';
import { temporaryStateWithPki } from './state/temporary-state.fixture.ts';
import { type CardInReader, VirtualReader } from '../testing/virtual-reader.ts';
import { serveVpcd } from './vpcd-link.ts';

const POWER_OFF = '00';
const POWER_ON = '01';
const RESET = '02';
const GET_ATR = '04';
const CONTACT_ATR = '3BE000FF8131FE4514';
const JPKI = '00A4040C0AD392F000260100000001';
const VERIFY_AUTH = '0020009804 31323334';
const VERIFY_WRONG = '0020009804 30303030';
const SIGN_AUTH = '802A0097010100';

async function linked(port: number, scenario: ScenarioName | 'none', switches: Slot['switches'] = {}) {
  const { folder } = await temporaryStateWithPki();
  if (scenario !== 'none') writeSlot(folder, { inserted: true, scenario, switches });
  const ending = new AbortController();
  const statuses: string[] = [];
  const traced: string[] = [];
  const served = serveVpcd({
    host: '127.0.0.1',
    port,
    folder,
    trace: (_, response) => traced.push(response === undefined ? 'none' : 'answered'),
    onStatus: (status) => statuses.push(status.status),
    signal: ending.signal,
  });
  onTestFinished(async () => {
    ending.abort();
    await served;
  });
  const insert = (next: ScenarioName) => {
    writeSlot(folder, { inserted: true, scenario: next });
  };
  const remove = () => {
    writeSlot(folder, { inserted: false, scenario: 'normal' });
  };
  return { folder, statuses, traced, served, ending, insert, remove };
}

async function inReader(scenario: ScenarioName, switches?: Slot['switches']) {
  const reader = new VirtualReader();
  const link = await linked(await reader.listen(), scenario, switches);
  return { ...link, reader, card: await reader.card() };
}

const script = async (card: CardInReader, ...exchanges: readonly (readonly [string, string])[]) => {
  for (const [command, response] of exchanges) {
    expect(`${command} → ${String(await card.ask(command))}`).toBe(`${command} → ${response}`);
  }
};

describe('the answer to reset', () => {
  it.each([
    { name: 'contact', scenario: 'normal', switches: {}, atr: CONTACT_ATR },
    { name: 'a card of another kind', scenario: 'foreign-card', switches: {}, atr: '3B80800101' },
    {
      name: 'contactless',
      scenario: 'normal',
      switches: { interface: 'contactless' },
      atr: '3B888001000005E0B381A1007F',
    },
  ] as const)('$name', async ({ scenario, switches, atr }) => {
    const { card } = await inReader(scenario, switches);
    await script(card, [GET_ATR, atr]);
  });

  it('of a mute card is longer than ISO 7816-3 lets it be', async () => {
    const { card } = await inReader('mute');
    expect((await card.ask(GET_ATR))?.length).toBeGreaterThan(33 * 2);
  });
});

describe('power and reset', () => {
  it.each([
    { name: 'power off and on', controls: [POWER_OFF, POWER_ON], clears: true },
    { name: 'power on', controls: [POWER_ON], clears: true },
    { name: 'a reset', controls: [RESET], clears: false },
    { name: 'a control that is none', controls: ['07'], clears: false },
  ])('$name clears what a PIN has opened: $clears', async ({ controls, clears }) => {
    const { card } = await inReader('normal');
    await script(card, [JPKI, '9000'], [VERIFY_AUTH, '9000']);
    for (const control of controls) card.tell(control);
    await script(card, [JPKI, '9000']);
    expect((await card.ask(SIGN_AUTH))?.slice(-4)).toBe(clears ? '6982' : '9000');
  });

  it('a reset does, when the card is switched so', async () => {
    const { card } = await inReader('normal', { resetClearsVerified: true });
    await script(card, [JPKI, '9000'], [VERIFY_AUTH, '9000']);
    card.tell(RESET);
    await script(card, [JPKI, '9000'], [SIGN_AUTH, '6982']);
  });

  it('the counter outlives power, and another insertion', async () => {
    const { card, reader, insert } = await inReader('normal');
    await script(card, [JPKI, '9000'], [VERIFY_WRONG, '63C2']);
    card.tell(POWER_OFF);
    card.tell(POWER_ON);
    await script(card, [JPKI, '9000'], ['00200098', '63C2']);
    insert('normal');
    await card.left;
    await script(await reader.card(), [JPKI, '9000'], ['00200098', '63C2']);
  });

  it('the first command after each power-up fails where it should', async () => {
    const { card } = await inReader('wake-6f00');
    card.tell(POWER_ON);
    await script(card, [JPKI, '6F00'], [JPKI, '9000']);
    card.tell(POWER_ON);
    await script(card, [JPKI, '6F00'], [JPKI, '9000']);
  });
});

it.each(['', 'FFFF', '00A4'])('bytes that are no command are answered: "%s"', async (payload) => {
  const { card } = await inReader('normal');
  await script(card, [payload, '6700'], [JPKI, '9000']);
});

describe('a card that leaves', () => {
  it('by hand is out of the reader, and comes back', async () => {
    const { card, reader, statuses, insert, remove } = await inReader('normal');
    await script(card, [GET_ATR, CONTACT_ATR]);
    remove();
    await card.left;
    await vi.waitFor(() => {
      expect(statuses).toEqual(['in-reader', 'no-card']);
    });
    insert('expired');
    await script(await reader.card(), [GET_ATR, CONTACT_ATR]);
    expect(statuses).toEqual(['in-reader', 'no-card', 'in-reader']);
  });

  it('within a command is out of the reader without an answer', async () => {
    const { card, traced, statuses } = await inReader('removed-during-verify');
    await script(card, [JPKI, '9000']);
    expect(await card.ask(VERIFY_AUTH)).toBeUndefined();
    expect(traced).toEqual(['answered', 'none']);
    await vi.waitFor(() => {
      expect(statuses).toEqual(['in-reader', 'no-card']);
    });
  });

  it('behind a command has answered it', async () => {
    const { card } = await inReader('removed-after-verify');
    await script(card, [JPKI, '9000'], [VERIFY_AUTH, '9000']);
    await card.left;
  });
});

it.each(['in-use', 'no-reader', 'short-reader'] as const)(
  '%s is not for a virtual reader, and what is inserted next is',
  async (scenario) => {
    const reader = new VirtualReader();
    const { statuses, insert } = await linked(await reader.listen(), scenario);
    await vi.waitFor(() => {
      expect(statuses).toEqual(['unsuitable']);
    });
    insert('normal');
    await script(await reader.card(), [GET_ATR, CONTACT_ATR]);
  },
);

describe('a reader', () => {
  it('that is not there yet is said once, and found when it is there', { timeout: 10_000 }, async () => {
    const early = new VirtualReader();
    const port = await early.listen();
    early.close();
    const { statuses } = await linked(port, 'normal');
    await vi.waitFor(() => {
      expect(statuses).toEqual(['no-reader']);
    });
    const late = new VirtualReader();
    await late.listen(port);
    await script(await late.card(), [GET_ATR, CONTACT_ATR]);
    expect(statuses).toEqual(['no-reader', 'in-reader']);
  });

  it('that ends the connection is tried again, with a card that has been without power', async () => {
    const { card, reader, statuses } = await inReader('normal');
    await script(card, [JPKI, '9000'], [VERIFY_AUTH, '9000']);
    card.eject();
    await script(await reader.card(), [JPKI, '9000'], [SIGN_AUTH, '6982']);
    expect(statuses).toEqual(['in-reader', 'no-reader', 'in-reader']);
  });
});

it.each(['normal', 'none', 'in-use'] as const)(
  'ends when it is told to, with %s in the slot',
  async (scenario) => {
    const reader = new VirtualReader();
    const { ending, served, statuses } = await linked(await reader.listen(), scenario);
    if (scenario === 'normal') await (await reader.card()).ask(GET_ATR);
    await vi.waitFor(() => {
      expect(statuses).toHaveLength(1);
    });
    ending.abort();
    await expect(served).resolves.toBeUndefined();
  },
);

it('a card that is changed for another leaves the reader empty for as long as pcscd needs to see it', async () => {
  const { reader, card, insert } = await inReader('normal');
  await script(card, [GET_ATR, CONTACT_ATR]);
  insert('blocked');
  await card.left;
  const left = performance.now();
  await reader.card();
  expect(performance.now() - left).toBeGreaterThan(400);
});

it('a slot that is half written is empty until it is whole', async () => {
  const { folder, reader, card, statuses, insert } = await inReader('normal');
  await script(card, [GET_ATR, CONTACT_ATR]);
  writeFileSync(join(folder, 'slot.json'), '{ "inserted": tr');
  await card.left;
  await vi.waitFor(() => {
    expect(statuses).toContain('no-card');
  });
  insert('normal');
  await script(await reader.card(), [GET_ATR, CONTACT_ATR]);
});

it('a state that cannot be understood from the start is an error', async () => {
  const { folder } = await temporaryStateWithPki();
  writeSlot(folder, { inserted: true, scenario: 'nothing such' as ScenarioName });
  const { signal } = new AbortController();
  const link = {
    host: '127.0.0.1',
    port: 1,
    folder,
    trace: () => undefined,
    onStatus: () => undefined,
    signal,
  };
  await expect(serveVpcd(link)).rejects.toMatchObject({ code: 'reader-unavailable' });
});
