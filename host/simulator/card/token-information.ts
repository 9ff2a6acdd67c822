/**
 * Token information (EF 0006): a CK_TOKEN_INFO of PKCS #11 v2.20 section 9.2 with big-endian 32-bit integers.
 * docs/card.md, "Token information".
 */
import { type Bytes, concatBytes, toUtf8 } from '../../../shared/bytes.ts';
import type { CardSwitches } from './switches.ts';

const UNAVAILABLE = 0xffffffff; // CK_UNAVAILABLE_INFORMATION
const FLAGS = 0x0000040d; // CKF_RNG, CKF_LOGIN_REQUIRED, CKF_USER_PIN_INITIALIZED, CKF_TOKEN_INITIALIZED

/** @returns 160 bytes */
export function tokenInformation(label: CardSwitches['tokenLabel']): Bytes {
  return concatBytes(
    // The shorter label was seen padded with zeros.
    padded(label, 32, label === 'JPKIAPICCTOKEN' ? '\0' : ' '),
    padded('JPKI', 32),
    padded('E16R01NJ', 16),
    padded('', 16, '0'), // serial number
    uint32s(FLAGS),
    uint32s(1, 0, 1, 0), // sessions: most, open; writable sessions: most, open
    uint32s(16, 6), // longest and shortest PIN
    uint32s(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE), // memory: public, free; private, free
    toUtf8('03'), // hardware version
    toUtf8('01'), // firmware version
    padded('', 16, '9'), // time
  );
}

function padded(text: string, length: number, filler = ' '): Bytes {
  return toUtf8(text.padEnd(length, filler));
}

function uint32s(...values: readonly number[]): Bytes {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return bytes;
}
