/**
 * Carries out what the popup's machine decides: calls the host and the page. The PINs pass through `submit` into one call
 * and are kept nowhere.
 */
import type { Attribute, PinKind } from '../../shared/jpki.ts';
import { type HostAccess, HostConnection } from '../card-dialogue/host-connection.ts';
import { startTimeLimit } from '../card-dialogue/time-limit.ts';
import type { FieldWrite, FillOutcome, FormDescription } from '../form-filler/form-protocol.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import type { PopupEffect } from './popup-effect.ts';
import type { PopupEvent } from './popup-event.ts';
import { advancePopup } from './popup-machine.ts';
import { ENDS, initialPopupState, type PopupState } from './popup-state.ts';
import type { PopupTask } from './popup-task.ts';

/** What the person has typed: for a change, the new PIN too. */
export interface TypedPins {
  readonly pin: string;
  readonly newPin: string;
}

/** The page whose form is filled in. All of them reject with anything when the browser lets nobody in. */
export interface FormPage {
  describe(): Promise<FormDescription>;
  /** Whether its document is the one that was described last. */
  isStillThere(): Promise<boolean>;
  fill(writes: readonly FieldWrite[]): Promise<FillOutcome>;
}

export interface PopupDriverOptions extends HostAccess {
  readonly task: PopupTask;
  readonly page: FormPage | undefined;
  /** Adds to the history. Whatever becomes of that, the popup goes on. */
  readonly remember: (entry: HistoryEntry) => void;
  readonly render: (state: PopupState) => void;
}

type FillForm = Extract<PopupEffect, { kind: 'fill-form' }>;

export class PopupDriver {
  readonly #options: PopupDriverOptions;
  #state: PopupState;
  readonly #host: HostConnection<PopupEvent>;
  readonly #timeLimit = new AbortController();

  constructor(options: PopupDriverOptions) {
    this.#options = options;
    this.#state = initialPopupState(options.task);
    this.#host = new HostConnection<PopupEvent>({ ...options, dispatch: this.dispatch });
  }

  start(): void {
    this.#options.render(this.#state);
    if (this.#state.view.name === 'looking') this.#describeForm();
    else this.#host.connect();
    if (this.#options.task.kind === 'overview') return;
    startTimeLimit(() => {
      this.dispatch({ type: 'time-limit-reached' });
    }, this.#timeLimit.signal);
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
    if (ENDS.includes(state.view.name)) this.#timeLimit.abort();
    this.#options.render(state);
    for (const effect of effects) this.#run(effect, typed);
  }

  #run(effect: PopupEffect, typed: TypedPins): void {
    switch (effect.kind) {
      case 'connect-host':
      case 'disconnect-host':
      case 'close-card':
        this.#host.carryOut(effect);
        break;
      case 'read-card':
        this.#inspectCard(effect.reader);
        break;
      case 'open-card':
        this.#openCard(effect.reader, effect.pin);
        break;
      case 'use-pin':
        this.#usePin(typed);
        break;
      case 'fill-form':
        this.#fillForm(effect);
        break;
    }
  }

  #inspectCard(reader: string): void {
    this.#host.askNextCard('inspectCard', { reader }, (card) => ({ type: 'inspected', card }));
  }

  #openCard(reader: string, pin: PinKind): void {
    this.#host.ask('openCard', { reader, pin }, ({ triesLeft }) => ({ type: 'card-opened', triesLeft }));
  }

  #usePin({ pin, newPin }: TypedPins): void {
    const { task, chosen } = this.#state;
    if (task.kind === 'change-pin')
      this.#host.ask('changePin', { which: task.which, pin, newPin }, ({ triesLeft }) => ({
        type: 'pin-changed',
        triesLeft,
      }));
    else
      this.#host.ask('readAttributes', { pin, attributes: [...chosen] }, ({ attributes }) => ({
        type: 'attributes-read',
        attributes,
      }));
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

  #fillForm(fill: FillForm): void {
    this.#writeIntoPage(fill).then(
      (outcome) => {
        this.dispatch({ type: 'filled', outcome });
      },
      () => {
        this.dispatch({ type: 'page-refused', problem: 'page-gone' });
      },
    );
  }

  /**
   * What the page gets is remembered before it has it: this window, or that document, may go while it is written to, and
   * what a page refuses it has seen all the same.
   */
  async #writeIntoPage({ writes, attributes }: FillForm): Promise<FillOutcome> {
    const { page } = this.#options;
    const isStillThere = await page?.isStillThere().catch(() => false);
    if (page === undefined || isStillThere !== true) return null;
    this.#remember(attributes);
    return page.fill(writes);
  }

  #remember(attributes: readonly Attribute[]): void {
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
}
