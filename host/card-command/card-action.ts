import type { CardArguments } from './card-arguments.ts';
import { type CardUse, useCard } from './card-use.ts';
import type { CardSession } from '../card/card-session.ts';
import type { PinEntry } from './pin-entry.ts';
import { chooseReader, type ReaderChoice } from './reader-choice.ts';
import type { CardTexts } from './texts.ts';

/** What an action of `kazasu card` works with. */
export interface CardContext extends CardUse {
  readonly args: CardArguments;
  readonly texts: CardTexts;
  readonly now: Date;
  /** @throws `no-terminal`; asked for before the card is touched */
  readonly openPins: () => PinEntry;
  /** Tells the person something that is no result. */
  readonly note: (line: string) => void;
}

/** A result twice: for scripts, and in lines for the person. */
export interface CardReport {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
}

export type CardAction = (context: CardContext) => Promise<CardReport>;

/** Works on the card that is meant. @throws those of chooseReader, useCard and the work */
export async function onTheCard<T>(
  context: CardContext,
  work: (session: CardSession, choice: ReaderChoice) => Promise<T>,
): Promise<T> {
  const { args, readers, signal, texts, note } = context;
  const choice = await chooseReader(readers, args, signal, () => {
    note(texts.waiting);
  });
  return useCard(choice.reader, context, (session) => work(session, choice));
}
