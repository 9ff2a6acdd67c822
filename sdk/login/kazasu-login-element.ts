import { authenticate } from '../page/authenticate.ts';
import { languageOf } from './language.ts';
import { failureOf, type LoginErrorDetail } from './login-failure.ts';
import { fetchNonce, sendToken } from './login-server.ts';
import { helpUrlOf, type KazasuLoginAttributes, type LoginSettings, readSettings } from './login-settings.ts';
import { type LoginState, LoginView, type Situation } from './login-view.ts';
import type { LoginStep } from './messages.ts';

/** A nonce that nobody has used yet is fresh enough for this long; a server keeps it for several minutes. */
const NONCE_KEPT_MS = 60_000;

/** A server that renders pages imports this too, and has no elements; there nobody makes one. */
const ElementBase =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/**
 * `<kazasu-login nonce-url="/login/nonce" login-url="/login">`: a button that asks the site's server for a nonce, the
 * person for their card, and the server for its verdict. docs/login-element.md.
 *
 * Its attribute `state` says how far it is, for style sheets. Taken out of the page, it gives the log-in up.
 */
export class KazasuLoginElement extends ElementBase {
  /** Those that change what is seen; {@link KazasuLoginAttributes} has the others, which are read at each press. */
  static readonly observedAttributes: readonly (keyof KazasuLoginAttributes)[] = ['lang', 'help-url'];

  readonly #view = new LoginView(this.attachShadow({ mode: 'open', delegatesFocus: true }), () => {
    void this.#press();
  });
  #situation: Situation = { state: 'idle' };
  /** The log-in under way; aborting it ends it without a word. */
  #run: AbortController | undefined;
  /** Came too late for the press that it was fetched for. */
  #keptNonce: { readonly nonce: string; readonly until: number } | undefined;

  get state(): LoginState {
    return this.#situation.state;
  }

  /** Of the custom elements’ own life: into a page. */
  connectedCallback(): void {
    window.addEventListener('pageshow', this.#onPageShow);
    this.#show(this.#situation);
  }

  /** Of the same: out of it, which gives a log-in up. */
  disconnectedCallback(): void {
    window.removeEventListener('pageshow', this.#onPageShow);
    this.#reset();
  }

  /** Of the same: language or help has changed. */
  attributeChangedCallback(): void {
    if (this.isConnected) this.#show(this.#situation);
  }

  /** Whoever comes back to the page by the browser's Back finds it as it was left, logged in or waiting. */
  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#reset();
  };

  async #press(): Promise<void> {
    if (this.state === 'busy' || this.state === 'done') return;
    const run = new AbortController();
    this.#run = run;
    try {
      await this.#logIn(readSettings(this), run.signal);
    } catch (error) {
      if (!run.signal.aborted) this.#fail(failureOf(error));
    }
  }

  async #logIn(settings: LoginSettings, signal: AbortSignal): Promise<void> {
    this.#enter('preparing', signal);
    const nonce = this.#takeKeptNonce() ?? (await fetchNonce(settings, signal));
    if (!navigator.userActivation.isActive) {
      signal.throwIfAborted();
      this.#keptNonce = { nonce, until: Date.now() + NONCE_KEPT_MS };
      this.#show({ state: 'press-again' });
      return;
    }
    this.#enter('in-window', signal);
    const { token } = await authenticate({ nonce, purpose: settings.purpose, signal });
    this.#enter('confirming', signal);
    const answer = await sendToken(token, settings, signal);
    signal.throwIfAborted();
    this.#succeed(answer, settings.successUrl);
  }

  #takeKeptNonce(): string | undefined {
    const kept = this.#keptNonce;
    this.#keptNonce = undefined;
    return kept && Date.now() < kept.until ? kept.nonce : undefined;
  }

  #enter(step: LoginStep, signal: AbortSignal): void {
    signal.throwIfAborted();
    this.#show({ state: 'busy', step });
  }

  #succeed(answer: unknown, successUrl: URL | undefined): void {
    this.#show({ state: 'done' });
    if (this.#tell('kazasu-login', answer) && successUrl !== undefined) location.assign(successUrl);
  }

  #fail(failure: LoginErrorDetail): void {
    this.#show({ state: 'failed', code: failure.code });
    if (!this.#tell('kazasu-error', failure)) this.#show({ state: 'idle' });
  }

  /** @returns whether the page leaves the rest to the element */
  #tell(name: 'kazasu-login' | 'kazasu-error', detail: unknown): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  #reset(): void {
    this.#run?.abort();
    this.#keptNonce = undefined;
    this.#show({ state: 'idle' });
  }

  #show(situation: Situation): void {
    this.#situation = situation;
    this.setAttribute('state', situation.state);
    this.#view.show(situation, { language: languageOf(this), helpUrl: helpUrlOf(this) });
  }
}
