/** Command APDUs of ISO 7816-4 section 5.2: the seven cases 1, 2S, 3S, 4S, 2E, 3E and 4E. */

export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** Empty in the cases 1 and 2. */
  readonly data: Uint8Array;
  /** Ne, the most bytes that the reader takes: 0 when there is no Le field, up to 65,536. */
  readonly ne: number;
  /** Whether the lengths are in the extended form. */
  readonly extended: boolean;
}

/** @returns undefined when the lengths contradict each other */
export function parseCommandApdu(bytes: Uint8Array): CommandApdu | undefined {
  const [cla, ins, p1, p2] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const body = parseBody(bytes.subarray(4));
  return body && { cla, ins, p1, p2, ...body };
}

type Body = Pick<CommandApdu, 'data' | 'ne' | 'extended'>;

const NO_DATA = new Uint8Array(0);

function parseBody(body: Uint8Array): Body | undefined {
  const [first] = body;
  if (first === undefined) return { data: NO_DATA, ne: 0, extended: false };
  if (body.length === 1) return { data: NO_DATA, ne: first || 256, extended: false };
  if (first !== 0) return withData(body.subarray(1), first, 1, 256);
  if (body.length < 3) return undefined;
  const length = readUint16(body, 1);
  if (body.length === 3) return { data: NO_DATA, ne: length || 65_536, extended: true };
  // Section 5.2, table 3: an Lc field of three bytes is never 000000.
  return length === 0 ? undefined : withData(body.subarray(3), length, 2, 65_536);
}

/** Data of `length` bytes, then nothing or an Le field of `leSize` bytes in which zero stands for `most`. */
function withData(rest: Uint8Array, length: number, leSize: 1 | 2, most: number): Body | undefined {
  const extended = leSize === 2;
  const data = rest.subarray(0, length);
  if (rest.length === length) return { data, ne: 0, extended };
  if (rest.length !== length + leSize) return undefined;
  const le = extended ? readUint16(rest, length) : (rest[length] ?? 0);
  return { data, ne: le || most, extended };
}

function readUint16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
