import type { JSX } from 'preact';
import { csvFile } from '../history/csv.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { historyJson } from '../history/history-json.ts';
import { ConfirmedButton } from './confirm-dialog.tsx';
import { entryText, givenTexts, historyTable, METHOD_TEXT, OUTCOME_TEXT } from './history-text.ts';
import type { OptionsActions, OptionsSectionProps } from './options-data.ts';
import { OptionsHistoryKept } from './options-history-kept.tsx';
import { OptionsList } from './options-list.tsx';
import { saveFile } from './save-file.ts';
import { Asker } from './asker.tsx';
import { useText } from './text.ts';
import { timeFormat } from './time-text.ts';

/** What was asked and what became of it. */
export function OptionsHistory({ data, actions }: OptionsSectionProps): JSX.Element {
  const t = useText();
  const { history } = data;
  const times = timeFormat(t);
  return (
    <>
      <p>{t('history.text')}</p>
      <OptionsHistoryKept data={data} actions={actions} />
      {history.length === 0 ? (
        <p class="panel" data-empty>
          {t('history.none')}
        </p>
      ) : (
        <>
          <Exports history={history} />
          <OptionsList
            id="history"
            items={history}
            keyOf={({ id }) => id}
            textOf={(entry) => entryText(entry, t, times)}
            renderItem={(entry) => <Entry entry={entry} times={times} actions={actions} />}
          />
          <ConfirmedButton
            id="erase-history"
            label={t('history.erase_all')}
            title={t('history.erase_all_title')}
            text={t('history.erase_all_text', [history.length])}
            onConfirm={actions.eraseHistory}
          />
        </>
      )}
    </>
  );
}

function Exports({ history }: { readonly history: readonly HistoryEntry[] }): JSX.Element {
  const t = useText();
  const save = (extension: string, type: string, text: string): void => {
    saveFile(`kazasu-history-${new Date().toISOString().slice(0, 10)}.${extension}`, type, text);
  };
  return (
    <div class="actions" role="group" aria-labelledby="save-history">
      <span id="save-history">{t('history.save')}</span>
      <button
        id="save-csv"
        type="button"
        onClick={() => {
          save('csv', 'text/csv;charset=utf-8', csvFile(historyTable(history, t)));
        }}
      >
        {t('history.save_csv')}
      </button>
      <button
        id="save-json"
        type="button"
        onClick={() => {
          save('json', 'application/json', historyJson(history, new Date()));
        }}
      >
        {t('history.save_json')}
      </button>
    </div>
  );
}

interface EntryProps {
  readonly entry: HistoryEntry;
  readonly times: Intl.DateTimeFormat;
  readonly actions: OptionsActions;
}

function Entry({ entry, times, actions }: EntryProps): JSX.Element {
  const t = useText();
  const time = times.format(new Date(entry.time));
  const given = givenTexts(entry, t);
  return (
    <article class="panel" data-entry={entry.id} data-outcome={entry.outcome}>
      <p class="head">
        <Asker entry={entry} />
        {entry.simulated && <span class="badge simulated">{t('history.simulated')}</span>}
        <span class={entry.outcome === 'done' ? 'badge good' : 'badge'}>
          {t(OUTCOME_TEXT[entry.outcome])}
        </span>
      </p>
      <p class="note">
        <time dateTime={entry.time}>{time}</time> · {t(METHOD_TEXT[entry.method])}
      </p>
      {given.length > 0 && (
        <dl>
          {given.map(({ title, items }) => (
            <div key={title}>
              <dt>{t(title)}</dt>
              {items.map((item) => (
                <dd key={item}>{item}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      <div class="actions">
        <button
          type="button"
          class="erase"
          aria-label={t('history.erase_entry', [time, entry.origin ?? t('history.own_files')])}
          onClick={() => {
            actions.eraseEntry(entry.id);
          }}
        >
          {t('history.erase')}
        </button>
      </div>
    </article>
  );
}
