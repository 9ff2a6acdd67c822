/**
 * Carries out what the prompt machine decides: calls the host, answers the page, closes the window. The PIN passes
 * through `submitPin` into one call and is kept nowhere.
 */
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { PendingRequest, PromptToBridge } from '../../shared/extension-protocol.ts';
import type { HostMethod, HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { HostClient, HostClientOptions } from '../host-client/host-client.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import { certificateProblem } from './certificate-problem.ts';
import { advance } from './prompt-machine.ts';
import type { PromptEvent } from './prompt-event.ts';
import { initialState, PROGRESS, type PromptState, TAKES_TIME } from './prompt-state.ts';
import type { Effect } from './step.ts';
import { TASKS } from './task.ts';

/** How long the person may take for all of it; the page's library gives up later than that. */
const TIME_LIMIT_MS = 5 * 60_000;
/** When the limit comes while the host has the PIN, whose answer is waited for. */
const TIME_LIMIT_AGAIN_MS = 10_000;
const SUCCESS_SHOWN_MS = 1_200;
/** After this long without a change people begin to lift the card. An RSA signature takes a second. */
const VIEW_STAYS_MS = 4_000;

export interface PromptDriverOptions {
  readonly request: Pick<PendingRequest, 'origin' | 'request'>;
  readonly client: HostParams<'hello'>['client'];
  readonly connectHost: (options: HostClientOptions) => HostClient;
  readonly tellPage: (message: PromptToBridge) => void;
  readonly closeWindow: () => void;
  readonly render: (state: PromptState) => void;
}

export class PromptDriver {
  readonly #options: PromptDriverOptions;
  #state: PromptState;
  #host: HostClient | undefined;
  /** Ends the connection to the host. */
  #connection = new AbortController();
  /** Ends what is asked of one card: an answer that comes later is about a card that has gone. */
  #card = new AbortController();
  #timeLimit: ReturnType<typeof setTimeout> | undefined;
  #viewStays: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PromptDriverOptions) {
    this.#options = options;
    this.#state = initialState(options.request.request);
  }

  start(): void {
    this.#startTimeLimit(TIME_LIMIT_MS);
    this.#enterView();
    this.#connectHost();
  }

  readonly dispatch = (event: PromptEvent): void => {
    this.#advance(event);
  };

  readonly submitPin = (pin: string): void => {
    this.#advance({ type: 'pin-submitted' }, pin);
  };

  #advance(event: PromptEvent, pin = ''): void {
    const before = this.#state.view.name;
    const { state, effects } = advance(this.#state, event);
    this.#state = state;
    if (state.view.name !== before) this.#enterView();
    else this.#options.render(state);
    for (const effect of effects) this.#run(effect, pin);
  }

  #enterView(): void {
    const { name } = this.#state.view;
    clearTimeout(this.#viewStays);
    if (TAKES_TIME.includes(name)) {
      this.#viewStays = setTimeout(this.dispatch, VIEW_STAYS_MS, { type: 'view-stays' });
    }
    if (name === 'done' || name === 'closed') clearTimeout(this.#timeLimit);
    if (name !== 'closed') this.#options.tellPage({ kind: 'progress', step: PROGRESS[name] });
    this.#options.render(this.#state);
  }

  #run(effect: Effect, pin: string): void {
    switch (effect.kind) {
      case 'connect-host':
        this.#connectHost();
        break;
      case 'disconnect-host':
        this.#card.abort();
        this.#connection.abort();
        break;
      case 'open-card':
        this.#openCard(effect.reader);
        break;
      case 'read-certificate':
        this.#ask('readCertificate', { which: 'userAuthentication' }, (certificate) => ({
          type: 'certificate-read',
          problem: certificateProblem(certificate, new Date()),
          simulated: certificate.simulated,
        }));
        break;
      case 'use-pin':
        this.#usePin(pin);
        break;
      case 'close-card':
        this.#card.abort();
        // Whether or not it is still there to be closed.
        void this.#host?.call('closeCard', {}).catch(() => undefined);
        break;
      case 'answer-page':
        this.#options.tellPage(effect.answer);
        break;
      case 'close-window-soon':
        setTimeout(this.dispatch, SUCCESS_SHOWN_MS, { type: 'success-shown' });
        break;
      case 'close-window':
        this.#options.closeWindow();
        break;
    }
  }

  #connectHost(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#introduce(signal).catch(this.#fail(signal));
  }

  /** What throws on the way, the start of the host included, is its failure and shown as one. */
  async #introduce(signal: AbortSignal): Promise<void> {
    const host = this.#options.connectHost({
      signal,
      onReadersChanged: (change) => {
        this.dispatch({ type: 'readers-changed', ...change });
      },
      onFailure: this.#fail(signal),
    });
    this.#host = host;
    const { simulated } = await host.hello(this.#options.client);
    this.dispatch({ type: 'host-ready', simulated });
    await host.call('watchReaders', {});
  }

  #openCard(reader: string): void {
    this.#card.abort();
    this.#card = new AbortController();
    this.#ask('openCard', { reader, pin: TASKS[this.#state.request.method].pin }, ({ triesLeft }) => ({
      type: 'card-opened',
      triesLeft,
    }));
  }

  #usePin(pin: string): void {
    const { origin, request } = this.#options.request;
    const answered = (result: CardResult): PromptEvent => ({ type: 'answered', result });
    switch (request.method) {
      case 'authenticate':
        this.#ask('authenticate', { origin, nonce: request.nonce, pin }, answered);
        break;
      case 'readAttributes':
        this.#ask('readAttributes', { pin, attributes: [...this.#state.chosen] }, answered);
        break;
    }
  }

  /** Asks the host about the current card; what it answers becomes an event. */
  #ask<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
    eventOf: (result: HostResult<Method>) => PromptEvent,
  ): void {
    const { signal } = this.#card;
    this.#host?.call(method, params, signal).then((result) => {
      if (!signal.aborted) this.dispatch(eventOf(result));
    }, this.#fail(signal));
  }

  /** What failed after it was given up is no failure. The connection's end and a call's meet in one event that way. */
  #fail(signal: AbortSignal): (error: unknown) => void {
    return (error) => {
      if (signal.aborted) return;
      const triesLeft = error instanceof KazasuError ? error.detail.triesLeft : undefined;
      this.dispatch({ type: 'failed', code: errorCodeOf(error), triesLeft });
    };
  }

  #startTimeLimit(milliseconds: number): void {
    this.#timeLimit = setTimeout(() => {
      this.#startTimeLimit(TIME_LIMIT_AGAIN_MS);
      this.dispatch({ type: 'time-limit-reached' });
    }, milliseconds);
  }
}
