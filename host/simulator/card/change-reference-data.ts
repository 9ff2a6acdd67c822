/** CHANGE REFERENCE DATA with the new PIN alone (P1=01), ISO 7816-4 section 11.6.7: the old one was verified before. */
import { type CommandHandler, fileByP2 } from './card-command.ts';
import { respond, SW } from './status-word.ts';
import { MAX_PIN_LENGTH, pinText } from './verify.ts';

export const changeReferenceData: CommandHandler = (command, { session, memory }) => {
  if (command.p1 !== 0x01) return respond(SW.wrongParameters);
  const file = fileByP2(session, command.p2, 'secret');
  if (typeof file === 'number') return respond(file);
  const { data, ne } = command;
  if (ne > 0 || data.length === 0 || data.length > MAX_PIN_LENGTH) return respond(SW.wrongLength);
  if (!session.isOpen([file.fid])) return respond(SW.securityStatusNotSatisfied);
  if (file.printed !== undefined) return respond(SW.conditionsOfUseNotSatisfied);
  memory.write(file.secret, { value: pinText(data), triesLeft: file.tries });
  return respond(SW.success);
};
