import type { AttributeValues } from '../../shared/attributes.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { FillOutcome, FormDescription } from '../form-filler/form-protocol.ts';
import type { CardAtAGlance, PageProblem } from './popup-state.ts';

/** What can happen to the popup: from the host, the page, the person, or the clock. */
export type PopupEvent =
  | { readonly type: 'host-ready'; readonly version: string; readonly simulated: boolean }
  | {
      readonly type: 'readers-changed';
      readonly readers: readonly ReaderStatus[];
      /** Why there are none. */
      readonly problem?: ReaderProblem | undefined;
    }
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
  /** A call to the host, or the connection to it, has failed. */
  | PopupFailure
  | { readonly type: 'retry' }
  | { readonly type: 'time-limit-reached' };

export interface PopupFailure {
  readonly type: 'failed';
  readonly code: ErrorCode;
  readonly triesLeft?: number | undefined;
}
