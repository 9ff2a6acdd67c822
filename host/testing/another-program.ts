/** A program beside the host that works with the same card. */
import { createRequire } from 'node:module';
import type { PcscBinding } from '../readers/pcsc-binding.ts';

/** SCARD_SHARE_… of pcsclite.h */
export const SHARE = { exclusive: 1, shared: 2 } as const;

/** Through the same library, which is another client to pcscd. @returns a function that lets the card go */
export async function holdAsAnotherProgram(
  reader: string,
  shareMode: number = SHARE.exclusive,
): Promise<() => Promise<void>> {
  const { CardReader } = createRequire(import.meta.url)(
    'pcsclite/build/Release/pcsclite.node',
  ) as PcscBinding; // the package has no types for its native classes
  const card = new CardReader(reader);
  others.push(card);
  await new Promise<void>((resolve, reject) => {
    card._connect(shareMode, SCARD_PROTOCOL_T0_OR_T1, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  return () =>
    new Promise((resolve) => {
      card._disconnect(SCARD_LEAVE_CARD, () => {
        resolve();
      });
    });
}

const SCARD_PROTOCOL_T0_OR_T1 = 3;
const SCARD_LEAVE_CARD = 0;

/** Never collected (pcsc-binding.ts). */
const others: unknown[] = [];
