import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { PopupView } from '../popup/popup-state.ts';
import { useFocusFirst } from './focus-first.ts';
import { Illustration } from './illustration.tsx';
import { useText } from './text.ts';

export interface FillReportProps {
  readonly view: Extract<PopupView, { name: 'filled' }>;
}

/** How many fields have what was meant for them, and which have not. */
export function FillReport({ view }: FillReportProps): JSX.Element {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusFirst(() => heading.current);
  const { filled, refused } = view;
  return (
    <div class="status" id="report" data-filled={filled} data-refused={refused.length}>
      <Illustration mood={refused.length === 0 ? 'done' : 'problem'} />
      <h1 ref={heading} tabIndex={-1}>
        {t('fill.filled', [filled])}
      </h1>
      <p>{t('fill.filled_text')}</p>
      {refused.length > 0 && (
        <div class="warning">
          <p>{t('fill.refused')}</p>
          <ul>
            {refused.map((label, index) => (
              <li key={index}>{label || t('fill.unnamed')}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
