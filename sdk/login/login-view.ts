/**
 * What the element shows and says, in its shadow tree. No markup is parsed and no inline style is set, so it works under
 * any Content-Security-Policy that lets the script run, Trusted Types included.
 */
import type { Language } from './language.ts';
import type { LoginErrorCode } from './login-failure.ts';
import { STYLE } from './login-style.ts';
import { type LoginStep, MESSAGES, type Messages } from './messages.ts';

export const LOGIN_STATES = ['idle', 'busy', 'press-again', 'failed', 'done'] as const;
/** How far it is. `press-again`: the site took so long that the browser no longer counts the press. */
export type LoginState = (typeof LOGIN_STATES)[number];

export type Situation =
  | { readonly state: Exclude<LoginState, 'busy' | 'failed'> }
  | { readonly state: 'busy'; readonly step: LoginStep }
  | { readonly state: 'failed'; readonly code: LoginErrorCode };

/** The parts that a page can style by `::part()`. */
export const LOGIN_PARTS = [
  'button',
  'icon',
  'label',
  'status',
  'problem',
  'message-title',
  'message-text',
  'help-link',
] as const;
type Part = (typeof LOGIN_PARTS)[number];

interface Context {
  readonly language: Language;
  readonly helpUrl: string | undefined;
}

/** What a person mends by getting Kazasu ready. */
const NOT_READY: readonly LoginErrorCode[] = ['extension-unavailable', 'host-unavailable'];

export class LoginView {
  readonly #root = make('div', {});
  readonly #button = makePart('button', 'button', { type: 'button' });
  readonly #label = make('slot', { name: 'label' });
  /** Both regions stand there from the beginning: assistive technology reports only what changes in them. */
  readonly #status = makePart('div', 'status', { role: 'status' });
  readonly #problem = makePart('div', 'problem', { role: 'alert' });

  constructor(shadow: ShadowRoot, onPress: () => void) {
    shadow.adoptedStyleSheets = [sharedStyle()];
    this.#root.append(this.#button, this.#status, this.#problem);
    shadow.append(this.#root);
    this.#button.addEventListener('click', onPress);
  }

  show(situation: Situation, { language, helpUrl }: Context): void {
    const messages = MESSAGES[language];
    this.#root.lang = language;
    this.#showButton(situation, messages);
    const content = messageOf(situation, messages, helpUrl);
    const region = isProblem(situation) ? this.#problem : this.#status;
    for (const each of [this.#status, this.#problem])
      each.replaceChildren(...(each === region ? content : []));
  }

  #showButton({ state }: Situation, messages: Messages): void {
    const isBusy = state === 'busy';
    this.#label.replaceChildren(messages.button);
    const label = makePart('span', 'label', {}, this.#label);
    const icon = isBusy ? make('span', { class: 'progress' }) : make('slot', { name: 'icon' }, cardIcon());
    this.#button.replaceChildren(icon, label);
    // Not `disabled`, which would take the keyboard's focus away.
    this.#button.ariaDisabled = String(isBusy || state === 'done');
  }
}

/** What interrupts a screen reader. Nobody need be told with urgency what they have just done themselves. */
function isProblem(situation: Situation): boolean {
  return situation.state === 'failed' && situation.code !== 'user-cancelled';
}

function messageOf(situation: Situation, messages: Messages, helpUrl: string | undefined): Node[] {
  switch (situation.state) {
    case 'idle':
      return [];
    case 'busy':
      return [plainMessage(messages.steps[situation.step])];
    case 'press-again':
      return [plainMessage(messages.pressAgain)];
    case 'done':
      return [plainMessage(messages.done)];
    case 'failed':
      return [problemMessage(situation.code, messages, helpUrl)];
  }
}

function plainMessage(text: string): Node {
  return make('div', { class: 'message' }, makePart('p', 'message-text', {}, text));
}

/** The site may put its own advice in the place of ours, by a child with `slot="CODE"`, and more below it. */
function problemMessage(
  code: LoginErrorCode,
  { problems, help }: Messages,
  helpUrl: string | undefined,
): Node {
  const { title, text } = problems[code];
  const advice = make('slot', { name: code }, makePart('p', 'message-text', {}, text));
  if (helpUrl !== undefined && NOT_READY.includes(code)) {
    advice.append(make('p', {}, makePart('a', 'help-link', { href: helpUrl }, help)));
  }
  const heading = makePart('p', 'message-title', {}, title);
  return make('div', { class: 'message' }, heading, advice, make('slot', { name: 'help' }));
}

/** A card with its chip. The button's label says it all. */
function cardIcon(): SVGElement {
  const svg = makeSvg('svg', {
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
  });
  svg.setAttribute('part', 'icon' satisfies Part);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(
    makeSvg('rect', { x: '2', y: '4.5', width: '20', height: '15', rx: '2.5' }),
    makeSvg('rect', { x: '5.5', y: '9', width: '5', height: '4', rx: '1' }),
    makeSvg('path', { d: 'M14 10h4.5M14 13h3M5.5 16.4h5' }),
  );
  return svg;
}

function makePart<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: Part,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  return make(name, { part, ...attributes }, ...children);
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function makeSvg(name: 'svg' | 'rect' | 'path', attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

let style: CSSStyleSheet | undefined;

/** One sheet for all elements, made when there is a document to make it for. */
function sharedStyle(): CSSStyleSheet {
  if (style === undefined) {
    style = new CSSStyleSheet();
    style.replaceSync(STYLE);
  }
  return style;
}
