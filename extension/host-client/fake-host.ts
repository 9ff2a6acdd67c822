/** For tests: a native port and, behind it, a host that answers as the test says. */
import type { NativePort } from './native-port.ts';

export interface FakeRequest {
  readonly id?: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What the host answers to a method; undefined where it is silent. */
export type Answers = Readonly<Record<string, ((request: FakeRequest) => unknown) | undefined>>;

export class FakeHost implements NativePort {
  /** All that has arrived, in order. */
  readonly received: FakeRequest[] = [];
  answers: Answers;
  isConnected = true;
  #onMessage: (message: unknown) => void = () => undefined;
  #onDisconnect: (errorText: string | undefined) => void = () => undefined;

  constructor(answers: Answers = {}) {
    this.answers = answers;
  }

  postMessage(message: unknown): void {
    if (!this.isConnected) throw new Error('Attempting to use a disconnected port object');
    const request = message as FakeRequest; // the client sends nothing else
    this.received.push(request);
    const answer = this.answers[request.method];
    if (answer && request.id !== undefined) this.send({ id: request.id, ...(answer(request) as object) });
  }

  disconnect(): void {
    this.isConnected = false;
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }

  onDisconnect(listener: (errorText: string | undefined) => void): void {
    this.#onDisconnect = listener;
  }

  /** The methods that have been called, without the notifications. */
  get calls(): string[] {
    return this.received.filter(({ id }) => id !== undefined).map(({ method }) => method);
  }

  send(message: object): void {
    this.#onMessage({ jsonrpc: '2.0', ...message });
  }

  sendRaw(message: unknown): void {
    this.#onMessage(message);
  }

  exit(errorText?: string): void {
    this.isConnected = false;
    this.#onDisconnect(errorText);
  }
}

export const result = (value: unknown) => (): unknown => ({ result: value });

export const failure = (code: string, triesLeft?: number) => (): unknown => ({
  error: { code: -32000, message: code, data: { code, ...(triesLeft === undefined ? {} : { triesLeft }) } },
});

export const HELLO = {
  name: 'Kazasu host',
  version: '1.2.3',
  protocol: 1,
  capabilities: [],
  simulated: false,
} as const;
