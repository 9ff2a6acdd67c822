import * as v from 'valibot';
import type { Bytes } from '../../shared/bytes.ts';
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import {
  CANCEL_METHOD,
  cancelParamsSchema,
  HOST_METHODS,
  type HostMethod,
  type HostParams,
  type HostResult,
  type RpcFromHost,
  type RpcRequest,
} from '../../shared/host-protocol.ts';
import type { Log } from '../log.ts';
import { errorResponse, parseRpcRequest } from './json-rpc.ts';

/** What a method knows of the request that called it. */
export interface Call {
  /** Aborted by `$/cancelRequest` and when the host ends. Whatever the method then does, `cancelled` is answered. */
  readonly signal: AbortSignal;
  /** Keeps for later what must follow the answer. */
  readonly afterAnswer: (action: () => void) => void;
}

/** One function per method, typed from the table of the protocol. */
export type MethodHandlers = {
  readonly [Method in HostMethod]: (
    params: HostParams<Method>,
    call: Call,
  ) => HostResult<Method> | Promise<HostResult<Method>>;
};

/** Requests that may wait for their answer at once; far above what the extension needs. */
export const MAX_PENDING_CALLS = 16;

/** Answers JSON-RPC 2.0 requests by calling the methods of a table. */
export class Dispatcher {
  readonly #handlers: MethodHandlers;
  readonly #send: (message: RpcFromHost) => void;
  readonly #log: Log;
  readonly #pending = new Map<number, AbortController>();
  /** Whether `hello` has been answered: until then nothing else is. */
  #greeted = false;

  constructor(handlers: MethodHandlers, send: (message: RpcFromHost) => void, log: Log) {
    this.#handlers = handlers;
    this.#send = send;
    this.#log = log;
  }

  /** Takes the payload of one frame and overwrites it. Never throws: what is wrong with it is answered. */
  receive(payload: Bytes): void {
    try {
      const message = parseRpcRequest(payload);
      if (message.id === undefined) this.#notified(message);
      else this.#requested(message.id, message);
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Answers a frame that could not be read as a request. */
  refuse(error: unknown): void {
    this.#log('frame-refused', { code: errorCodeOf(error) });
    this.#send(errorResponse(null, error));
  }

  /** Cancels whatever is under way. */
  abort(): void {
    for (const call of this.#pending.values()) call.abort();
  }

  /** JSON-RPC 2.0 section 4.1: a notification is never answered; one that is not known is nothing. */
  #notified({ method, params }: RpcRequest): void {
    if (method !== CANCEL_METHOD) return;
    const parsed = v.safeParse(cancelParamsSchema, params);
    if (parsed.success) this.#pending.get(parsed.output.id)?.abort();
  }

  #requested(id: number, { method, params }: RpcRequest): void {
    // A second request with this id could be neither answered nor cancelled unmistakably.
    if (this.#pending.has(id)) throw new KazasuError('invalid-rpc');
    if (!isHostMethod(method)) {
      this.#send(errorResponse(id, new KazasuError('method-not-found')));
    } else if (this.#pending.size >= MAX_PENDING_CALLS) {
      this.#send(errorResponse(id, new KazasuError('busy')));
    } else {
      void this.#answer(id, method, params);
    }
  }

  async #answer(id: number, method: HostMethod, params: unknown): Promise<void> {
    const abort = new AbortController();
    const followUps: (() => void)[] = [];
    this.#pending.set(id, abort);
    const call: Call = { signal: abort.signal, afterAnswer: (action) => void followUps.push(action) };
    const answer = await this.#outcome(id, method, params, call);
    this.#pending.delete(id);
    this.#send(answer);
    for (const followUp of followUps) followUp();
  }

  async #outcome(id: number, method: HostMethod, params: unknown, call: Call): Promise<RpcFromHost> {
    const started = performance.now();
    try {
      const result = await this.#run(method, params, call);
      this.#log('call-answered', { method, milliseconds: Math.round(performance.now() - started) });
      // Nobody waits for the result any more, and a token that nobody waits for must not leave the host.
      return call.signal.aborted ? errorResponse(id, CANCELLED) : { jsonrpc: '2.0', id, result };
    } catch (error) {
      this.#logFailure(method, error);
      return errorResponse(id, call.signal.aborted ? CANCELLED : error);
    }
  }

  async #run<Method extends HostMethod>(
    method: Method,
    params: unknown,
    call: Call,
  ): Promise<HostResult<Method>> {
    if (!this.#greeted && method !== 'hello') throw new KazasuError('invalid-rpc', 'hello comes first');
    const parsed = v.safeParse(HOST_METHODS[method].params, params);
    if (!parsed.success) throw new KazasuError('invalid-params');
    const result = await this.#handlers[method](parsed.output, call);
    if (method === 'hello') this.#greeted = true;
    return result;
  }

  #logFailure(method: HostMethod, error: unknown): void {
    if (error instanceof KazasuError) this.#log('call-failed', { method, code: errorCodeOf(error) });
    else this.#log('call-crashed', { method });
  }
}

const CANCELLED = new KazasuError('cancelled');

function isHostMethod(name: string): name is HostMethod {
  return Object.hasOwn(HOST_METHODS, name);
}
