/** Who is asking, by the browser's word alone (architecture, security rules 1 to 3). */
import { KazasuError } from '../../shared/errors.ts';
import { isAskingOrigin } from '../../shared/origin.ts';

/** What the browser says of a message's sender; the part of `runtime.MessageSender` that decides. */
export interface MessageSender {
  readonly id?: string | undefined;
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly windowId?: number | undefined } | undefined;
}

export interface Asker {
  readonly tabId: number;
  readonly origin: string;
  /** The window that holds the tab, where the browser tells. */
  readonly windowId: number | undefined;
}

/**
 * @param ownId `runtime.id`
 * @throws `not-allowed` unless it is this extension's bridge in the top frame of a tab, at an origin that may ask
 */
export function identifyAsker(sender: MessageSender, ownId: string): Asker {
  const tabId = sender.tab?.id;
  const origin = originOf(sender);
  if (sender.id !== ownId) throw refusal('another extension');
  if (tabId === undefined || tabId < 0) throw refusal('no tab');
  if (sender.frameId !== 0) throw refusal('not the top frame');
  if (origin === undefined || !isAskingOrigin(origin)) throw refusal('origin');
  return { tabId, origin, windowId: sender.tab?.windowId };
}

/**
 * `sender.origin` where the browser gives it (Chromium; Firefox since 126), because a sandboxed document has the origin
 * `null` whatever its address is.
 */
function originOf({ origin, url }: MessageSender): string | undefined {
  if (origin !== undefined) return origin;
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}

function refusal(reason: string): KazasuError {
  return new KazasuError('not-allowed', reason);
}
