/**
 * Typed JSON-RPC 2.0 client over the native port. Nothing that the host says is believed before its schema has passed
 * it; after one thing that has not, the connection ends.
 */
import * as v from 'valibot';
import { type ErrorCode, KazasuError } from '../../shared/errors.ts';
import {
  CANCEL_METHOD,
  CARD_ANSWER_LIMIT_MS,
  HOST_METHODS,
  HOST_NOTIFICATIONS,
  HOST_PROTOCOL,
  type HostMethod,
  type HostParams,
  type HostResult,
  type ReadersChanged,
  type RpcFromHost,
  rpcFromHostSchema,
} from '../../shared/host-protocol.ts';
import { MAX_DOCUMENTS } from '../../shared/signing.ts';
import { disconnectReason } from './disconnect-reason.ts';
import type { NativePort } from './native-port.ts';

/** The host's own time, and that of a card that works. */
const WORK_MS = 5_000;
/** The command under way, the one that clears the card, and its power: each may take the host's limit. */
const CLOSE_MS = 3 * CARD_ANSWER_LIMIT_MS;
/** The card before is closed, this one is powered up, and one of its commands takes the limit: after that it is over. */
const OPEN_MS = CLOSE_MS + 2 * CARD_ANSWER_LIMIT_MS;

/**
 * After this long without an answer a host is silent. A card that does not answer is the host's to report, so that each
 * limit is longer than whatever the host may wait for.
 */
const ANSWER_WITHIN_MS: Readonly<Record<HostMethod, number>> = {
  hello: WORK_MS,
  watchReaders: WORK_MS,
  openCard: WORK_MS + OPEN_MS,
  inspectCard: WORK_MS + OPEN_MS,
  readCertificate: WORK_MS + CLOSE_MS,
  authenticate: WORK_MS + CLOSE_MS,
  beginSigning: WORK_MS + CLOSE_MS,
  // An RSA signature takes a second.
  sign: WORK_MS + CLOSE_MS + MAX_DOCUMENTS * 1_000,
  readAttributes: WORK_MS + CLOSE_MS,
  changePin: WORK_MS + CLOSE_MS,
  // Every card in every reader is read; two of them may hang.
  diagnose: 2 * (WORK_MS + OPEN_MS),
  closeCard: WORK_MS + CLOSE_MS,
};

interface PendingCall {
  readonly method: HostMethod;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: KazasuError) => void;
}

export interface HostClientOptions {
  readonly onReadersChanged?: (change: ReadersChanged) => void;
  /** The connection ended without our doing; every pending call has been rejected with the same error. */
  readonly onFailure?: (error: KazasuError) => void;
  /** Ends the connection, and with it the host. */
  readonly signal: AbortSignal;
}

export class HostClient {
  readonly #port: NativePort;
  readonly #options: HostClientOptions;
  readonly #pending = new Map<number, PendingCall>();
  #nextId = 0;
  #end: KazasuError | undefined;

  constructor(port: NativePort, options: HostClientOptions) {
    this.#port = port;
    this.#options = options;
    port.onMessage((message) => {
      this.#receive(message);
    });
    port.onDisconnect((errorText) => {
      this.#fail(disconnectReason(errorText), errorText);
    });
    options.signal.addEventListener('abort', () => {
      this.#close(new KazasuError('cancelled'));
    });
  }

  /**
   * The first call.
   * @throws `host-incompatible` when the host answers with a protocol that this build does not speak
   */
  async hello(client: HostParams<'hello'>['client']): Promise<HostResult<'hello'>> {
    const answer = await this.call('hello', { client, protocol: HOST_PROTOCOL });
    if (answer.protocol < HOST_PROTOCOL.min || answer.protocol > HOST_PROTOCOL.max) {
      throw this.#fail('host-incompatible');
    }
    return answer;
  }

  /**
   * @param signal gives the call up, here at once and in the host by `$/cancelRequest`
   * @throws the host's error; `host-*` when the connection ends; `cancelled`
   */
  async call<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
    signal?: AbortSignal,
  ): Promise<HostResult<Method>> {
    if (this.#end) throw this.#end;
    if (signal?.aborted) throw new KazasuError('cancelled');
    const id = this.#nextId++;
    const over = new AbortController();
    const timer = setTimeout(() => this.#fail('host-silent', method), ANSWER_WITHIN_MS[method]);
    try {
      return await new Promise<HostResult<Method>>((resolve, reject) => {
        // A call that is given up stays in the map until its answer comes, so that the late answer is no nonsense.
        // What `resolve` gets has passed this method's schema.
        this.#pending.set(id, { method, resolve: resolve as (result: unknown) => void, reject });
        const giveUp = (): void => {
          this.#send({ method: CANCEL_METHOD, params: { id } });
          reject(new KazasuError('cancelled'));
        };
        signal?.addEventListener('abort', giveUp, { signal: over.signal });
        this.#send({ id, method, params });
      });
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  #send(message: object): void {
    try {
      this.#port.postMessage({ jsonrpc: '2.0', ...message });
    } catch (cause) {
      // Chromium throws when the port has closed but not said so yet.
      this.#fail('host-exited', String(cause));
    }
  }

  #receive(message: unknown): void {
    const parsed = v.safeParse(rpcFromHostSchema, message);
    if (!parsed.success || !this.#deliver(parsed.output)) this.#fail('host-malformed');
  }

  /** @returns whether the message makes sense */
  #deliver(message: RpcFromHost): boolean {
    if ('method' in message) return this.#notify(message.method, message.params);
    if (message.id === null) {
      // The host could not read a request of ours and cannot say which.
      if ('error' in message) this.#fail(message.error.data.code, message.error.message);
      return true;
    }
    const call = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    return call !== undefined && settle(call, message);
  }

  #notify(method: string, params: unknown): boolean {
    if (method !== 'readersChanged') return false;
    const parsed = v.safeParse(HOST_NOTIFICATIONS.readersChanged, params);
    if (parsed.success && !this.#end) this.#options.onReadersChanged?.(parsed.output);
    return parsed.success;
  }

  /** Ends the connection for a reason that the person is told. */
  #fail(code: ErrorCode, message?: string): KazasuError {
    const error = new KazasuError(code, message);
    if (this.#close(error)) this.#options.onFailure?.(error);
    return error;
  }

  /** @returns whether it was open until now */
  #close(reason: KazasuError): boolean {
    if (this.#end) return false;
    this.#end = reason;
    this.#port.disconnect();
    for (const call of this.#pending.values()) call.reject(reason);
    this.#pending.clear();
    return true;
  }
}

type RpcAnswer = Exclude<RpcFromHost, { method: string }>;

/** @returns false when the result is not this method's */
function settle(call: PendingCall, answer: RpcAnswer): boolean {
  if ('error' in answer) {
    const { code, triesLeft } = answer.error.data;
    call.reject(
      new KazasuError(code, answer.error.message, { detail: triesLeft === undefined ? {} : { triesLeft } }),
    );
    return true;
  }
  const parsed = v.safeParse(HOST_METHODS[call.method].result, answer.result);
  if (parsed.success) call.resolve(parsed.output);
  else call.reject(new KazasuError('host-malformed', call.method));
  return parsed.success;
}
