/**
 * Carries out what the popup's machine decides: calls the host and the page. The PINs pass through `submit` into one call
 * and are kept nowhere.
 */
import { errorCodeOf, KazasuError } from '../../shared/errors.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { HostMethod, HostParams, HostResult } from '../../shared/host-protocol.ts';
import type { FieldWrite, FillOutcome, FormDescription } from '../form-filler/form-protocol.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import type { HostClient, HostClientOptions } from '../host-client/host-client.ts';
import { advancePopup } from './popup-machine.ts';
import type { PopupEvent } from './popup-event.ts';
import { initialPopupState, type PopupState } from './popup-state.ts';
import type { PopupEffect } from './popup-step.ts';
import type { PopupTask } from './popup-task.ts';

/** How long a card is held for a person who may have left. */
const TIME_LIMIT_MS = 5 * 60_000;

/** What the person has typed: for a change, the new PIN too. */
export interface TypedPins {
  readonly pin: string;
  readonly newPin: string;
}

/** The page whose form is filled in. Both reject with anything when the browser lets nobody in. */
export interface FormPage {
  describe(): Promise<FormDescription>;
  fill(writes: readonly FieldWrite[]): Promise<FillOutcome>;
}

export interface PopupDriverOptions {
  readonly task: PopupTask;
  readonly client: HostParams<'hello'>['client'];
  readonly connectHost: (options: HostClientOptions) => HostClient;
  readonly page: FormPage | undefined;
  /** Adds to the history. Whatever becomes of that, the popup goes on. */
  readonly remember: (entry: HistoryEntry) => void;
  readonly render: (state: PopupState) => void;
}

export class PopupDriver {
  readonly #options: PopupDriverOptions;
  #state: PopupState;
  #host: HostClient | undefined;
  /** Ends the connection to the host. */
  #connection = new AbortController();
  /** Ends what is asked of one card: an answer that comes later is about a card that has gone. */
  #card = new AbortController();

  constructor(options: PopupDriverOptions) {
    this.#options = options;
    this.#state = initialPopupState(options.task);
  }

  start(): void {
    this.#options.render(this.#state);
    if (this.#state.view.name === 'looking') this.#describeForm();
    else this.#connectHost();
    if (this.#options.task.kind !== 'overview')
      setTimeout(this.dispatch, TIME_LIMIT_MS, { type: 'time-limit-reached' });
  }

  readonly dispatch = (event: PopupEvent): void => {
    this.#advance(event);
  };

  readonly submit = (typed: TypedPins): void => {
    this.#advance({ type: 'pin-submitted' }, typed);
  };

  #advance(event: PopupEvent, typed: TypedPins = { pin: '', newPin: '' }): void {
    const { state, effects } = advancePopup(this.#state, event);
    this.#state = state;
    this.#options.render(state);
    for (const effect of effects) this.#run(effect, typed);
  }

  #run(effect: PopupEffect, typed: TypedPins): void {
    switch (effect.kind) {
      case 'connect-host':
        this.#connectHost();
        break;
      case 'disconnect-host':
        this.#card.abort();
        this.#connection.abort();
        break;
      case 'inspect-card':
        this.#card.abort();
        this.#card = new AbortController();
        this.#ask('inspectCard', { reader: effect.reader }, (card) => ({ type: 'inspected', card }));
        break;
      case 'open-card':
        this.#ask('openCard', { reader: effect.reader, pin: effect.pin }, ({ triesLeft }) => ({
          type: 'card-opened',
          triesLeft,
        }));
        break;
      case 'use-pin':
        this.#usePin(typed);
        break;
      case 'close-card':
        this.#card.abort();
        // Whether or not it is still there to be closed.
        void this.#host?.call('closeCard', {}).catch(() => undefined);
        break;
      case 'fill-form':
        this.#fillForm(effect.writes);
        break;
      case 'remember-fill':
        this.#rememberFill(effect.attributes);
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
    const { version, simulated } = await host.hello(this.#options.client);
    this.dispatch({ type: 'host-ready', version, simulated });
    await host.call('watchReaders', {});
  }

  #usePin({ pin, newPin }: TypedPins): void {
    const { task, chosen } = this.#state;
    if (task.kind === 'change-pin')
      this.#ask('changePin', { which: task.which, pin, newPin }, ({ triesLeft }) => ({
        type: 'pin-changed',
        triesLeft,
      }));
    else
      this.#ask('readAttributes', { pin, attributes: [...chosen] }, ({ attributes }) => ({
        type: 'attributes-read',
        attributes,
      }));
  }

  /** Asks the host about the current card; what it answers becomes an event. */
  #ask<Method extends HostMethod>(
    method: Method,
    params: HostParams<Method>,
    eventOf: (result: HostResult<Method>) => PopupEvent,
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

  #describeForm(): void {
    this.#options.page?.describe().then(
      (form) => {
        this.dispatch({ type: 'form-described', form });
      },
      () => {
        this.dispatch({ type: 'page-refused', problem: 'page-closed' });
      },
    );
  }

  #rememberFill(attributes: readonly Attribute[]): void {
    const { form, simulated } = this.#state;
    if (form === undefined) return;
    this.#options.remember({
      id: crypto.randomUUID(),
      time: new Date().toISOString(),
      origin: form.origin,
      method: 'fillForm',
      outcome: 'done',
      attributes: [...attributes],
      ...(simulated && { simulated }),
    });
  }

  #fillForm(writes: readonly FieldWrite[]): void {
    this.#options.page?.fill(writes).then(
      (outcome) => {
        this.dispatch({ type: 'filled', outcome });
      },
      () => {
        this.dispatch({ type: 'page-refused', problem: 'page-changed' });
      },
    );
  }
}
