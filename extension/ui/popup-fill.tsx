import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageProblem } from '../popup/popup-state.ts';
import { pageProblemKeys } from './popup-view-text.ts';
import type { PopupProps } from './popup.tsx';
import { useText } from './text.ts';

/** "Fill in this form": the page is touched when the person presses the button, and not before. */
export function PopupFill({ onFillForm }: Pick<PopupProps, 'onFillForm'>): JSX.Element {
  const t = useText();
  const [problem, setProblem] = useState<PageProblem>();
  const keys = problem && pageProblemKeys(problem);
  return (
    <section class="popup-fill" aria-label={t('fill.title')}>
      <div role="status" id="fill-problem" data-problem={problem}>
        {keys && (
          <p class="warning">
            <strong>{t(keys.title)}</strong> {t(keys.text)}
          </p>
        )}
      </div>
      <button
        class="primary"
        id="fill-form"
        aria-describedby="fill-note"
        type="button"
        onClick={() => {
          setProblem(undefined);
          void onFillForm().then(setProblem);
        }}
      >
        {t('fill.start')}
      </button>
      <p class="note" id="fill-note">
        {t('fill.text')}
      </p>
    </section>
  );
}
