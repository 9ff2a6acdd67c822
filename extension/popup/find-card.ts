import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { Notice } from '../prompt/prompt-state.ts';
import type { PopupState, PopupView } from './popup-state.ts';
import { type PopupStep, show } from './popup-step.ts';

/** Reads the first card that has not been refused; else says what stands in the way. */
export function findCard(state: PopupState, notice?: Notice): PopupStep {
  const usable = state.readers.find(({ name, state: slot }) => slot === 'card' && !state.refused.has(name));
  return usable ? readCard(state, usable.name, notice) : show(state, viewWithoutCard(state), [], notice);
}

/** Tries again, at the person's wish, whatever has been refused and whatever the reader says is in the way. */
export function findCardAgain(state: PopupState): PopupStep {
  const again = { ...state, refused: new Map<string, ErrorCode>() };
  const occupied = state.readers.find(({ state: slot }) => slot === 'card') ?? state.readers.find(isOccupied);
  return occupied ? readCard(again, occupied.name) : findCard(again);
}

function readCard(state: PopupState, reader: string, notice?: Notice): PopupStep {
  return show(state, { name: 'reading', reader }, [{ kind: 'inspect-card', reader }], notice);
}

/** Whether the card that is being used can still be in its reader. */
export function isCardIn(readers: readonly ReaderStatus[], reader: string): boolean {
  return readers.some((status) => status.name === reader && isOccupied(status));
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
export function withReaders(
  state: PopupState,
  readers: readonly ReaderStatus[],
  readerProblem?: ReaderProblem,
): PopupState {
  const lasting = [...state.refused].filter(
    ([reader, code]) => !PASSING.includes(code) && isCardIn(readers, reader),
  );
  return { ...state, readers, readerProblem, refused: new Map(lasting) };
}

export function withRefusal(state: PopupState, reader: string, code: ErrorCode): PopupState {
  return { ...state, refused: new Map([...state.refused, [reader, code]]) };
}

const SLOT_PROBLEM: Readonly<Record<ReaderStatus['state'], ErrorCode | undefined>> = {
  empty: undefined,
  card: undefined,
  'unsupported-card': 'card-unsupported',
  'in-use': 'card-in-use',
  mute: 'card-mute',
};

function viewWithoutCard({ readers, readerProblem, refused }: PopupState): PopupView {
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
