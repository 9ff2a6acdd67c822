/** Who is asking, by the browser's word alone (architecture, security rules 1 to 3). */
import { KazasuError } from '../../shared/errors.ts';
import { isAskingOrigin } from '../../shared/origin.ts';

/** What the browser says of a message's sender; the part of `runtime.MessageSender` that decides. */
export interface MessageSender {
  readonly id?: string | undefined;
  /**
   * All supported browsers give it (Firefox since 126). Without it there is no asker: the address is no substitute,
   * because a sandboxed document has the origin `null` whatever its address is.
   */
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?:
    | {
        readonly id?: number | undefined;
        readonly windowId?: number | undefined;
        readonly incognito?: boolean | undefined;
      }
    | undefined;
}

export interface Asker {
  readonly tabId: number;
  readonly origin: string;
  /** In a private window, of which nothing is remembered. */
  readonly incognito: boolean;
  /** The window that holds the tab, where the browser tells. */
  readonly windowId: number | undefined;
}

/**
 * @param ownId `runtime.id`
 * @throws `not-allowed` unless it is this extension's bridge in the top frame of a tab, at an origin that may ask
 */
export function identifyAsker(sender: MessageSender, ownId: string): Asker {
  const { origin } = sender;
  const tabId = sender.tab?.id;
  if (sender.id !== ownId) throw refusal('another extension');
  if (tabId === undefined || tabId < 0) throw refusal('no tab');
  if (sender.frameId !== 0) throw refusal('not the top frame');
  if (origin === undefined || !isAskingOrigin(origin)) throw refusal('origin');
  return { tabId, origin, incognito: sender.tab?.incognito !== false, windowId: sender.tab?.windowId };
}

function refusal(reason: string): KazasuError {
  return new KazasuError('not-allowed', reason);
}
