/** GET DATA, ISO 7816-4 section 11.4.4. A real card has data objects of its issuer's; this one has none. */
import type { CommandHandler } from './card-command.ts';
import { respond, SW } from './status-word.ts';

export const getData: CommandHandler = () => respond(SW.dataObjectNotFound);
