/** GET CHALLENGE, ISO 7816-4 section 11.6.3: random bytes, 1 to 256 of them. */
import { randomBytes } from 'node:crypto';
import type { CommandHandler } from './card-command.ts';
import { respond, SW } from './status-word.ts';

export const getChallenge: CommandHandler = ({ p1, p2, data, ne, extended }) => {
  if (p1 !== 0 || p2 !== 0) return respond(SW.wrongParameters);
  if (extended) return respond(SW.conditionsOfUseNotSatisfied);
  if (data.length > 0 || ne === 0) return respond(SW.wrongLength);
  return respond(SW.success, randomBytes(ne));
};
