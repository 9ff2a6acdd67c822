import type { JSX } from 'preact';
import type { Notice } from '../prompt/prompt-state.ts';
import { type MessageKey, useText } from './text.ts';

interface NoticeRow {
  /** While the card is still to come back. */
  readonly 'before-card': MessageKey;
  /** When the PIN is asked for again; it may name the tries left. */
  readonly 'at-pin': MessageKey;
}

const NOTICE_TEXT: Readonly<Record<Notice, NoticeRow>> = {
  'wrong-pin': { 'before-card': 'notice.wrong_pin', 'at-pin': 'notice.wrong_pin_tries' },
  'pin-malformed': { 'before-card': 'notice.pin_malformed', 'at-pin': 'notice.pin_malformed' },
  'card-removed': { 'before-card': 'notice.card_removed', 'at-pin': 'notice.card_returned' },
  'pin-outcome-unknown': { 'before-card': 'notice.outcome_unknown', 'at-pin': 'notice.outcome_reread' },
};

export interface NoticeBoxProps {
  readonly notice: Notice | undefined;
  readonly when: keyof NoticeRow;
  readonly triesLeft?: number | undefined;
}

/** What has just happened. Before the card it stands in a live region; at the PIN it announces itself. */
export function NoticeBox({ notice, when, triesLeft = 0 }: NoticeBoxProps): JSX.Element | null {
  const t = useText();
  if (notice === undefined) return null;
  return (
    <p class="notice" data-notice={notice} role={when === 'at-pin' ? 'alert' : undefined}>
      {t(NOTICE_TEXT[notice][when], [triesLeft])}
    </p>
  );
}
