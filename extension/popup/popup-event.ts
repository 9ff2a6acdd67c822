import type { AttributeValues } from '../../shared/attributes.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { HostEvent } from '../card-dialogue/host-event.ts';
import type { FillOutcome, FormDescription } from '../form-filler/form-protocol.ts';
import type { CardAtAGlance, PageProblem } from './popup-state.ts';

/** What can happen to the popup: from the host, the page, the person, or the clock. */
export type PopupEvent =
  | HostEvent
  | { readonly type: 'inspected'; readonly card: CardAtAGlance }
  | { readonly type: 'card-opened'; readonly triesLeft: number }
  | { readonly type: 'form-described'; readonly form: FormDescription }
  | { readonly type: 'page-refused'; readonly problem: PageProblem }
  | { readonly type: 'attribute-chosen'; readonly attribute: Attribute; readonly chosen: boolean }
  | { readonly type: 'last-try-confirmed'; readonly confirmed: boolean }
  | { readonly type: 'pin-submitted' }
  | { readonly type: 'pin-changed'; readonly triesLeft: number }
  | { readonly type: 'attributes-read'; readonly attributes: AttributeValues }
  | { readonly type: 'field-chosen'; readonly field: number; readonly chosen: boolean }
  | { readonly type: 'fill-approved' }
  | { readonly type: 'filled'; readonly outcome: FillOutcome }
  | { readonly type: 'retry' }
  | { readonly type: 'time-limit-reached' };
