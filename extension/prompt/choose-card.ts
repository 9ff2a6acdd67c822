import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { Notice, PromptState, PromptView } from './prompt-state.ts';
import { show, type Step } from './step.ts';

/** Opens the first card that has not been refused; else says what stands in the way. */
export function chooseCard(state: PromptState, notice?: Notice): Step {
  const usable = state.readers.find(({ name, state: slot }) => slot === 'card' && !state.refused.has(name));
  return usable ? openCard(state, usable, notice) : show(state, viewWithoutCard(state), [], notice);
}

/** Tries again, at the person's wish, whatever has been refused and whatever the reader says is in the way. */
export function chooseCardAgain(state: PromptState): Step {
  const again = { ...state, refused: new Map<string, ErrorCode>() };
  const occupied = state.readers.find(({ state: slot }) => slot === 'card') ?? state.readers.find(isOccupied);
  return occupied ? openCard(again, occupied) : chooseCard(again);
}

/** Whether the card that is being used can still be in its reader; while we hold it, the reader may call it in use. */
export function isCardIn(readers: readonly ReaderStatus[], reader: string): boolean {
  return readers.some((status) => status.name === reader && isOccupied(status));
}

/** The host has let go of this card: it is opened again, but only once before its reader has news. */
export function reopenCard(state: PromptState, reader: string): Step {
  const again = withRefusal(state, reader, 'card-not-open');
  const status = state.readers.find(({ name }) => name === reader);
  const isSecond = state.refused.get(reader) === 'card-not-open';
  if (!status || !isOccupied(status) || isSecond) return chooseCard(again);
  return openCard(again, status, 'card-removed');
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

/**
 * Takes over what the readers say. A refusal lasts for as long as that card stays in its reader; when the readers say the
 * same again, some card was changed for another too quickly to be seen, and each is looked at anew.
 */
export function withReaders(
  state: PromptState,
  readers: readonly ReaderStatus[],
  readerProblem?: ReaderProblem,
): PromptState {
  const lasting = isRepeated(state, readers)
    ? []
    : [...state.refused].filter(([reader, code]) => !PASSING.includes(code) && isCardIn(readers, reader));
  return { ...state, readers, readerProblem, refused: new Map(lasting) };
}

/** @returns whether the readers say nothing but what they said before */
export function isRepeated(state: PromptState, readers: readonly ReaderStatus[]): boolean {
  return JSON.stringify(state.readers) === JSON.stringify(readers);
}

export function withRefusal(state: PromptState, reader: string, code: ErrorCode): PromptState {
  return { ...state, refused: new Map([...state.refused, [reader, code]]) };
}

function openCard(state: PromptState, { name }: ReaderStatus, notice?: Notice): Step {
  return show(state, { name: 'reading', reader: name }, [{ kind: 'open-card', reader: name }], notice);
}

const SLOT_PROBLEM: Readonly<Record<ReaderStatus['state'], ErrorCode | undefined>> = {
  empty: undefined,
  card: undefined,
  'unsupported-card': 'card-unsupported',
  'in-use': 'card-in-use',
  mute: 'card-mute',
};

function viewWithoutCard({ readers, readerProblem, refused }: PromptState): PromptView {
  if (readerProblem !== undefined) return { name: 'host-problem', code: readerProblem };
  if (readers.length === 0) return { name: 'no-reader' };
  const [code] = readers
    // The news that a card has gone may come before the news of why it was refused.
    .filter(isOccupied)
    .map(({ name, state }) => refused.get(name) ?? SLOT_PROBLEM[state])
    .filter((problem) => problem !== undefined && !AWAY.includes(problem));
  return code === undefined ? { name: 'waiting-for-card' } : { name: 'card-problem', code };
}

function isOccupied({ state }: ReaderStatus): boolean {
  return state !== 'empty';
}
