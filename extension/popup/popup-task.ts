import type { PinKind } from '../../shared/jpki.ts';

/** What a window of the popup is for. */
export type PopupTask =
  /** The toolbar popup itself: the card at a glance. No PIN is typed in it. */
  | { readonly kind: 'overview' }
  | { readonly kind: 'change-pin'; readonly which: PinKind }
  | { readonly kind: 'fill-form'; readonly tabId: number };

/** The PIN that a task asks for. */
export function pinOf(task: PopupTask): PinKind | undefined {
  if (task.kind === 'change-pin') return task.which;
  return task.kind === 'fill-form' ? 'cardInfoInput' : undefined;
}
