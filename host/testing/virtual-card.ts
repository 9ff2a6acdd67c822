/** A card in vpcd's reader that does what a test says, and remembers what was done to it. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { VPCD_CONTROL, vpcdFrame, VpcdFrameReader } from '../simulator/vpcd-frame.ts';

/** The answer to a command, both in hexadecimal. A card that says nothing never answers. */
export type Answer = (command: string, card: VirtualCard) => string | undefined;

export interface VirtualCard {
  readonly commands: readonly string[];
  /** How often it was given power, reset, and lost its power again. */
  readonly powered: { on: number; reset: number; off: number };
  /** An answer that comes later. */
  say(response: string): void;
  remove(): void;
}

export const SUCCESS = '9000';

/** What OpenSC's driver knows as a My Number Card's. */
const ATR = '3BE000FF8131FE4514';

/** @param port of the slot; a number above PrivatePcscd.vpcdPort by one is the second slot's */
export async function insertVirtualCard(
  port: number,
  answer: Answer = () => SUCCESS,
  atr = ATR,
): Promise<VirtualCard> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  // pcscd may be ended with the card in it.
  socket.on('error', () => undefined);
  const commands: string[] = [];
  const powered = { on: 0, reset: 0, off: 0 };
  const say = (hex: string): void => {
    if (!socket.destroyed) socket.write(vpcdFrame(fromHex(hex)));
  };
  const card: VirtualCard = { commands, powered, say, remove: () => void socket.destroy() };
  const frames = new VpcdFrameReader();
  const controls: Readonly<Record<number, () => void>> = {
    [VPCD_CONTROL.powerOff]: () => (powered.off += 1),
    [VPCD_CONTROL.powerOn]: () => (powered.on += 1),
    [VPCD_CONTROL.reset]: () => (powered.reset += 1),
    [VPCD_CONTROL.getAtr]: () => {
      say(atr);
    },
  };
  socket.on('data', (chunk: Uint8Array) => {
    for (const payload of frames.push(chunk)) {
      const [control] = payload;
      if (payload.length === 1 && control !== undefined) controls[control]?.();
      else {
        commands.push(toHex(payload));
        const response = answer(toHex(payload), card);
        if (response !== undefined) say(response);
      }
    }
  });
  return card;
}
