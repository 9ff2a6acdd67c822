import type { JSX } from 'preact';
import { Mark } from './mark.tsx';
import { PopupCard } from './popup-card.tsx';
import { PopupFill } from './popup-fill.tsx';
import { PopupLastRequest } from './popup-last-request.tsx';
import { PopupProgress } from './popup-progress.tsx';
import type { PopupProps } from './popup.tsx';
import { useText } from './text.ts';

/** The card at a glance, and what can be done with it. */
export function PopupOverview(props: PopupProps): JSX.Element {
  const { state, dispatch } = props;
  const { view, hostVersion } = state;
  const t = useText();
  return (
    <>
      <header class="popup-header">
        <p>
          <Mark />
          Kazasu
        </p>
        <span class="actions">
          <button id="open-files" type="button" onClick={props.onOpenFiles}>
            {t('files.open')}
          </button>
          <button id="options" type="button" onClick={props.onOpenOptions}>
            {t('popup.settings')}
          </button>
        </span>
      </header>
      <PopupProgress state={state} simulatorChosen={props.simulatorChosen} />
      {(view.name === 'host-problem' || view.name === 'card-problem') && (
        <footer>
          <button
            id="retry"
            type="button"
            onClick={() => {
              dispatch({ type: 'retry' });
            }}
          >
            {t('prompt.retry')}
          </button>
        </footer>
      )}
      {view.name === 'card' && (
        <PopupCard card={view.card} reader={view.reader} now={new Date()} onOpenTask={props.onOpenTask} />
      )}
      {view.name !== 'host-problem' && <PopupFill onFillForm={props.onFillForm} />}
      {props.lastRequest && <PopupLastRequest entry={props.lastRequest} />}
      <p class="note helper-version">{hostVersion !== undefined && t('popup.helper', [hostVersion])}</p>
    </>
  );
}
