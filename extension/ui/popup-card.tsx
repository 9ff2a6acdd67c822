import type { JSX } from 'preact';
import type { CardKind } from '../../shared/host-protocol.ts';
import { PIN_KINDS, type PinKind } from '../../shared/jpki.ts';
import type { CardAtAGlance } from '../popup/popup-state.ts';
import type { PopupTask } from '../popup/popup-task.ts';
import { PIN_TEXT } from './pin-text.ts';
import { PopupCertificate } from './popup-certificate.tsx';
import { PopupTries } from './popup-tries.tsx';
import { type MessageKey, useText } from './text.ts';

export interface PopupCardProps {
  readonly card: CardAtAGlance;
  readonly reader: string;
  readonly now: Date;
  readonly onOpenTask: (task: PopupTask) => void;
}

const KIND_NAME: Readonly<Record<CardKind, MessageKey>> = {
  'individual-number-card': 'popup.kind_card',
  android: 'popup.kind_android',
  iphone: 'popup.kind_iphone',
};

/** Everything that the card says without a PIN. */
export function PopupCard({ card, reader, now, onOpenTask }: PopupCardProps): JSX.Element {
  const t = useText();
  const { userAuthentication, digitalSignature } = card.certificates;
  return (
    <section class="popup-card" aria-labelledby="card">
      <h1 id="card">{t(KIND_NAME[card.kind])}</h1>
      <p class="note">{t('view.waiting_for_card.reader', [reader])}</p>
      <h2>{t('popup.certificates')}</h2>
      <ul>
        <PopupCertificate kind="userAuthentication" now={now} {...userAuthentication} />
        <PopupCertificate kind="digitalSignature" now={now} state={digitalSignature.state} />
      </ul>
      <h2>{t('popup.pins')}</h2>
      <ul>
        {PIN_KINDS.map((which) => (
          <PinRow key={which} which={which} triesLeft={card.triesLeft[which]} onOpenTask={onOpenTask} />
        ))}
      </ul>
    </section>
  );
}

interface PinRowProps extends Pick<PopupCardProps, 'onOpenTask'> {
  readonly which: PinKind;
  readonly triesLeft: number | undefined;
}

function PinRow({ which, triesLeft, onOpenTask }: PinRowProps): JSX.Element {
  const t = useText();
  const text = PIN_TEXT[which];
  const name = t(text.name);
  return (
    <li data-pin={which} data-count={triesLeft}>
      <div class="with-action">
        <div>
          <strong>{name}</strong>
          <p class="note">{t(text.use)}</p>
          {triesLeft === undefined && <p class="note">{t('popup.pin_absent')}</p>}
          {triesLeft !== undefined && triesLeft > 0 && <PopupTries which={which} count={triesLeft} />}
        </div>
        {triesLeft !== undefined && triesLeft > 0 && (
          <button
            class="change"
            type="button"
            aria-label={t('popup.change_named', [name])}
            onClick={() => {
              onOpenTask({ kind: 'change-pin', which });
            }}
          >
            {t('popup.change')}
          </button>
        )}
      </div>
      {triesLeft === 0 && (
        <p class="warning">
          <strong>{t('error.pin_blocked.title')}</strong> {t(text.locked)}
        </p>
      )}
    </li>
  );
}
