import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { KEPT_MONTHS, type KeptMonths, keptSince } from '../history/kept-period.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { OptionsChoice } from './options-choice.tsx';
import type { OptionsData, OptionsSectionProps } from './options-data.ts';
import { type MessageKey, useText } from './text.ts';

const KEPT_TEXT: Readonly<Record<KeptMonths, MessageKey>> = {
  24: 'history.kept_24',
  12: 'history.kept_12',
  6: 'history.kept_6',
  0: 'history.kept_0',
};

/** For how long the history is kept. What a shorter time would erase is asked about first. */
export function OptionsHistoryKept({ data, actions }: OptionsSectionProps): JSX.Element {
  const t = useText();
  const [wanted, setWanted] = useState<KeptMonths>();
  const { history: isAllowed } = data.managed;
  const choose = (months: KeptMonths): void => {
    if (expiring(data, months) > 0) setWanted(months);
    else actions.keepHistory(months);
  };
  return (
    <fieldset class="kept" disabled={!isAllowed}>
      <legend>{t('history.kept')}</legend>
      {!isAllowed && <p class="note">{t('history.managed_off')}</p>}
      {KEPT_MONTHS.map((months) => (
        <OptionsChoice
          key={months}
          id={`kept-${months}`}
          group="kept"
          title={t(KEPT_TEXT[months])}
          checked={months === data.keptMonths}
          onChoose={() => {
            choose(months);
          }}
        />
      ))}
      {wanted !== undefined && (
        <ConfirmDialog
          {...(wanted === 0
            ? { title: t('history.erase_all_title'), label: t('history.erase_all') }
            : { title: t('history.kept_title'), label: t('history.erase') })}
          text={t(wanted === 0 ? 'history.erase_all_text' : 'history.kept_text', [expiring(data, wanted)])}
          onConfirm={() => {
            actions.keepHistory(wanted);
          }}
          onClose={() => {
            setWanted(undefined);
          }}
        />
      )}
    </fieldset>
  );
}

/** How many entries would go. */
function expiring({ history }: OptionsData, months: KeptMonths): number {
  if (months === 0) return history.length;
  const since = keptSince(new Date(), months).toISOString();
  return history.filter(({ time }) => time < since).length;
}
