import { type Bytes, toUtf8 } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import { FRAME_MAX_BYTES, type RpcFromHost } from '../../shared/host-protocol.ts';
import { LENGTH_BYTES, LITTLE_ENDIAN } from './frame-reader.ts';

/**
 * One message as a native-messaging frame.
 * @throws `internal` when it is longer than browsers take, which would make them close the port
 */
export function encodeFrame(message: RpcFromHost): Bytes {
  const payload = toUtf8(JSON.stringify(message));
  if (payload.length > FRAME_MAX_BYTES.fromHost) throw new KazasuError('internal', 'message too long');
  const frame = new Uint8Array(LENGTH_BYTES + payload.length);
  new DataView(frame.buffer).setUint32(0, payload.length, LITTLE_ENDIAN);
  frame.set(payload, LENGTH_BYTES);
  return frame;
}
