/**
 * Carries out what the prompt machine decides: calls the host, answers the page, closes the window. The PIN passes
 * through `submitPin` into one call and is kept nowhere.
 */
import type { PendingRequest, PromptToBridge } from '../../shared/extension-protocol.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import { type HostAccess, HostConnection } from '../card-dialogue/host-connection.ts';
import { startTimeLimit } from '../card-dialogue/time-limit.ts';
import { certificateProblem } from './certificate-problem.ts';
import type { PromptEffect } from './prompt-effect.ts';
import type { PromptEvent } from './prompt-event.ts';
import { advance } from './prompt-machine.ts';
import { initialState, PROGRESS, type PromptState, TAKES_TIME } from './prompt-state.ts';
import { TASKS } from './task.ts';

const SUCCESS_SHOWN_MS = 1_200;
/** After this long without a change people begin to lift the card. An RSA signature takes a second. */
const VIEW_STAYS_MS = 4_000;

export interface PromptDriverOptions extends HostAccess {
  readonly request: Pick<PendingRequest, 'origin' | 'request'>;
  readonly tellPage: (message: PromptToBridge) => void;
  readonly closeWindow: () => void;
  readonly render: (state: PromptState) => void;
}

export class PromptDriver {
  readonly #options: PromptDriverOptions;
  #state: PromptState;
  readonly #host: HostConnection<PromptEvent>;
  readonly #timeLimit = new AbortController();
  #viewStays: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PromptDriverOptions) {
    this.#options = options;
    this.#state = initialState(options.request.request);
    this.#host = new HostConnection<PromptEvent>({ ...options, dispatch: this.dispatch });
  }

  start(): void {
    startTimeLimit(() => {
      this.dispatch({ type: 'time-limit-reached' });
    }, this.#timeLimit.signal);
    this.#enterView();
    this.#host.connect();
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
    if (name === 'done' || name === 'closed') this.#timeLimit.abort();
    if (name !== 'closed') this.#options.tellPage({ kind: 'progress', step: PROGRESS[name] });
    this.#options.render(this.#state);
  }

  #run(effect: PromptEffect, pin: string): void {
    switch (effect.kind) {
      case 'connect-host':
      case 'disconnect-host':
      case 'close-card':
        this.#host.carryOut(effect);
        break;
      case 'read-card':
        this.#openCard(effect.reader);
        break;
      case 'read-certificate':
        this.#readCertificate();
        break;
      case 'use-pin':
        this.#usePin(pin);
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

  #openCard(reader: string): void {
    const { pin } = TASKS[this.#state.request.method];
    this.#host.askNextCard('openCard', { reader, pin }, ({ triesLeft }) => ({
      type: 'card-opened',
      triesLeft,
    }));
  }

  #readCertificate(): void {
    this.#host.ask('readCertificate', { which: 'userAuthentication' }, (certificate) => ({
      type: 'certificate-read',
      problem: certificateProblem(certificate, new Date()),
      simulated: certificate.simulated,
    }));
  }

  #usePin(pin: string): void {
    const { origin, request } = this.#options.request;
    const answered = (result: CardResult): PromptEvent => ({ type: 'answered', result });
    switch (request.method) {
      case 'authenticate':
        this.#host.ask('authenticate', { origin, nonce: request.nonce, pin }, answered);
        break;
      case 'readAttributes':
        this.#host.ask('readAttributes', { pin, attributes: [...this.#state.chosen] }, answered);
        break;
      case 'sign':
        this.dispatch({ type: 'failed', code: 'internal' });
        break;
    }
  }
}
