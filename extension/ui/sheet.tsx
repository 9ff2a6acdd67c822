import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';

export interface SheetProps {
  readonly id: string;
  readonly summary: string;
  readonly children: ComponentChildren;
}

/**
 * An explanation to open, which lies over what is below it, so that nothing moves. It closes by itself as soon as the
 * focus goes elsewhere: what has the focus is never covered (WCAG 2.2, 2.4.11).
 */
export function Sheet({ id, summary, children }: SheetProps): JSX.Element {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (details.current) details.current.open = false;
  };

  const closeBehindFocus = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !details.current?.contains(relatedTarget)) close();
  };
  // Escape would leave the whole prompt.
  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !details.current?.open) return;
    event.stopPropagation();
    close();
  };

  return (
    <details ref={details} class="sheet" id={id} onFocusOut={closeBehindFocus} onKeyDown={closeByKey}>
      <summary>{summary}</summary>
      <div class="sheet-content">{children}</div>
    </details>
  );
}
