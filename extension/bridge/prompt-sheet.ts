/**
 * The prompt sheet: says, inside the page, that a window is open and how far it is. It mirrors the prompt and decides
 * nothing (security rule 1): a page that imitates, covers, moves or removes it gains nothing.
 */
import type { ProgressStep, SheetTexts } from '../../shared/extension-protocol.ts';
import type { ExtensionApi } from './extension-api.ts';
import { PROMPT_SHEET_STYLE } from './prompt-sheet-style.ts';

export interface PromptSheet {
  show(step: ProgressStep): void;
}

/** What the person can choose on it; the prompt is told. */
export type SheetChoice = 'cancel' | 'show';

/** In the browser's language, or as the background sends it. */
export interface SheetLanguage {
  readonly api: ExtensionApi;
  readonly texts: SheetTexts | undefined;
}

export type OpenPromptSheet = typeof openPromptSheet;

/** Opens the sheet until the signal aborts. */
export function openPromptSheet(
  { api, texts }: SheetLanguage,
  onChoice: (choice: SheetChoice) => void,
  signal: AbortSignal,
): PromptSheet {
  const text = (key: string): string => texts?.[key] ?? api.i18n.getMessage(`sheet_${key}`);
  const button = (choice: SheetChoice): HTMLElement => {
    const node = html('button', { type: 'button', class: choice }, text(choice));
    node.addEventListener('click', (event) => {
      if (event.isTrusted) onChoice(choice);
    });
    return node;
  };

  const title = text('title');
  const status = html('p', { role: 'status' });
  const sheet = html('section', {
    'aria-label': title,
    lang: texts?.['language'] ?? api.i18n.getMessage('language'),
  });
  const actions = html('div');
  actions.append(button('cancel'), button('show'));
  sheet.append(
    drawMark(),
    html('h2', {}, title),
    status,
    html('p', { class: 'note' }, text('note')),
    actions,
  );

  const host = html('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = new CSSStyleSheet();
  style.replaceSync(PROMPT_SHEET_STYLE);
  root.adoptedStyleSheets = [style];
  root.append(sheet);

  // The top layer lies over whatever the page has; "manual" because a click elsewhere does not end the request.
  host.popover = 'manual';
  document.documentElement.append(host);
  host.showPopover();
  signal.addEventListener('abort', () => {
    host.remove();
  });

  const show = (step: ProgressStep): void => {
    sheet.dataset['step'] = step;
    status.textContent = text(step.replaceAll('-', '_'));
  };
  return { show };
}

/** icon/icon.svg. Built node by node: what is parsed from text, a page's Trusted Types may refuse. */
function drawMark(): Element {
  const mark = svg('svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' });
  mark.append(
    svg('rect', { class: 'ground', width: '32', height: '32', rx: '7.5' }),
    svg('rect', { class: 'figure', x: '7', y: '5', width: '18', height: '11.5', rx: '2.2' }),
    svg('rect', { class: 'ground', x: '9.8', y: '8.6', width: '4.2', height: '3.6', rx: '.9' }),
    svg('path', { class: 'wave', d: 'M10 22.2a8.8 8.8 0 0 1 12 0M13.7 26.4a3.6 3.6 0 0 1 4.6 0' }),
  );
  return mark;
}

type Attributes = Readonly<Record<string, string>>;

function html(name: string, attributes: Attributes = {}, text = ''): HTMLElement {
  const element = withAttributes(document.createElement(name), attributes);
  element.textContent = text;
  return element;
}

function svg(name: string, attributes: Attributes): Element {
  return withAttributes(document.createElementNS('http://www.w3.org/2000/svg', name), attributes);
}

function withAttributes<Node extends Element>(element: Node, attributes: Attributes): Node {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
