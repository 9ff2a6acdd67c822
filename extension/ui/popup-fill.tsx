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
    <section class="popup-fill" aria-labelledby="fill-title">
      <h2 id="fill-title">{t('fill.title')}</h2>
      <p class="note">{t('fill.text')}</p>
      <button
        class="primary"
        id="fill-form"
        type="button"
        onClick={() => {
          setProblem(undefined);
          void onFillForm().then(setProblem);
        }}
      >
        {t('fill.start')}
      </button>
      <div role="status" id="fill-problem" data-problem={problem}>
        {keys && (
          <p class="warning">
            <strong>{t(keys.title)}</strong> {t(keys.text)}
          </p>
        )}
      </div>
    </section>
  );
}
