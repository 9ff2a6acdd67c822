/** What the prompt says in each of its states. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { PromptView, ViewName } from '../prompt/prompt-state.ts';
import { CARD_STATUS, cardProblemKeys, type StatusRow, type TitleAndText } from './card-view-text.ts';
import type { TaskText } from './task-text.ts';
import type { MessageKey } from './text.ts';

/** Whether the state has a row in {@link STATUS_TEXT}. */
export function hasStatus(view: PromptView): view is PromptView & { name: StatusName } {
  return view.name in STATUS_TEXT;
}

/** The states without a form that are no problem. */
export type StatusName = Exclude<ViewName, 'pin-entry' | 'review' | 'closed' | ProblemName | SigningName>;
/** Shown by extension/ui/signing. */
type SigningName = 'receiving' | 'documents' | 'document' | 'consent';
export type ProblemName = Extract<PromptView, { readonly code: unknown }>['name'];

type PromptStatusRow = StatusRow<MessageKey | TaskTextName>;

/** What depends on the kind of request stands in {@link TASK_TEXT}. */
type TaskTextName = 'working' | 'done';

export function statusKeys(row: PromptStatusRow, task: TaskText): TitleAndText {
  const keyOf = (text: MessageKey | TaskTextName): MessageKey =>
    text === 'working' || text === 'done' ? task[text] : text;
  return { title: keyOf(row.title), text: keyOf(row.text) };
}

export const STATUS_TEXT: Readonly<Record<StatusName, PromptStatusRow>> = {
  ...CARD_STATUS,
  working: { mood: 'busy', title: 'working', text: 'view.working.text' },
  finishing: { mood: 'busy', title: 'signing.finishing', text: 'signing.finishing_text' },
  done: { mood: 'done', title: 'view.done.title', text: 'done' },
};

/** Which PIN is locked, or which certificate is of no use, decides what to do about it. */
export function problemKeys(code: ErrorCode, simulatorChosen: boolean, task: TaskText): TitleAndText {
  return { ...cardProblemKeys(code, simulatorChosen), ...task.problems[code] };
}
