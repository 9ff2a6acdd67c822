import type { JSX } from 'preact';
import type { HistoryEntry } from '../history/history-entry.ts';
import { SiteName } from './site-name.tsx';
import { useText } from './text.ts';

/** Who asked for what the history remembers: a site, or the person with files of their own. */
export function Asker({ entry: { origin } }: { readonly entry: Pick<HistoryEntry, 'origin'> }): JSX.Element {
  const t = useText();
  return origin === undefined ? <strong>{t('history.own_files')}</strong> : <SiteName origin={origin} />;
}
