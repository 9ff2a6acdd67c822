/** A task in the address of its window. */
import { PIN_KINDS } from '../../shared/jpki.ts';
import type { PopupTask } from './popup-task.ts';

/** @returns what follows `popup.html` */
export function taskQuery(task: PopupTask): string {
  if (task.kind === 'change-pin') return `?change-pin=${task.which}`;
  return task.kind === 'fill-form' ? `?fill-form=${task.tabId}` : '';
}

/** Anything else than a task is the overview. */
export function taskOf(query: string): PopupTask {
  const parameters = new URLSearchParams(query);
  const which = PIN_KINDS.find((kind) => kind === parameters.get('change-pin'));
  if (which !== undefined) return { kind: 'change-pin', which };
  const tab = parameters.get('fill-form');
  return tab !== null && /^[0-9]{1,10}$/u.test(tab)
    ? { kind: 'fill-form', tabId: Number(tab) }
    : { kind: 'overview' };
}
