/** VERIFY, ISO 7816-4 section 11.6.6, with the counters of JICSAP 5.2.2. */
import type { PinFile } from './card-application.ts';
import { type CardContext, type CommandHandler, fileByP2 } from './card-command.ts';
import { CARD_PINS, type CardMemory, type CardPin, type PinRecord } from './card-pins.ts';
import { respond, SW, type StatusWord } from './status-word.ts';

export const MAX_PIN_LENGTH = 16;

export const verify: CommandHandler = (command, card) => {
  if (command.p1 !== 0) return respond(SW.wrongParameters);
  const file = fileByP2(card.session, command.p2, 'pin');
  if (typeof file === 'number') return respond(file);
  const { data, ne } = command;
  // The counter is asked for with four bytes; a fifth one (Le) is refused.
  if (ne > 0 || data.length > MAX_PIN_LENGTH) return respond(SW.wrongLength);
  if (data.length === 0) return respond(SW.triesLeft + card.memory.read(file.pin).triesLeft);
  return respond(compare(file, pinText(data), card));
};

/** The PIN as it is kept in the card's memory. */
export function pinText(data: Uint8Array): string {
  return Buffer.from(data).toString('latin1');
}

/** Takes a try away and writes it down. @returns what is left, or undefined when there was none to take */
export function spendTry(memory: CardMemory, pin: CardPin): PinRecord | undefined {
  const { value, triesLeft } = memory.read(pin);
  if (triesLeft === 0) return undefined;
  const spent = { value, triesLeft: triesLeft - 1 };
  memory.write(pin, spent);
  return spent;
}

/** The try is spent before the comparison, and given back after a right PIN, so that pulling the card gains nothing. */
function compare(file: PinFile, given: string, { session, memory, switches }: CardContext): StatusWord {
  session.setVerified(file.fid, false);
  const spent = spendTry(memory, file.pin);
  if (spent === undefined) return BLOCKED[switches.blockedVerify];
  if (given !== spent.value) return SW.triesLeft + spent.triesLeft;
  memory.write(file.pin, { value: spent.value, triesLeft: CARD_PINS[file.pin].tries });
  session.setVerified(file.fid, true);
  return SW.success;
}

const BLOCKED = { '6984': SW.referenceDataNotUsable, '6983': SW.authenticationMethodBlocked } as const;
