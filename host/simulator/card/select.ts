/** SELECT, ISO 7816-4 section 11.2.2, as far as this card knows it. */
import { type Bytes, equalBytes, fromHex } from '../../../shared/bytes.ts';
import type { CardApplication } from './card-application.ts';
import type { CardContext, CommandHandler } from './card-command.ts';
import type { CommandApdu } from './command-apdu.ts';
import { respond, SW, type StatusWord } from './status-word.ts';

export const select: CommandHandler = (command, card) => {
  const selectBy = SELECT_BY_P1.get(command.p1);
  if (selectBy === undefined) return respond(SW.wrongParameters);
  const status = selectBy(command, card);
  return status === SW.success ? selected(command, card) : respond(status);
};

type Selection = (command: CommandApdu, card: CardContext) => StatusWord;

const SELECT_BY_P1: ReadonlyMap<number, Selection> = new Map([
  [0x00, selectMasterFile],
  [0x02, selectElementaryFile],
  [0x04, selectByName],
]);

/** There is no master file to go to: without an identifier the current application stays, and 3F00 is unknown. */
function selectMasterFile({ data }: CommandApdu, { session, applications }: CardContext): StatusWord {
  if (data.length > 0) return SW.notFound;
  return session.application === applications[0] ? SW.wrongParameters : SW.success;
}

function selectElementaryFile({ p2, data }: CommandApdu, { session }: CardContext): StatusWord {
  const [high, low] = data;
  if (p2 !== P2.firstWithInformation && p2 !== P2.first) return SW.wrongParameters;
  if (high === undefined || low === undefined || data.length !== 2) return SW.wrongLength;
  return session.selectFile((high << 8) | low);
}

const P2 = { firstWithInformation: 0x00, nextWithInformation: 0x02, first: 0x0c, next: 0x0e } as const;

/** The data may be the beginning of an application identifier (JICSAP 4.2); "next" goes on behind the current one. */
function selectByName({ p2, data }: CommandApdu, { session, applications }: CardContext): StatusWord {
  if (!Object.values<number>(P2).includes(p2)) return SW.wrongParameters;
  if (data.length > 16) return SW.wrongLength; // ISO 7816-4 section 12.2.3
  const next = p2 === P2.next || p2 === P2.nextWithInformation;
  const start = next ? applications.indexOf(session.application) + 1 : 0;
  const application = applications.slice(start).find((candidate) => beginsWith(candidate, data));
  if (application === undefined) return SW.notFound;
  session.selectApplication(application);
  return SW.success;
}

function beginsWith({ aid }: CardApplication, prefix: Uint8Array): boolean {
  return equalBytes(aid.subarray(0, prefix.length), prefix);
}

function selected({ p2, ne }: CommandApdu, { switches }: CardContext): Bytes {
  const informed = p2 === P2.firstWithInformation || p2 === P2.nextWithInformation;
  return respond(SW.success, informed ? fromHex(switches.fileControlInformation).subarray(0, ne) : undefined);
}
