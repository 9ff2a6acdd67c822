/** READ RECORD(S), ISO 7816-4 section 11.4.3, even instruction: the one record of a number (P2 = SFI and 100). */
import { type CommandHandler, currentFileOfKind } from './card-command.ts';
import { respond, SW } from './status-word.ts';

export const readRecord: CommandHandler = ({ p1, p2, data, ne }, { session }) => {
  if ((p2 & 0x07) !== 0x04) return respond(SW.wrongParameters);
  const sfi = p2 >> 3;
  const selected = sfi === 0 ? SW.success : session.selectFile(sfi);
  if (selected !== SW.success) return respond(selected);
  const file = currentFileOfKind(session, 'records');
  if (typeof file === 'number') return respond(file);
  if (data.length > 0 || ne === 0) return respond(SW.wrongLength);
  const record = file.records[p1 - 1];
  return record === undefined ? respond(SW.recordNotFound) : respond(SW.success, record.subarray(0, ne));
};
