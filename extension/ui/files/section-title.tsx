import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusFirst } from '../focus-first.ts';

export interface SectionTitleProps {
  readonly text: string;
  /** The person comes here from somewhere else, and goes on reading here. */
  readonly focused: boolean;
}

export function SectionTitle({ text, focused }: SectionTitleProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusFirst(() => (focused || document.activeElement?.matches('nav a') ? heading.current : undefined));
  return (
    <h2 id="section-title" tabIndex={-1} ref={heading}>
      {text}
    </h2>
  );
}
