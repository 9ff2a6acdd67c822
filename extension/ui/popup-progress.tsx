import type { JSX } from 'preact';
import type { PopupState } from '../popup/popup-state.ts';
import { Problem } from './problem.tsx';
import { popupProblemKeys, popupStatusOf } from './popup-view-text.ts';
import { Status } from './status.tsx';
import { useText } from './text.ts';

export interface PopupProgressProps {
  readonly state: PopupState;
  readonly simulatorChosen: boolean;
}

/** What is going on, or what is wrong and what to do. The status' region is there before it speaks, so that it is heard. */
export function PopupProgress({ state, simulatorChosen }: PopupProgressProps): JSX.Element {
  const { view, notice, readers } = state;
  const t = useText();
  const status = popupStatusOf(state);
  const problem = popupProblemKeys(state, simulatorChosen);
  return (
    <>
      <div class="live" aria-live="polite">
        {status && (
          <Status
            mood={status.mood}
            title={t(status.title)}
            text={t(status.text)}
            notice={notice}
            readers={view.name === 'waiting-for-card' ? readers : []}
          />
        )}
        {view.name === 'card' && <p class="visually-hidden">{t('popup.card_read')}</p>}
      </div>
      {problem && <Problem title={t(problem.title)} text={t(problem.text)} notice={notice} />}
    </>
  );
}
