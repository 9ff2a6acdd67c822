import type { ErrorCode } from '../../shared/errors.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { CardResult } from '../../shared/page-protocol.ts';
import type { RefusedDocument } from '../../shared/signing.ts';
import type { HostEvent } from '../card-dialogue/host-event.ts';
import type { ListedDocument } from '../signing/listed-document.ts';

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
  | SigningEvent
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
  /** The Escape key: leaves what lies on top, and where nothing does, the prompt. */
  | { readonly type: 'escaped' }
  /** The asking document has gone: nobody is left to answer. */
  | { readonly type: 'page-gone' }
  | { readonly type: 'time-limit-reached' }
  /** The view has stayed for so long that a person may think that nothing happens. */
  | { readonly type: 'view-stays' }
  | { readonly type: 'success-shown' };

/** Of a request for signatures alone. */
export type SigningEvent =
  /** Bytes that have arrived, or documents that are ready for the card. */
  | { readonly type: 'signing-progress'; readonly done: number }
  | { readonly type: 'documents-received'; readonly documents: readonly ListedDocument[] }
  | { readonly type: 'document-refused'; readonly refused: RefusedDocument }
  | { readonly type: 'document-opened'; readonly document: number }
  /** The person has seen its end. */
  | { readonly type: 'document-read'; readonly document: number }
  | { readonly type: 'document-chosen'; readonly document: number; readonly chosen: boolean }
  /** From a document or the consent back to the list. */
  | { readonly type: 'list-wanted' }
  /** The person is done with the list. */
  | { readonly type: 'list-left' }
  /** To the certificate's going to the site, and to signing. */
  | { readonly type: 'agreed' }
  /** The card is done with; base64. */
  | { readonly type: 'signatures-made'; readonly signatures: readonly string[] };
