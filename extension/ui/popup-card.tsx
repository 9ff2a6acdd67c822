import type { JSX } from 'preact';
import type { CardKind } from '../../shared/host-protocol.ts';
import type { PinKind } from '../../shared/jpki.ts';
import type { CardAtAGlance } from '../popup/popup-state.ts';
import type { PopupTask } from '../popup/popup-task.ts';
import { PIN_TEXT } from './pin-text.ts';
import { PopupCertificate } from './popup-certificate.tsx';
import { type MessageKey, useText } from './text.ts';
import { TriesLeft } from './tries-left.tsx';

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

/** Everything that the card says without a PIN: its two certificates, each with its PIN, and the third PIN. */
export function PopupCard({ card, reader, now, onOpenTask }: PopupCardProps): JSX.Element {
  const t = useText();
  const { userAuthentication, digitalSignature } = card.certificates;
  const pinRow = (which: PinKind): JSX.Element => (
    <PinRow which={which} triesLeft={card.triesLeft[which]} onOpenTask={onOpenTask} />
  );
  return (
    <section class="popup-card" aria-labelledby="card">
      <div class="popup-card-head">
        <h1 id="card">{t(KIND_NAME[card.kind])}</h1>
        <p class="note">{t('view.waiting_for_card.reader', [reader])}</p>
      </div>
      {Object.values(card.triesLeft).includes(0) && <p class="warning">{t('popup.unlock')}</p>}
      <ul>
        <li>
          <PopupCertificate kind="userAuthentication" now={now} {...userAuthentication} />
          {pinRow('userAuthentication')}
        </li>
        <li>
          <PopupCertificate kind="digitalSignature" now={now} state={digitalSignature.state} />
          {pinRow('digitalSignature')}
        </li>
        <li>
          <h2>{t('popup.card_info_input')}</h2>
          {pinRow('cardInfoInput')}
        </li>
      </ul>
    </section>
  );
}

interface PinRowProps extends Pick<PopupCardProps, 'onOpenTask'> {
  readonly which: PinKind;
  readonly triesLeft: number | undefined;
}

/** A PIN, the tries that it has left, and what can be done with it. */
function PinRow({ which, triesLeft, onOpenTask }: PinRowProps): JSX.Element {
  const t = useText();
  const text = PIN_TEXT[which];
  const name = t(text.name);
  return (
    <div class="with-action" data-pin={which} data-count={triesLeft}>
      <p>
        <span class="note">{t(text.form)}</span>{' '}
        {triesLeft === undefined ? t('popup.pin_absent') : <TriesLeft which={which} count={triesLeft} />}
      </p>
      {triesLeft === 0 && <strong class="locked">{t('popup.locked')}</strong>}
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
  );
}
