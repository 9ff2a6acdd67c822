/** The exchanges of docs/card.md, as scripts for a ScriptedConnection. */
import { createHash } from 'node:crypto';
import { toHex } from '../../shared/bytes.ts';
import type { Exchange } from './scripted-connection.ts';
import type { TestCardContent } from './test-card-content.ts';

export const SELECT_JPKI = '00A4040C0AD392F000260100000001';
export const SELECT_ISD = '00A4040C07A0000001510000';
export const SELECT_SIGN_PIN = '00A4020C02001B';
export const SELECT_AUTH_PIN = '00A4020C020018';
export const SELECT_AUTH_CERTIFICATE = '00A4020C02000A';
export const SELECT_AUTH_KEY = '00A4020C020017';
export const QUERY = '00200080';
/** VERIFY with the PIN 1234. */
export const VERIFY_1234 = '002000800431323334';

/** openCard for a login, on a card in good order. */
export const BEGIN: readonly Exchange[] = [
  [SELECT_JPKI, '9000'],
  [SELECT_AUTH_PIN, '9000'],
  [QUERY, '63C3'],
];

/** readCertificate, the last answer being followed by the PIN's file. */
export function readCertificate(certificate: Uint8Array): readonly Exchange[] {
  return [[SELECT_AUTH_CERTIFICATE, '9000'], ...readBinary(certificate), [SELECT_AUTH_PIN, '9000']];
}

/** READ BINARY of an object in chunks of 256 bytes, the last with its exact length. */
export function readBinary(object: Uint8Array): readonly Exchange[] {
  const offsets = Array.from({ length: Math.ceil(object.length / 256) }, (_, index) => index * 256);
  return offsets.map((offset) => {
    const chunk = object.subarray(offset, offset + 256);
    const le = chunk.length % 256;
    return [`00B0${hex16(offset)}${toHex(Uint8Array.of(le))}`, `${toHex(chunk)}9000`];
  });
}

/** COMPUTE DIGITAL SIGNATURE over the SHA-256 DigestInfo of this message, answered by this card's key. */
export function computeSignature(content: TestCardContent, message: Uint8Array): Exchange {
  const digest = createHash('sha256').update(message).digest('hex').toUpperCase();
  const command = `802A0080333031300D060960864801650304020105000420${digest}00`;
  return [command, (sent) => Uint8Array.of(...content.sign(sent.subarray(5, -1)), 0x90, 0x00)];
}

function hex16(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
