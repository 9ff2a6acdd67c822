/** vpcd's end of the link: waits for a card on a port of its own and works it as pcscd would. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { vpcdFrame, VpcdFrameReader } from '../simulator/vpcd-frame.ts';

export class VirtualReader {
  readonly #server: Server = createServer();
  readonly #sockets: Socket[] = [];

  /** @param port 0 for any that is free */
  async listen(port = 0): Promise<number> {
    this.#server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      this.#sockets.push(socket);
      this.#server.emit('card');
    });
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    onTestFinished(() => {
      this.close();
    });
    // A string only for a server on a Unix socket.
    return (this.#server.address() as AddressInfo).port;
  }

  /** The next card that comes in. */
  async card(): Promise<CardInReader> {
    if (this.#sockets.length === 0) await once(this.#server, 'card');
    const socket = this.#sockets.shift();
    return socket === undefined ? this.card() : new CardInReader(socket);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

export class CardInReader {
  readonly #socket: Socket;
  readonly #answers: AsyncGenerator<Uint8Array, void, void>;
  readonly left: Promise<unknown>;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.left = once(socket, 'close');
    this.#answers = payloads(socket);
  }

  /** A payload that is not answered. */
  tell(hex: string): void {
    this.#socket.write(vpcdFrame(fromHex(hex)));
  }

  /** @returns the answer in hexadecimal, or undefined when the card left instead */
  async ask(hex: string): Promise<string | undefined> {
    this.tell(hex);
    const answer = await this.#answers.next();
    return answer.done === true ? undefined : toHex(answer.value);
  }

  eject(): void {
    this.#socket.destroy();
  }
}

async function* payloads(socket: Socket): AsyncGenerator<Uint8Array, void, void> {
  const frames = new VpcdFrameReader();
  for await (const chunk of socket as AsyncIterable<Uint8Array>) yield* frames.push(chunk);
}
