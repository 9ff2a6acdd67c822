/** READ BINARY, ISO 7816-4 section 11.3.3, even instruction: 15-bit offset, or short file identifier and 8-bit offset. */
import type { CommandHandler } from './card-command.ts';
import { currentFileOfKind } from './card-command.ts';
import type { CardSession } from './card-session.ts';
import type { CommandApdu } from './command-apdu.ts';
import { respond, SW, type StatusWord } from './status-word.ts';

export const readBinary: CommandHandler = (command, { session }) => {
  const offset = selectByP1(command, session);
  if (typeof offset !== 'number') return respond(offset.status);
  const file = currentFileOfKind(session, 'transparent');
  if (typeof file === 'number') return respond(file);
  if (!session.isOpen(file.openedBy)) return respond(SW.securityStatusNotSatisfied);
  if (command.data.length > 0 || command.ne === 0) return respond(SW.wrongLength);
  if (offset >= file.content.length) return respond(SW.wrongOffset);
  return respond(SW.success, file.content.subarray(offset, offset + command.ne));
};

/** @returns the offset, after making current the file that P1 names, or why there is none */
function selectByP1({ p1, p2 }: CommandApdu, session: CardSession): number | { status: StatusWord } {
  if ((p1 & 0x80) === 0) return (p1 << 8) | p2;
  if ((p1 & 0x60) !== 0) return { status: SW.wrongParameters };
  const status = session.selectFile(p1 & 0x1f);
  return status === SW.success ? p2 : { status };
}
