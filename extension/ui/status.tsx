import type { JSX } from 'preact';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import type { Notice } from '../card-dialogue/card-state.ts';
import { CardGuide } from './card-guide.tsx';
import { Illustration, type Mood } from './illustration.tsx';
import { NoticeBox } from './notice-box.tsx';
import { useText } from './text.ts';
import { TriesLeft, type TriesLeftProps } from './tries-left.tsx';

export interface StatusProps {
  readonly mood: Mood;
  readonly title: string;
  readonly text: string;
  readonly notice: Notice | undefined;
  /** Said once the card takes long. */
  readonly isSlow?: boolean;
  /** While a PIN is being checked. */
  readonly tries?: TriesLeftProps | undefined;
  /** The readers that a card can be placed on: any of them will do. */
  readonly readers: readonly Pick<ReaderStatus, 'name'>[];
}

/** What is going on, while nothing is asked of the person but to look or to place the card. */
export function Status(props: StatusProps): JSX.Element {
  const { mood, title, text, notice, isSlow, tries, readers } = props;
  const t = useText();
  return (
    <div class="status">
      {mood === 'waiting' ? <CardGuide /> : <Illustration mood={mood} />}
      <h1>{title}</h1>
      <p>{text}</p>
      <NoticeBox notice={notice} when="before-card" triesLeft={tries?.count} />
      {isSlow === true && <p class="notice">{t('view.slow')}</p>}
      {tries && <TriesLeft {...tries} id="tries-left" />}
      {readers.map(({ name }) => (
        <p class="note" key={name}>
          {t('view.waiting_for_card.reader', [name])}
        </p>
      ))}
    </div>
  );
}
