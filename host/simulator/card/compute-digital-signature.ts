/**
 * COMPUTE DIGITAL SIGNATURE of JICSAP (80 2A 00 80): PKCS #1 v1.5 padding of type 1 (RFC 8017 section 9.2, step 4 on)
 * around whatever the reader sends, and RSA. The card neither hashes nor looks for a DigestInfo.
 */
import { constants, privateEncrypt } from 'node:crypto';
import { type CommandHandler, fileByP2 } from './card-command.ts';
import { respond, SW } from './status-word.ts';

const MODULUS_LENGTH = 256;
const MAX_INPUT_LENGTH = MODULUS_LENGTH - 11;

export const computeDigitalSignature: CommandHandler = (command, { session }) => {
  if (command.p1 !== 0) return respond(SW.wrongParameters);
  const file = fileByP2(session, command.p2, 'private-key');
  if (typeof file === 'number') return respond(file);
  if (!session.isOpen(file.openedBy)) return respond(SW.securityStatusNotSatisfied);
  const { data, ne } = command;
  if (data.length === 0 || ne < MODULUS_LENGTH) return respond(SW.wrongLength);
  if (data.length > MAX_INPUT_LENGTH) return respond(SW.conditionsOfUseNotSatisfied);
  return respond(SW.success, privateEncrypt({ key: file.key, padding: constants.RSA_PKCS1_PADDING }, data));
};
