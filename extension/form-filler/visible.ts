/**
 * Whether a person can see a control. A page may hide fields to catch programs that fill in whatever they find, or to
 * take what the person did not mean to give; what cannot be seen is neither described nor written.
 */

/** Whoever looks at the preview must be able to find the field on the page. */
const MIN_PIXELS = 4;
const MIN_OPACITY = 0.2;
const MAX_DEPTH = 100;

/** The tick of a radio button is often drawn by its label, with the button itself out of sight. */
export function isVisible(
  control: HTMLElement & { readonly labels: NodeListOf<HTMLLabelElement> | null },
): boolean {
  if (isHiddenFromReaders(control)) return false;
  if (isSeen(control)) return true;
  const isRadio = control instanceof HTMLInputElement && control.type === 'radio';
  return isRadio && [...(control.labels ?? [])].slice(0, 3).some(isSeen);
}

/** For a person with a screen reader it is not there, so nobody is asked it. */
function isHiddenFromReaders(element: Element): boolean {
  return element.closest('[aria-hidden="true"], [inert]') !== null;
}

function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width >= MIN_PIXELS && box.height >= MIN_PIXELS && isOnPage(box) && !isCutAway(element, box);
}

/** Where the page can be scrolled to. */
function isOnPage(box: DOMRect): boolean {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const left = box.left + scrollX;
  const top = box.top + scrollY;
  return (
    left + box.width > MIN_PIXELS &&
    top + box.height > MIN_PIXELS &&
    left < Math.max(scrollWidth, innerWidth) &&
    top < Math.max(scrollHeight, innerHeight)
  );
}

/** Shapes that leave nothing or next to nothing of what they clip. */
const CLIPPED = /^(?:inset\((?:[5-9][0-9]|100)%|circle\(0|polygon\(0px 0px, 0px 0px)/u;

/** Made transparent by degrees, clipped, or outside an ancestor that shows only part of what is in it. */
function isCutAway(element: Element, box: DOMRect): boolean {
  let opacity = 1;
  for (const ancestor of withAncestors(element)) {
    const style = getComputedStyle(ancestor);
    opacity *= Number(style.opacity);
    if (opacity < MIN_OPACITY || CLIPPED.test(style.clipPath)) return true;
    if (ancestor !== element && isOutside(ancestor, style, box)) return true;
  }
  return false;
}

/** By a walker: a form may have a field of the name `parentElement` (see page-text.ts). */
function* withAncestors(element: Element): Generator<Element> {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT);
  walker.currentNode = element;
  yield element;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const parent = walker.parentNode();
    if (!(parent instanceof Element)) return;
    yield parent;
  }
}

/** What scrolls can be scrolled into view. The page's own overflow is the window's (CSS Overflow, "viewport propagation"). */
function isOutside(ancestor: Element, { overflowX, overflowY }: CSSStyleDeclaration, box: DOMRect): boolean {
  if (ancestor === document.documentElement || ancestor === document.body) return false;
  const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
  const frame = Element.prototype.getBoundingClientRect.call(ancestor);
  return (
    (cuts(overflowX) && shared(box.left, box.right, frame.left, frame.right) < MIN_PIXELS) ||
    (cuts(overflowY) && shared(box.top, box.bottom, frame.top, frame.bottom) < MIN_PIXELS)
  );
}

function shared(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.min(to, otherTo) - Math.max(from, otherFrom);
}
