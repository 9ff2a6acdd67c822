/** Which card is used: the first one that has not been refused; and what stands in the way where there is none. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderStatus } from '../../shared/host-protocol.ts';
import { type CardState, type CardView, NO_READERS, type Notice } from './card-state.ts';
import type { ReadersNews } from './host-event.ts';
import { type CardEffect, show, stay, type Step } from './step.ts';

const LOOKS_FOR_CARD: readonly string[] = [
  'connecting',
  'host-problem',
  'no-reader',
  'waiting-for-card',
  'card-problem',
] satisfies CardView['name'][];

/** Takes the card that comes, and notices when the one that is being used goes. */
export function followReaders<State extends CardState>(
  state: State,
  news: ReadersNews,
): Step<State, CardEffect> {
  const next = withReaders(state, news);
  const { name, reader } = state.view;
  if (LOOKS_FOR_CARD.includes(name)) return chooseCard(next, state.notice);
  // While the host has the PIN, its answer says what became of the card.
  const isWaiting = name === 'reading' || name === 'pin-entry';
  return isWaiting && !isCardIn(news.readers, reader) ? afterRemoval(next) : stay(next);
}

/** Reads the first card that has not been refused; else says what stands in the way. */
export function chooseCard<State extends CardState>(state: State, notice?: Notice): Step<State, CardEffect> {
  const usable = state.readers.find(({ name, state: slot }) => slot === 'card' && !state.refused.has(name));
  return usable ? readCard(state, usable, notice) : show(state, viewWithoutCard(state), [], notice);
}

/** Tries again, at the person's wish, whatever is in the way: a refused card, or the host with all its readers. */
export function tryAgain<State extends CardState>(state: State): Step<State, CardEffect> {
  if (state.view.name === 'card-problem') return chooseCardAgain(state);
  if (state.view.name !== 'host-problem') return stay(state);
  // It is still connected when it is the readers that it cannot reach.
  const effects = [{ kind: 'disconnect-host' }, { kind: 'connect-host' }] as const;
  return show({ ...state, ...NO_READERS }, { name: 'connecting' }, effects, state.notice);
}

/** Also a card that the reader says is in the way. */
function chooseCardAgain<State extends CardState>(state: State): Step<State, CardEffect> {
  const again = { ...state, refused: NO_READERS.refused };
  const occupied = state.readers.find(({ state: slot }) => slot === 'card') ?? state.readers.find(isOccupied);
  return occupied ? readCard(again, occupied) : chooseCard(again);
}

/** The host has let go of this card: it is read again, but only once before its reader has news. */
export function reopenCard<State extends CardState>(state: State, reader: string): Step<State, CardEffect> {
  const again = withRefusal(state, reader, 'card-not-open');
  const status = state.readers.find(({ name }) => name === reader);
  const isSecond = state.refused.get(reader) === 'card-not-open';
  if (!status || !isOccupied(status) || isSecond) return chooseCard(again);
  return readCard(again, status, 'card-removed');
}

/** These say that the card was away. */
const AWAY: readonly ErrorCode[] = [
  'card-removed',
  'card-absent',
  'card-not-open',
  'reader-unavailable',
  'pin-outcome-unknown',
];

/** Any news from the readers is a reason to look at the card again. */
const PASSING: readonly ErrorCode[] = [...AWAY, 'card-in-use', 'pcsc-unavailable', 'transmission-failed'];

/** Takes over what the readers say. A refusal lasts for as long as that card stays in its reader. */
export function withReaders<State extends CardState>(state: State, news: ReadersNews): State {
  const { readers, problem } = news;
  const lasting = isRepeated(state, news)
    ? []
    : [...state.refused].filter(([reader, code]) => !PASSING.includes(code) && isCardIn(readers, reader));
  return { ...state, readers, readerProblem: problem, refused: new Map(lasting) };
}

/**
 * When the readers say the same again, some card was changed for another too quickly to be seen, and each is to be looked
 * at anew.
 */
export function isRepeated(state: CardState, { readers }: ReadersNews): boolean {
  return JSON.stringify(state.readers) === JSON.stringify(readers);
}

export function withRefusal<State extends CardState>(state: State, reader: string, code: ErrorCode): State {
  return { ...state, refused: new Map([...state.refused, [reader, code]]) };
}

function readCard<State extends CardState>(
  state: State,
  { name }: ReaderStatus,
  notice?: Notice,
): Step<State, CardEffect> {
  return show(state, { name: 'reading', reader: name }, [{ kind: 'read-card', reader: name }], notice);
}

function afterRemoval<State extends CardState>(state: State): Step<State, CardEffect> {
  const step = chooseCard(state, state.readerProblem === undefined ? 'card-removed' : undefined);
  return { ...step, effects: [{ kind: 'close-card' }, ...step.effects] };
}

const SLOT_PROBLEM: Readonly<Record<ReaderStatus['state'], ErrorCode | undefined>> = {
  empty: undefined,
  card: undefined,
  'unsupported-card': 'card-unsupported',
  'in-use': 'card-in-use',
  mute: 'card-mute',
};

function viewWithoutCard({ readers, readerProblem, refused }: CardState): CardView {
  if (readerProblem !== undefined) return { name: 'host-problem', code: readerProblem };
  if (readers.length === 0) return { name: 'no-reader' };
  const [code] = readers
    // The news that a card has gone may come before the news of why it was refused.
    .filter(isOccupied)
    .map(({ name, state }) => refused.get(name) ?? SLOT_PROBLEM[state])
    .filter((problem) => problem !== undefined && !AWAY.includes(problem));
  return code === undefined ? { name: 'waiting-for-card' } : { name: 'card-problem', code };
}

/** Whether the card that is being used can still be in its reader; while we hold it, the reader may call it in use. */
function isCardIn(readers: readonly ReaderStatus[], reader: string | undefined): boolean {
  return readers.some((status) => status.name === reader && isOccupied(status));
}

function isOccupied({ state }: ReaderStatus): boolean {
  return state !== 'empty';
}
