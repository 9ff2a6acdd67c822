/** What the prompt says in each of its states. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { PromptView, ViewName } from '../prompt/prompt-state.ts';
import type { Mood } from './illustration.tsx';
import type { TaskText } from './task-text.ts';
import { errorKeys, type MessageKey } from './text.ts';

/** Whether the state has a row in {@link STATUS_TEXT}. */
export function hasStatus(view: PromptView): view is PromptView & { name: StatusName } {
  return view.name in STATUS_TEXT;
}

/** The states that pass by themselves, or as soon as the person places a card or connects a reader. */
export type StatusName = Exclude<ViewName, 'pin-entry' | 'review' | 'closed' | ProblemName>;
export type ProblemName = Extract<PromptView, { readonly code: unknown }>['name'];

interface StatusRow {
  readonly mood: Mood;
  readonly title: MessageKey | TaskTextName;
  readonly text: MessageKey | TaskTextName;
}

/** What depends on the kind of request stands in {@link TASK_TEXT}. */
type TaskTextName = 'working' | 'done';

export function statusKeys(
  row: StatusRow,
  task: TaskText,
): { readonly title: MessageKey; readonly text: MessageKey } {
  const keyOf = (text: MessageKey | TaskTextName): MessageKey =>
    text === 'working' || text === 'done' ? task[text] : text;
  return { title: keyOf(row.title), text: keyOf(row.text) };
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
  working: { mood: 'busy', title: 'working', text: 'view.working.text' },
  done: { mood: 'done', title: 'view.done.title', text: 'done' },
};

/** Which PIN is locked decides what to do about it. A tester whose simulated host is not registered needs another command than everybody else. */
export function problemKeys(
  code: ErrorCode,
  simulatorChosen: boolean,
  task?: TaskText,
): ReturnType<typeof errorKeys> {
  const keys = errorKeys(code);
  if (code === 'pin-blocked' && task) return { ...keys, text: task.pinBlocked };
  return simulatorChosen && code === 'host-missing' ? { ...keys, text: 'simulated.host_missing' } : keys;
}
