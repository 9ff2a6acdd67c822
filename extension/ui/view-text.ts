/** What the prompt says in each of its states. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { Notice, PromptView, ViewName } from '../prompt/prompt-state.ts';
import type { Mood } from './illustration.tsx';
import { errorKeys, type MessageKey } from './text.ts';

/** Whether the state has a row in {@link STATUS_TEXT}. */
export function hasStatus(view: PromptView): view is PromptView & { name: StatusName } {
  return view.name in STATUS_TEXT;
}

/** The states that pass by themselves, or as soon as the person places a card or connects a reader. */
export type StatusName = Exclude<ViewName, 'pin-entry' | 'closed' | ProblemName>;
export type ProblemName = Extract<PromptView, { readonly code: unknown }>['name'];

interface StatusRow {
  readonly mood: Mood;
  readonly title: MessageKey;
  readonly text: MessageKey;
}

export const STATUS_TEXT: Readonly<Record<StatusName, StatusRow>> = {
  connecting: { mood: 'idle', title: 'view.connecting.title', text: 'view.connecting.text' },
  'no-reader': { mood: 'idle', title: 'view.no_reader.title', text: 'view.no_reader.text' },
  'waiting-for-card': {
    mood: 'waiting',
    title: 'view.waiting_for_card.title',
    text: 'view.waiting_for_card.text',
  },
  reading: { mood: 'busy', title: 'view.reading.title', text: 'view.reading.text' },
  working: { mood: 'busy', title: 'view.working.title', text: 'view.working.text' },
  done: { mood: 'done', title: 'view.done.title', text: 'view.done.text' },
};

interface NoticeRow {
  /** While the card is still to come back. */
  readonly beforeCard: MessageKey;
  /** When the PIN is asked for again. */
  readonly atPin: MessageKey;
}

export const NOTICE_TEXT: Readonly<Record<Notice, NoticeRow>> = {
  'wrong-pin': { beforeCard: 'notice.wrong_pin', atPin: 'notice.wrong_pin' },
  'pin-malformed': { beforeCard: 'notice.pin_malformed', atPin: 'notice.pin_malformed' },
  'card-removed': { beforeCard: 'notice.card_removed', atPin: 'notice.card_returned' },
  'pin-outcome-unknown': { beforeCard: 'notice.outcome_unknown', atPin: 'notice.outcome_reread' },
};

/** A tester whose simulated host is not registered needs another command than everybody else. */
export function problemKeys(code: ErrorCode, simulatorChosen: boolean): ReturnType<typeof errorKeys> {
  const keys = errorKeys(code);
  return simulatorChosen && code === 'host-missing' ? { ...keys, text: 'simulated.host_missing' } : keys;
}
