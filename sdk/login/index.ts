/**
 * `kazasu/login`: importing it defines `<kazasu-login>`, a button that does the whole log-in against two endpoints of the
 * page's own site. Where there are no custom elements, as on a server, importing it does nothing.
 */
import { KazasuLoginElement } from './kazasu-login-element.ts';
import type { LoginErrorDetail } from './login-failure.ts';

export { KazasuLoginElement } from './kazasu-login-element.ts';
export type { LoginErrorCode, LoginErrorDetail } from './login-failure.ts';
export type { KazasuLoginAttributes } from './login-settings.ts';
export type { LoginState } from './login-view.ts';

// Of two copies of this package in one page, the first defines it.
if (typeof customElements !== 'undefined' && customElements.get('kazasu-login') === undefined) {
  customElements.define('kazasu-login', KazasuLoginElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'kazasu-login': KazasuLoginElement;
  }
  /** Both bubble, so that a document or a window hears them too. */
  interface GlobalEventHandlersEventMap {
    /** The server has confirmed the log-in; `detail` is its answer. Cancelling it stays on the page. */
    'kazasu-login': CustomEvent<unknown>;
    /** The log-in has failed. Cancelling it hides what the element would say about that. */
    'kazasu-error': CustomEvent<LoginErrorDetail>;
  }
}
