import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Notice } from '../card-dialogue/card-state.ts';
import { useFocusFirst } from './focus-first.ts';
import { Illustration } from './illustration.tsx';
import { NoticeBox } from './notice-box.tsx';

export interface ProblemProps {
  readonly title: string;
  /** Its paragraphs, one a line. */
  readonly text: string;
  readonly notice: Notice | undefined;
}

/**
 * What went wrong and what to do about it. The heading takes the focus, not a button: whoever is still typing a PIN must
 * not press one unawares.
 */
export function Problem({ title, text, notice }: ProblemProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusFirst(() => heading.current, title);
  return (
    <div class="status problem">
      <Illustration mood="problem" />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {text.split('\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <NoticeBox notice={notice} when="before-card" />
    </div>
  );
}
