import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { HostMethod, HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { HostClient, HostClientOptions } from '../host-client/host-client.ts';
import type { HostEvent } from './host-event.ts';
import type { HostEffect } from './step.ts';

/** Who connects, and to which host. */
export interface HostAccess {
  readonly client: HostParams<'hello'>['client'];
  readonly connectHost: (options: HostClientOptions) => HostClient;
}

export interface HostConnectionOptions<Event> extends HostAccess {
  readonly dispatch: (event: Event | HostEvent) => void;
}

/** The host as a driver has it: connected and left, asked about one card at a time, and heard as events. */
export class HostConnection<Event> {
  readonly #options: HostConnectionOptions<Event>;
  #host: HostClient | undefined;
  /** Ends the connection. */
  #connection = new AbortController();
  /** Ends what is asked of one card: an answer that comes later is about a card that has gone. */
  #card = new AbortController();

  constructor(options: HostConnectionOptions<Event>) {
    this.#options = options;
  }

  connect(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#introduce(signal).catch(this.#fail(signal));
  }

  carryOut({ kind }: HostEffect): void {
    switch (kind) {
      case 'connect-host':
        this.connect();
        break;
      case 'disconnect-host':
        this.#leaveCard();
        this.#connection.abort();
        break;
      case 'close-card':
        this.#leaveCard();
        // Whether or not it is still there to be closed.
        void this.#host?.call('closeCard', {}).catch(() => undefined);
        break;
    }
  }

  /** The first question about another card. */
  askNextCard<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
    eventOf: (result: HostResult<Method>) => Event,
  ): void {
    this.#leaveCard();
    this.ask(method, params, eventOf);
  }

  /** Asks about the current card; what the host answers becomes an event. */
  ask<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
    eventOf: (result: HostResult<Method>) => Event,
  ): void {
    this.work(async (call) => eventOf(await call(method, params)));
  }

  /**
   * Does something with the current card that takes more than one question; what it comes to becomes an event.
   * @param task is told by the signal, and by the next call's failure, when the card or the host has been left
   */
  work(task: (call: HostClient['call'], signal: AbortSignal) => Promise<Event>): void {
    const { signal } = this.#card;
    const host = this.#host;
    if (!host) return;
    task((method, params) => host.call(method, params, signal), signal).then((event) => {
      if (!signal.aborted) this.#options.dispatch(event);
    }, this.#fail(signal));
  }

  #leaveCard(): void {
    this.#card.abort();
    this.#card = new AbortController();
  }

  /** What throws on the way, the start of the host included, is its failure and shown as one. */
  async #introduce(signal: AbortSignal): Promise<void> {
    const { client, connectHost, dispatch } = this.#options;
    const host = connectHost({
      signal,
      onReadersChanged: (change) => {
        dispatch({ type: 'readers-changed', ...change });
      },
      onFailure: this.#fail(signal),
    });
    this.#host = host;
    const { version, simulated } = await host.hello(client);
    dispatch({ type: 'host-ready', version, simulated });
    await host.call('watchReaders', {});
  }

  /** What failed after it was given up is no failure. The connection's end and a call's meet in one event that way. */
  #fail(signal: AbortSignal): (error: unknown) => void {
    return (error) => {
      if (signal.aborted) return;
      const triesLeft = error instanceof KazasuError ? error.detail.triesLeft : undefined;
      this.#options.dispatch({ type: 'failed', code: errorCodeOf(error), triesLeft });
    };
  }
}
