import type { JSX } from 'preact';
import type { HistoryEntry } from '../history/history-entry.ts';
import { METHOD_TEXT, OUTCOME_TEXT } from './history-text.ts';
import { Asker } from './asker.tsx';
import { useText } from './text.ts';
import { timeFormat } from './time-text.ts';

/** The latest entry of the history: who asked, when, for what, and how it ended. */
export function PopupLastRequest({ entry }: { readonly entry: HistoryEntry }): JSX.Element {
  const t = useText();
  return (
    <section class="popup-last" aria-labelledby="last-title" id="last-request" data-outcome={entry.outcome}>
      <h2 id="last-title">{t('popup.last_request')}</h2>
      <p>
        <Asker entry={entry} />
      </p>
      <p class="note">
        {timeFormat(t).format(new Date(entry.time))}
        {' · '}
        {t(METHOD_TEXT[entry.method])}
        {' · '}
        {t(OUTCOME_TEXT[entry.outcome])}
      </p>
    </section>
  );
}
