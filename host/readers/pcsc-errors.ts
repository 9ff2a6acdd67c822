/** What PC/SC says went wrong (pcsclite.h, PC/SC part 5 section 3), as codes of the error table. */
import { type ErrorCode, KazasuError } from '../../shared/errors.ts';

interface PcscErrorRow {
  /** LONG, as unsigned */
  readonly value: number;
  readonly onConnect: ErrorCode;
  readonly onTransmit: ErrorCode;
}

const row = (value: number, onConnect: ErrorCode, onTransmit = onConnect): PcscErrorRow => ({
  value,
  onConnect,
  onTransmit,
});

/** Every SCARD_E_, SCARD_F_, SCARD_P_ and SCARD_W_ of pcsclite.h. */
export const PCSC_ERRORS = {
  // The service: gone, going, or with no room for one more.
  SCARD_E_NO_SERVICE: row(0x8010001d, 'pcsc-unavailable'),
  SCARD_E_SERVICE_STOPPED: row(0x8010001e, 'pcsc-unavailable'),
  SCARD_E_SERVER_TOO_BUSY: row(0x80100031, 'pcsc-unavailable'),
  SCARD_E_SYSTEM_CANCELLED: row(0x80100012, 'pcsc-unavailable'),
  SCARD_P_SHUTDOWN: row(0x80100018, 'pcsc-unavailable'),
  SCARD_E_NO_MEMORY: row(0x80100006, 'pcsc-unavailable'),
  /** libpcsclite has lost its socket; a driver's failure is SCARD_E_NOT_TRANSACTED. */
  SCARD_F_COMM_ERROR: row(0x80100013, 'pcsc-unavailable'),
  /** The context died with the pcscd that gave it; a handle dies with its reader. */
  SCARD_E_INVALID_HANDLE: row(0x80100003, 'pcsc-unavailable', 'reader-unavailable'),

  // The reader.
  SCARD_E_UNKNOWN_READER: row(0x80100009, 'reader-unavailable'),
  SCARD_E_READER_UNAVAILABLE: row(0x80100017, 'reader-unavailable'),
  SCARD_E_NO_READERS_AVAILABLE: row(0x8010002e, 'reader-unavailable'),
  SCARD_E_READER_UNSUPPORTED: row(0x8010001a, 'reader-unavailable'),
  SCARD_E_DUPLICATE_READER: row(0x8010001b, 'reader-unavailable'),

  // The card: absent, taken away, or no longer in the state in which it was left.
  SCARD_E_NO_SMARTCARD: row(0x8010000c, 'card-absent', 'card-removed'),
  SCARD_W_REMOVED_CARD: row(0x80100069, 'card-absent', 'card-removed'),
  SCARD_W_RESET_CARD: row(0x80100068, 'transmission-failed', 'card-removed'),
  SCARD_W_UNPOWERED_CARD: row(0x80100067, 'card-mute', 'card-removed'),
  SCARD_E_SHARING_VIOLATION: row(0x8010000b, 'card-in-use', 'transmission-failed'),

  // The card does not answer, or in no way that the reader understands.
  SCARD_W_UNRESPONSIVE_CARD: row(0x80100066, 'card-mute'),
  SCARD_W_UNSUPPORTED_CARD: row(0x80100065, 'card-mute'),
  SCARD_E_CARD_UNSUPPORTED: row(0x8010001c, 'card-mute'),
  SCARD_E_UNKNOWN_CARD: row(0x8010000d, 'card-mute'),
  SCARD_E_INVALID_ATR: row(0x80100015, 'card-mute'),
  SCARD_E_PROTO_MISMATCH: row(0x8010000f, 'card-mute'),
  SCARD_E_TIMEOUT: row(0x8010000a, 'card-mute'),
  SCARD_F_WAITED_TOO_LONG: row(0x80100007, 'card-mute'),

  // The reader could not carry the command or its answer.
  SCARD_E_NOT_TRANSACTED: row(0x80100016, 'transmission-failed'),
  SCARD_E_COMM_DATA_LOST: row(0x8010002f, 'transmission-failed'),
  SCARD_E_INSUFFICIENT_BUFFER: row(0x80100008, 'transmission-failed'),
  SCARD_E_PCI_TOO_SMALL: row(0x80100019, 'transmission-failed'),
  SCARD_E_NOT_READY: row(0x80100010, 'transmission-failed'),
  SCARD_E_INVALID_PARAMETER: row(0x80100004, 'transmission-failed'),
  SCARD_E_INVALID_TARGET: row(0x80100005, 'transmission-failed'),
  SCARD_E_INVALID_VALUE: row(0x80100011, 'transmission-failed'),
  SCARD_E_CANCELLED: row(0x80100002, 'transmission-failed'),
  SCARD_E_CANT_DISPOSE: row(0x8010000e, 'transmission-failed'),
  SCARD_E_UNKNOWN_RES_MNG: row(0x8010002b, 'transmission-failed'),
  SCARD_F_INTERNAL_ERROR: row(0x80100001, 'transmission-failed'),
  SCARD_F_UNKNOWN_ERROR: row(0x80100014, 'transmission-failed'),
  /** Two names of one value in pcsclite.h. */
  SCARD_E_UNEXPECTED: row(0x8010001f, 'transmission-failed'),
  SCARD_E_UNSUPPORTED_FEATURE: row(0x8010001f, 'transmission-failed'),

  // Of Windows' card database, key store and dialogue: nothing that is called here answers them.
  SCARD_E_ICC_INSTALLATION: row(0x80100020, 'transmission-failed'),
  SCARD_E_ICC_CREATEORDER: row(0x80100021, 'transmission-failed'),
  SCARD_E_DIR_NOT_FOUND: row(0x80100023, 'transmission-failed'),
  SCARD_E_FILE_NOT_FOUND: row(0x80100024, 'transmission-failed'),
  SCARD_E_NO_DIR: row(0x80100025, 'transmission-failed'),
  SCARD_E_NO_FILE: row(0x80100026, 'transmission-failed'),
  SCARD_E_NO_ACCESS: row(0x80100027, 'transmission-failed'),
  SCARD_E_WRITE_TOO_MANY: row(0x80100028, 'transmission-failed'),
  SCARD_E_BAD_SEEK: row(0x80100029, 'transmission-failed'),
  SCARD_E_INVALID_CHV: row(0x8010002a, 'transmission-failed'),
  SCARD_E_NO_SUCH_CERTIFICATE: row(0x8010002c, 'transmission-failed'),
  SCARD_E_CERTIFICATE_UNAVAILABLE: row(0x8010002d, 'transmission-failed'),
  SCARD_E_NO_KEY_CONTAINER: row(0x80100030, 'transmission-failed'),
  SCARD_W_SECURITY_VIOLATION: row(0x8010006a, 'transmission-failed'),
  SCARD_W_WRONG_CHV: row(0x8010006b, 'transmission-failed'),
  SCARD_W_CHV_BLOCKED: row(0x8010006c, 'transmission-failed'),
  SCARD_W_EOF: row(0x8010006d, 'transmission-failed'),
  SCARD_W_CANCELLED_BY_USER: row(0x8010006e, 'transmission-failed'),
  SCARD_W_CARD_NOT_AUTHENTICATED: row(0x8010006f, 'transmission-failed'),
} as const satisfies Record<string, PcscErrorRow>;

/** What a call of pcsclite failed with. What is not in the table is `transmission-failed`. */
export function pcscError(call: 'onConnect' | 'onTransmit', cause: Error): KazasuError {
  return new KazasuError(BY_VALUE.get(valueOf(cause))?.[call] ?? 'transmission-failed', cause.message, {
    cause,
  });
}

/** Whether pcscd itself has gone, and every reader with it. */
export function isServiceGone(cause: Error): boolean {
  return pcscError('onConnect', cause).code === 'pcsc-unavailable';
}

const BY_VALUE: ReadonlyMap<number, PcscErrorRow> = new Map(
  Object.values(PCSC_ERRORS).map((error) => [error.value, error]),
);

/** pcsclite has the value in the message only: "SCardConnect error: No smart card inserted.(0x8010000c)". */
function valueOf({ message }: Error): number {
  return Number.parseInt(/([0-9a-f]{8})\)$/iu.exec(message)?.[1] ?? '', 16);
}
