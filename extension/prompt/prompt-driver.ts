/**
 * Carries out what the prompt machine decides: calls the host, answers the page, closes the window. The PIN passes
 * through `submitPin` into one call and is kept nowhere.
 */
import { errorCodeOf } from '../../shared/errors.ts';
import type { PendingRequest, PromptToBridge } from '../../shared/extension-protocol.ts';
import { type CardResult, PERSON_LIMIT_MS } from '../../shared/page-protocol.ts';
import { type HostAccess, HostConnection } from '../card-dialogue/host-connection.ts';
import { CARD_LIMIT_MS, startTimeLimit } from '../card-dialogue/time-limit.ts';
import { DocumentFailure } from '../signing/document-failure.ts';
import type { OnProgress, SigningRun } from '../signing/signing-run.ts';
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
  /** For a request for signatures: it is loaded for those alone. */
  readonly signing?: SigningRun | undefined;
}

export class PromptDriver {
  readonly #options: PromptDriverOptions;
  #state: PromptState;
  readonly #host: HostConnection<PromptEvent>;
  #timeLimit = new AbortController();
  /** Ends what is being done for the view that is on display. */
  #view = new AbortController();
  #viewStays: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PromptDriverOptions) {
    this.#options = options;
    this.#state = initialState(options.request.request);
    this.#host = new HostConnection<PromptEvent>({ ...options, dispatch: this.dispatch });
  }

  start(): void {
    const { method } = this.#options.request.request;
    // What the card takes comes after what the person reads, and the page waits for both.
    this.#limitTime(method === 'sign' ? PERSON_LIMIT_MS.sign - CARD_LIMIT_MS : CARD_LIMIT_MS);
    this.#enterView();
    this.#run({ kind: method === 'sign' ? 'receive-documents' : 'connect-host' }, '');
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
    if (before === 'consent' && state.view.name === 'connecting') this.#limitTime(CARD_LIMIT_MS);
    if (state.view.name !== before) this.#enterView();
    else this.#options.render(state);
    for (const effect of effects) this.#run(effect, pin);
  }

  #limitTime(limitMs: number): void {
    this.#timeLimit.abort();
    this.#timeLimit = new AbortController();
    const onReached = (): void => {
      this.dispatch({ type: 'time-limit-reached' });
    };
    startTimeLimit(onReached, this.#timeLimit.signal, limitMs);
  }

  #enterView(): void {
    const { name } = this.#state.view;
    clearTimeout(this.#viewStays);
    this.#view.abort();
    this.#view = new AbortController();
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
      case 'receive-documents':
        this.#receiveDocuments();
        break;
      case 'finish-signing':
        this.#finishSigning(effect.signatures);
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
        this.#sign(pin);
        break;
    }
  }

  #receiveDocuments(): void {
    this.#whileShown(async (signing, signal) => ({
      type: 'documents-received',
      documents: await signing.receive(this.#onProgress(signal), signal),
    }));
  }

  /** The password goes once; the card stays open until all signatures are made, or a step has failed. */
  #sign(pin: string): void {
    const { signing } = this.#options;
    const { chosen } = this.#state.signing ?? {};
    if (!signing || !chosen) return;
    this.#host.work(async (call, signal) => {
      const certificate = await call('beginSigning', { pin });
      const problem = certificateProblem(certificate, new Date());
      this.dispatch({ type: 'certificate-read', problem, simulated: certificate.simulated });
      return orRefused(async () => {
        const onProgress = this.#onProgress(signal);
        const digests = await signing.bind(certificate.certificate, { chosen, onProgress, signal });
        const { signatures } = await call('sign', { digests });
        return { type: 'signatures-made', signatures };
      });
    });
  }

  #finishSigning(signatures: readonly string[]): void {
    this.#whileShown(async (signing, signal) => ({
      type: 'answered',
      result: await signing.finish(signatures, signal),
    }));
  }

  /** Does something for the view that is on display; what it comes to becomes an event while that view is there. */
  #whileShown(task: (signing: SigningRun, signal: AbortSignal) => Promise<PromptEvent>): void {
    const { signing } = this.#options;
    const { signal } = this.#view;
    if (!signing) return;
    void orRefused(() => task(signing, signal))
      .catch((error: unknown): PromptEvent => ({ type: 'failed', code: errorCodeOf(error) }))
      .then((event) => {
        if (!signal.aborted) this.dispatch(event);
      });
  }

  #onProgress(signal: AbortSignal): OnProgress {
    return (done) => {
      if (!signal.aborted) this.dispatch({ type: 'signing-progress', done });
    };
  }
}

/** A document that cannot be signed is told by its place in the request. */
async function orRefused(task: () => Promise<PromptEvent>): Promise<PromptEvent> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof DocumentFailure)) throw error;
    return { type: 'document-refused', refused: error.refused };
  }
}
