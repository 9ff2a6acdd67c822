import { describe, expect, it, vi } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import type { Log } from '../log.ts';
import { type Exchange, ScriptedConnection } from '../testing/scripted-connection.ts';
import { CardChannel } from './card-channel.ts';

const READ = { cla: 0x00, ins: 0xb0, p1: 0x00, p2: 0x00, le: 256 };

function open(...script: Exchange[]) {
  const connection = new ScriptedConnection(script);
  const log = vi.fn<Log>();
  return { connection, log, channel: new CardChannel(connection, log) };
}

describe('CardChannel', () => {
  it('fetches what 61xx announces', async () => {
    const { channel, connection } = open(
      ['00B0000000', '0102 6104'],
      ['00C0000004', '0304 6102'],
      ['00C0000002', '0506 9000'],
    );
    const { data, sw } = await channel.transmit(READ);
    expect([toHex(data), sw]).toEqual(['010203040506', 0x9000]);
    expect(connection.outstanding).toEqual([]);
  });

  it.each([
    ['6C04', '00B0000004'],
    ['6C00', '00B0000000'],
  ])('asks again with the Le of %s', async (sw, again) => {
    const { channel } = open(['00B0000010', sw], [again, '01020304 9000']);
    expect(await channel.transmit({ ...READ, le: 16 })).toEqual({ data: fromHex('01020304'), sw: 0x9000 });
  });

  it('takes 6100 for 256 bytes', async () => {
    const { channel } = open(['00B0000000', '6100'], ['00C0000000', '9000']);
    expect(await channel.transmit(READ)).toMatchObject({ sw: 0x9000 });
  });

  it.each([
    ['00C0000001', '01 6101'],
    ['00B0000001', '6C01'],
  ])('follows a card that always has more only so far: %s', async (command, response) => {
    const endless = Array.from({ length: 100 }, (): Exchange => [command, response]);
    const { channel, connection } = open(['00B0000000', response], ...endless);
    const { sw } = await channel.transmit(READ);
    expect(sw).not.toBe(0x9000);
    expect(connection.sent.length).toBeLessThan(12);
  });

  it.each(['6104', '6C04'])('follows no %s in transmitOnce', async (sw) => {
    const { channel, connection } = open(['0020008001FF', sw]);
    const command = { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80, data: fromHex('FF') };
    expect(toHex(Uint8Array.of((await channel.transmitOnce(command)).sw >> 8))).toBe(sw.slice(0, 2));
    expect(connection.sent).toHaveLength(1);
  });

  it('overwrites what it has sent, answered or not', async () => {
    const data = fromHex('31323334');
    const command = { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80, data };
    const { channel, connection } = open(
      ['002000800431323334', '9000'],
      ['002000800431323334', new Error('gone')],
    );
    await channel.transmitOnce(command);
    await expect(channel.transmitOnce(command)).rejects.toThrow('gone');
    expect(connection.buffers.map((buffer) => toHex(buffer))).toEqual(['00'.repeat(9), '00'.repeat(9)]);
  });

  it('logs the instruction and the status word, and no data', async () => {
    const { channel, log } = open(['002000800431323334', '63C2']);
    await channel.transmitOnce({ cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80, data: fromHex('31323334') });
    expect(log.mock.calls).toMatchObject([['apdu-exchanged', { ins: 0x20, sw: 0x63c2 }]]);
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/1234|31323334/u);
  });
});
