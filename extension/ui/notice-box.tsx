import type { JSX } from 'preact';
import type { PinKind } from '../../shared/jpki.ts';
import type { Notice } from '../card-dialogue/card-state.ts';
import { type MessageKey, useText } from './text.ts';

interface NoticeRow {
  /** While the card is still to come back. */
  readonly 'before-card': MessageKey;
  /** When the PIN is asked for again; it may name the tries left. */
  readonly 'at-pin': MessageKey;
  /** When the PIN is asked for again and the confirmation below says what is at stake. */
  readonly 'at-last-try': MessageKey;
}

const NOTICE_TEXT: Readonly<Record<Notice, NoticeRow>> = {
  'wrong-pin': row('notice.wrong_pin', 'notice.wrong_pin_tries', 'notice.wrong_pin'),
  'pin-malformed': row('notice.pin_malformed', 'notice.pin_malformed'),
  'card-removed': row('notice.card_removed', 'notice.card_returned'),
  'pin-outcome-unknown': row('notice.outcome_unknown', 'notice.outcome_reread'),
};

function row(beforeCard: MessageKey, atPin: MessageKey, atLastTry = atPin): NoticeRow {
  return { 'before-card': beforeCard, 'at-pin': atPin, 'at-last-try': atLastTry };
}

export interface NoticeBoxProps {
  readonly notice: Notice | undefined;
  readonly when: keyof NoticeRow;
  readonly triesLeft?: number | undefined;
  /** Where one is being asked for. */
  readonly which?: PinKind;
}

/** What has just happened. Before the card it stands in a live region; at the PIN it announces itself. */
export function NoticeBox({ notice, when, triesLeft = 0, which }: NoticeBoxProps): JSX.Element | null {
  const t = useText();
  if (notice === undefined) return null;
  const isPassword = which === 'digitalSignature' && notice === 'pin-malformed';
  return (
    <p class="notice" data-notice={notice} role={when === 'before-card' ? undefined : 'alert'}>
      {t(isPassword ? 'signing.pin_malformed' : NOTICE_TEXT[notice][when], [triesLeft])}
    </p>
  );
}
