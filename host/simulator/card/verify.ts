/** VERIFY, ISO 7816-4 section 11.6.6, with the counters of JICSAP 5.2.2. */
import type { SecretFile } from './card-application.ts';
import { type CardContext, type CommandHandler, fileByP2 } from './card-command.ts';
import type { CardMemory } from './card-pins.ts';
import { respond, SW, type StatusWord } from './status-word.ts';

export const MAX_PIN_LENGTH = 16;

export const verify: CommandHandler = (command, card) => {
  if (command.p1 !== 0) return respond(SW.wrongParameters);
  const file = fileByP2(card.session, command.p2, 'secret');
  if (typeof file === 'number') return respond(file);
  const { data, ne } = command;
  // The counter is asked for with four bytes; a fifth one (Le) is refused.
  if (ne > 0 || data.length > MAX_PIN_LENGTH) return respond(SW.wrongLength);
  if (data.length === 0) return respond(SW.triesLeft + triesLeft(file, card.memory));
  return respond(compare(file, pinText(data), card));
};

/** The PIN as it is kept in the card's memory. */
export function pinText(data: Uint8Array): string {
  return Buffer.from(data).toString('latin1');
}

/** The try is spent before the comparison, and given back after a right PIN, so that pulling the card gains nothing. */
function compare(file: SecretFile, given: string, { session, memory, switches }: CardContext): StatusWord {
  session.setVerified(file.fid, false);
  const tries = triesLeft(file, memory);
  if (tries === 0) return BLOCKED[switches.blockedVerify];
  const { value } = memory.read(file.secret);
  memory.write(file.secret, { value, triesLeft: tries - 1 });
  if (given !== (file.printed ?? value)) return SW.triesLeft + tries - 1;
  memory.write(file.secret, { value, triesLeft: file.tries });
  session.setVerified(file.fid, true);
  return SW.success;
}

/** A counter that was filled up under another switch is no larger than this card's. */
function triesLeft({ secret, tries }: SecretFile, memory: CardMemory): number {
  return Math.min(memory.read(secret).triesLeft, tries);
}

const BLOCKED = { '6984': SW.referenceDataNotUsable, '6983': SW.authenticationMethodBlocked } as const;
