import type { JSX } from 'preact';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import type { Notice } from '../prompt/prompt-state.ts';
import { Illustration, type Mood } from './illustration.tsx';
import { NoticeBox } from './notice-box.tsx';
import { useText } from './text.ts';

export interface StatusProps {
  readonly mood: Mood;
  readonly title: string;
  readonly text: string;
  readonly notice: Notice | undefined;
  /** The readers that a card can be placed on: any of them will do. */
  readonly readers: readonly Pick<ReaderStatus, 'name'>[];
}

/** What is going on, while nothing is asked of the person but to look or to place the card. */
export function Status({ mood, title, text, notice, readers }: StatusProps): JSX.Element {
  const t = useText();
  return (
    <div class="status">
      <Illustration mood={mood} />
      <NoticeBox notice={notice} when="before-card" />
      <h1>{title}</h1>
      <p>{text}</p>
      {readers.map(({ name }) => (
        <p class="note" key={name}>
          {t('view.waiting_for_card.reader', [name])}
        </p>
      ))}
    </div>
  );
}
