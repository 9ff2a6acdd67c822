import type { ErrorCode } from '../../shared/errors.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import type { HostEvent } from '../card-dialogue/host-event.ts';

/** What can happen to a prompt: from the host, the person, the page, or the clock. */
export type PromptEvent =
  | HostEvent
  | { readonly type: 'card-opened'; readonly triesLeft: number }
  /** `problem` is set when the certificate is of no use today. */
  | {
      readonly type: 'certificate-read';
      readonly problem: ErrorCode | undefined;
      /** Issued by a test authority: a simulated card in a real reader. */
      readonly simulated: boolean;
    }
  /** The card has done what it was asked for. */
  | { readonly type: 'answered'; readonly result: CardResult }
  | { readonly type: 'last-try-confirmed'; readonly confirmed: boolean }
  | { readonly type: 'attribute-chosen'; readonly attribute: Attribute; readonly chosen: boolean }
  | { readonly type: 'pin-submitted' }
  /** The person has seen the values and sends them. */
  | { readonly type: 'approved' }
  | { readonly type: 'retry' }
  /** The person, the sheet or the page cancels, or the window is being closed. */
  | { readonly type: 'cancelled' }
  /** The asking document has gone: nobody is left to answer. */
  | { readonly type: 'page-gone' }
  | { readonly type: 'time-limit-reached' }
  /** The view has stayed for so long that a person may think that nothing happens. */
  | { readonly type: 'view-stays' }
  | { readonly type: 'success-shown' };
