import type { CardArguments } from './card-arguments.ts';
import { type CardUse, useCard } from './card-use.ts';
import type { CardSession } from '../card/card-session.ts';
import type { PinEntry } from './pin-entry.ts';
import { chooseReader, type ReaderChoice } from './reader-choice.ts';
import type { ReaderSystem } from '../readers/reader.ts';
import type { CardTexts } from './texts.ts';

/** What an action of `kazasu card` works with. */
export interface CardContext extends Omit<CardUse, 'readers'> {
  readonly loadReaders: () => Promise<ReaderSystem>;
  readonly args: CardArguments;
  readonly texts: CardTexts;
  readonly now: Date;
  /** First of all, so that a terminal echoes nothing from then on. @throws `no-terminal` */
  readonly openPins: () => PinEntry;
  /** Tells the person something that is no result. */
  readonly note: (line: string) => void;
}

/** A result twice: for scripts, and in lines for the person. */
export interface CardReport {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
}

/** The card's slot, and what is known of the card before it is spoken to. */
export interface CardPlace extends ReaderChoice {
  /** Whether no card here is real. Behind PC/SC only the certificates tell. */
  readonly simulated: boolean;
}

export type CardAction = (context: CardContext) => Promise<CardReport>;

/** Works on the card that is meant. @throws those of chooseReader, useCard and the work */
export async function onTheCard<T>(
  context: CardContext,
  work: (session: CardSession, place: CardPlace) => Promise<T>,
): Promise<T> {
  const { args, signal, texts, note } = context;
  const readers = await context.loadReaders();
  const choice = await chooseReader(readers, args, signal, () => {
    note(texts.waiting);
  });
  return useCard(choice.reader, { ...context, readers }, (session) =>
    work(session, { ...choice, simulated: readers.simulated }),
  );
}
