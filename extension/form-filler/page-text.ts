/**
 * What a page says around a control, as text of bounded length. Where an element may be a form, its methods are those of
 * the prototype: `<input name="matches">` is a property of its form (HTML, "named properties"; DOM clobbering), in Chromium
 * also for scripts outside the page's own world.
 */
import { MAX_NODES, MAX_TEXT } from './form-bounds.ts';

const NOT_TEXT = 'input, select, textarea, button, script, style, noscript, template';

/** The element's text without that of controls in it: a label may hold its select, whose options are not its name. */
export function textOf(element: Element): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && matches(node, NOT_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let text = '';
  for (let count = 0; count < MAX_NODES && text.length < 4 * MAX_TEXT && walker.nextNode(); count += 1) {
    if (walker.currentNode instanceof Text) text += ` ${walker.currentNode.data.slice(0, 4 * MAX_TEXT)}`;
  }
  return bounded(text);
}

/** Text between an element and the next one before or behind it: 姓 before a field, 年 behind it. */
export function textBeside(element: Element, side: 'previousSibling' | 'nextSibling'): string {
  let text = '';
  let node = element[side];
  for (let count = 0; node !== null && count < 5 && bounded(text) === ''; count += 1) {
    if (node instanceof Text) text = node.data.slice(0, 4 * MAX_TEXT);
    else if (!isBeside(node)) break;
    else if (node instanceof Element) text = textOf(node);
    node = node[side];
  }
  return bounded(text);
}

/** The first text in the line that an element stands in: 生年月日 before the year, the month and the day behind it. */
export function textAtLineStart(element: Element): string {
  let text = '';
  let node = element.previousSibling;
  for (let count = 0; node !== null && count < MAX_NODES && !endsLine(node); count += 1) {
    const found = node instanceof Text ? bounded(node.data) : node instanceof Element ? textOf(node) : '';
    if (found !== '') text = found;
    node = node.previousSibling;
  }
  return text;
}

function endsLine(node: Node): boolean {
  return node instanceof Element && !matches(node, `${INLINE}, ${CONTROLS}`);
}

const CONTROLS = 'input, select, textarea';
const INLINE = 'span, label, small, b, strong, em, i, abbr';

/** Whether a node stands in the same line, and is no control or the label of one. */
function isBeside(node: Node): boolean {
  if (!(node instanceof Element)) return node instanceof Comment;
  return matches(node, INLINE) && !(node instanceof HTMLLabelElement && node.control !== null);
}

/** By an attribute that names elements by their ids, such as `aria-labelledby`. */
export function referredText(element: Element, attribute: string): string {
  const ids = (element.getAttribute(attribute) ?? '').split(/\s+/u).slice(0, 5);
  const elements = ids.map((id) => element.ownerDocument.getElementById(id));
  return bounded(elements.map((found) => (found === null ? '' : textOf(found))).join(' '));
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

export function bounded(text: string | null | undefined): string {
  return (text ?? '')
    .slice(0, 8 * MAX_TEXT)
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
}
