/** What the popup and its windows say in each of their states. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { PageProblem, PopupState, PopupViewName } from '../popup/popup-state.ts';
import type { PopupTask } from '../popup/popup-task.ts';
import { CARD_STATUS, cardProblemKeys, type StatusRow, type TitleAndText } from './card-view-text.ts';
import type { MessageKey } from './text.ts';

const STATUS: Partial<Record<PopupViewName, StatusRow>> = {
  looking: { mood: 'idle', title: 'fill.looking', text: 'fill.looking_text' },
  ...CARD_STATUS,
  changed: { mood: 'done', title: 'change_pin.done', text: 'change_pin.done_text' },
  filling: { mood: 'busy', title: 'fill.filling', text: 'fill.filling_text' },
};

const WORKING: Readonly<Record<PopupTask['kind'], StatusRow | undefined>> = {
  overview: undefined,
  'change-pin': { mood: 'busy', title: 'change_pin.working', text: 'view.working.text' },
  'fill-form': { mood: 'busy', title: 'attributes.working', text: 'view.working.text' },
};

/** @returns undefined for what has a form of its own, or is a problem */
export function popupStatusOf({ view, task }: PopupState): StatusRow | undefined {
  return view.name === 'working' ? WORKING[task.kind] : STATUS[view.name];
}

const PAGE_PROBLEM: Readonly<Record<PageProblem, TitleAndText>> = {
  'page-closed': { title: 'fill.page_closed', text: 'fill.page_closed_text' },
  'no-fields': { title: 'fill.no_fields', text: 'fill.no_fields_text' },
  'page-changed': { title: 'fill.page_changed', text: 'fill.page_changed_text' },
  'page-gone': { title: 'fill.page_changed', text: 'fill.page_gone_text' },
};

export function pageProblemKeys(problem: PageProblem): TitleAndText {
  return PAGE_PROBLEM[problem];
}

/** @returns undefined where nothing is wrong */
export function popupProblemKeys(
  { view, task }: PopupState,
  simulatorChosen: boolean,
): TitleAndText | undefined {
  if ('problem' in view) return PAGE_PROBLEM[view.problem];
  if (!('code' in view)) return undefined;
  if (view.code === 'pin-outcome-unknown' && task.kind === 'change-pin')
    return { title: 'change_pin.unknown', text: 'change_pin.unknown_text' };
  const keys = cardProblemKeys(view.code, simulatorChosen);
  return { ...keys, text: REMEDY[view.code] ?? keys.text };
}

/** Where the general remedy speaks of a website that asks, or of one PIN. */
const REMEDY: Partial<Record<ErrorCode, MessageKey>> = {
  'timed-out': 'popup.timed_out_text',
  internal: 'popup.internal_text',
  'pin-blocked': 'popup.unlock',
};
