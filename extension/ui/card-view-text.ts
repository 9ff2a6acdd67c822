/** What the prompt and the popup say alike, while a card is looked for and when something stands in the way. */
import type { CardView } from '../card-dialogue/card-state.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Mood } from './illustration.tsx';
import { errorKeys, type MessageKey } from './text.ts';

export interface TitleAndText<Text = MessageKey> {
  readonly title: Text;
  readonly text: Text;
}

export interface StatusRow<Text = MessageKey> extends TitleAndText<Text> {
  readonly mood: Mood;
}

/** These pass by themselves, or as soon as the person places a card or connects a reader. */
type SearchName = Extract<CardView['name'], 'connecting' | 'no-reader' | 'waiting-for-card' | 'reading'>;

export const CARD_STATUS: Readonly<Record<SearchName, StatusRow>> = {
  connecting: { mood: 'idle', title: 'view.connecting.title', text: 'view.connecting.text' },
  'no-reader': { mood: 'idle', title: 'view.no_reader.title', text: 'view.no_reader.text' },
  'waiting-for-card': {
    mood: 'waiting',
    title: 'view.waiting_for_card.title',
    text: 'view.waiting_for_card.text',
  },
  reading: { mood: 'busy', title: 'view.reading.title', text: 'view.reading.text' },
};

/** A tester whose simulated host is not registered needs another command than everybody else. */
export function cardProblemKeys(code: ErrorCode, simulatorChosen: boolean): TitleAndText {
  const keys = errorKeys(code);
  return simulatorChosen && code === 'host-missing' ? { ...keys, text: 'simulated.host_missing' } : keys;
}
