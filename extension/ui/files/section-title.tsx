import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface SectionTitleProps {
  readonly text: string;
  /** The person comes here from somewhere else, and goes on reading here. */
  readonly focused: boolean;
}

export function SectionTitle({ text, focused }: SectionTitleProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused || document.activeElement?.matches('nav a')) heading.current?.focus();
  }, []);
  return (
    <h2 id="section-title" tabIndex={-1} ref={heading}>
      {text}
    </h2>
  );
}
