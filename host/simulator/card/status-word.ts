/** Response APDUs and the status words that the card gives (ISO 7816-4 section 5.6; docs/card.md, "Status words"). */
import { type Bytes, concatBytes } from '../../../shared/bytes.ts';

/** SW1 SW2 as one number. */
export type StatusWord = number;

export const SW = {
  success: 0x9000,
  /** The low four bits hold the tries left. */
  triesLeft: 0x63c0,
  wrongLength: 0x6700,
  logicalChannelNotSupported: 0x6881,
  secureMessagingNotSupported: 0x6882,
  commandDoesNotFitFile: 0x6981,
  securityStatusNotSatisfied: 0x6982,
  authenticationMethodBlocked: 0x6983,
  /** JICSAP 5.2.2: the key is blocked. ISO 7816-4 says "reference data not usable". */
  referenceDataNotUsable: 0x6984,
  conditionsOfUseNotSatisfied: 0x6985,
  noCurrentFile: 0x6986,
  /** Seen where a command with secure messaging bits is not SELECT. */
  secureMessagingRefused: 0x69fc,
  notFound: 0x6a82,
  recordNotFound: 0x6a83,
  wrongParameters: 0x6a86,
  dataObjectNotFound: 0x6a88,
  wrongOffset: 0x6b00,
  unknownInstruction: 0x6d00,
  unknownClass: 0x6e00,
  internal: 0x6f00,
} as const satisfies Record<string, StatusWord>;

/** A response APDU: data, if any, and the status word. */
export function respond(status: StatusWord, data: Uint8Array = new Uint8Array(0)): Bytes {
  return concatBytes(data, Uint8Array.of(status >> 8, status & 0xff));
}
