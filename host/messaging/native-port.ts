import { finished, type Readable, type Writable } from 'node:stream';
import type { Bytes } from '../../shared/bytes.ts';
import { FRAME_MAX_BYTES, type RpcFromHost } from '../../shared/host-protocol.ts';
import { FrameReader } from './frame-reader.ts';
import { encodeFrame } from './frame-writer.ts';

/** What becomes of the frames that arrive. */
export interface FrameReceiver {
  receive(payload: Bytes): void;
  /** A frame could not be had: `frame-too-large`, or `parse-error` when the input ended inside it. */
  refuse(error: unknown): void;
}

/** The host's end of the native-messaging port: frames in on one stream, frames out on another. */
export class NativePort {
  readonly #input: Readable;
  readonly #output: Writable;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
    // EPIPE: the browser reads no more, so there is nobody to work for.
    output.on('error', () => input.destroy());
  }

  /** @throws `internal` when the message is longer than browsers take */
  send(message: RpcFromHost): void {
    this.#output.write(encodeFrame(message));
  }

  /**
   * Hands on all frames until the input ends or cannot be followed any further.
   * @param signal ends it earlier
   * @returns whether the input ended where a frame ends
   */
  async receiveAll(receiver: FrameReceiver, signal: AbortSignal): Promise<boolean> {
    const frames = new FrameReader(FRAME_MAX_BYTES.toHost);
    const failure = (await this.#pump(frames, receiver, signal)) ?? frames.failureAtEnd;
    if (failure !== undefined) receiver.refuse(failure);
    return failure === undefined;
  }

  /** Resolves when the input has ended, with the failure that ended it if there was one. */
  #pump(frames: FrameReader, receiver: FrameReceiver, signal: AbortSignal): Promise<unknown> {
    const input = this.#input;
    return new Promise((resolve) => {
      input.on('data', (chunk: Uint8Array) => {
        try {
          for (const payload of frames.push(chunk)) receiver.receive(payload);
        } catch (error) {
          resolve(error);
          input.destroy();
        } finally {
          // Whoever parses a frame overwrites it; this is the other copy.
          chunk.fill(0);
        }
      });
      // However the input ends (end, error, closed by us), the port has ended.
      finished(input, { writable: false, signal }, () => {
        resolve(undefined);
      });
    });
  }
}
