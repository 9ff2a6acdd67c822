/**
 * The prompt sheet: tells, inside the page, that a window is open and how far it is. It mirrors the prompt and decides
 * nothing (security rule 1): a page that imitates, covers, moves or removes it gains nothing.
 */
import type { BridgeToPrompt, ProgressStep } from '../../shared/extension-protocol.ts';
import type { ExtensionApi } from './extension-api.ts';
import { SHEET_STYLE } from './prompt-sheet-style.ts';

export interface PromptSheet {
  show(step: ProgressStep): void;
}

/** Opens the sheet until the signal aborts. */
export function openPromptSheet(
  api: ExtensionApi,
  tellPrompt: (kind: BridgeToPrompt['kind']) => void,
  signal: AbortSignal,
): PromptSheet {
  const text = (key: string): string => api.i18n.getMessage(`sheet_${key}`);
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  adoptStyle(root);

  const status = element('p', '', { role: 'status' });
  const button = (label: string, kind: BridgeToPrompt['kind']): HTMLElement => {
    const node = element('button', text(label), { type: 'button' });
    node.addEventListener('click', (event) => {
      if (event.isTrusted) tellPrompt(kind);
    });
    return node;
  };
  const sheet = element('section', '', { 'aria-label': text('label'), lang: text('language') });
  sheet.append(element('h2', text('title')), status, button('show', 'show'), button('cancel', 'cancel'));
  root.append(sheet);

  // The top layer lies over whatever the page has; auto-dismissal would be the page's or a stray click's decision.
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
  show('connecting');
  return { show };
}

function element(name: string, text: string, attributes: Record<string, string> = {}): HTMLElement {
  const node = document.createElement(name);
  node.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  return node;
}

function adoptStyle(root: ShadowRoot): void {
  const style = new CSSStyleSheet();
  style.replaceSync(SHEET_STYLE);
  root.adoptedStyleSheets = [style];
}
