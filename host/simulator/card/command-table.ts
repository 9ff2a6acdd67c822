/** Every command that the card knows: instruction, class, handler. Anything else is 6D00 or 6E00. */
import { changeReferenceData } from './change-reference-data.ts';
import type { CommandHandler } from './card-command.ts';
import { computeDigitalSignature } from './compute-digital-signature.ts';
import { getChallenge } from './get-challenge.ts';
import { getData } from './get-data.ts';
import { readBinary } from './read-binary.ts';
import { readRecord } from './read-record.ts';
import { select } from './select.ts';
import { SW, type StatusWord } from './status-word.ts';
import { verify } from './verify.ts';

export const INS = {
  verify: 0x20,
  changeReferenceData: 0x24,
  performSecurityOperation: 0x2a,
  getChallenge: 0x84,
  select: 0xa4,
  readBinary: 0xb0,
  readRecord: 0xb2,
  getData: 0xca,
} as const;

const CLA = { interindustry: 0x00, proprietary: 0x80 } as const;

const COMMANDS: ReadonlyMap<number, { readonly cla: number; readonly handle: CommandHandler }> = new Map([
  [INS.verify, { cla: CLA.interindustry, handle: verify }],
  [INS.changeReferenceData, { cla: CLA.interindustry, handle: changeReferenceData }],
  [INS.performSecurityOperation, { cla: CLA.proprietary, handle: computeDigitalSignature }],
  [INS.getChallenge, { cla: CLA.interindustry, handle: getChallenge }],
  [INS.select, { cla: CLA.interindustry, handle: select }],
  [INS.readBinary, { cla: CLA.interindustry, handle: readBinary }],
  [INS.readRecord, { cla: CLA.interindustry, handle: readRecord }],
  [INS.getData, { cla: CLA.interindustry, handle: getData }],
]);

/** The handler for a class and an instruction, or the status word that refuses them. */
export function findCommand(cla: number, ins: number): CommandHandler | StatusWord {
  const refusal = refuseClass(cla, ins);
  if (refusal !== undefined) return refusal;
  const command = COMMANDS.get(ins);
  if (command === undefined) return SW.unknownInstruction;
  return command.cla === cla ? command.handle : SW.unknownClass;
}

/** Class byte, ISO 7816-4 section 5.4.1: no command chaining, no secure messaging, no channel but the basic one. */
function refuseClass(cla: number, ins: number): StatusWord | undefined {
  if (cla === CLA.interindustry || cla === CLA.proprietary) return undefined;
  if ((cla & 0xc0) === 0x40) return SW.logicalChannelNotSupported;
  if ((cla & 0xf0) !== 0x00) return SW.unknownClass;
  if ((cla & 0x03) !== 0) return SW.logicalChannelNotSupported;
  return ins === INS.select ? SW.secureMessagingNotSupported : SW.secureMessagingRefused;
}
