/**
 * The bridge's ear: what it hears, and what it lets pass in silence. Until a page asks with the person's hand on it,
 * nothing in the page can tell that the extension is there (docs/protocol.md, section 1).
 */
import { type BridgeToPage, PAGE_PROTOCOL_VERSION, REQUEST_MAX_LENGTH } from '../../shared/page-protocol.ts';
import { boundedJson } from './bounded-json.ts';
import type { ExtensionApi } from './extension-api.ts';
import type { OpenPromptSheet } from './prompt-sheet.ts';
import { Transaction } from './transaction.ts';

const PING = JSON.stringify({ method: 'ping' });

/** Serves this document's requests, one at a time, until the document goes. */
export function listenToPage(api: ExtensionApi, openSheet: OpenPromptSheet): void {
  let current: Transaction | undefined;
  const serve = (port: MessagePort, request: string | undefined): void => {
    const answer = (message: BridgeToPage): void => {
      port.postMessage(message);
    };
    answer({ kind: 'accepted' });
    if (request === PING) return;
    if (request === undefined) answer({ kind: 'error', code: 'invalid-request' });
    else if (current?.isOpen) answer({ kind: 'error', code: 'busy' });
    else current = new Transaction({ api, openSheet, pagePort: port, request });
  };

  addEventListener('message', (event) => {
    const [port] = event.ports;
    if (port && isRequest(event) && mayBeAnswered()) serve(port, readRequest(event.data));
  });
  // Also when the document goes into the back/forward cache: what the person sees then is another page.
  addEventListener('pagehide', () => current?.cancel());
}

/** An envelope that this very window sent itself, with one port. */
function isRequest(event: MessageEvent): boolean {
  // Anything may have been posted; only single values of it are looked at.
  const data = event.data as { kazasu?: unknown; kind?: unknown } | null;
  return (
    event.isTrusted &&
    event.source === window &&
    event.origin === location.origin &&
    event.ports.length === 1 &&
    data?.kazasu === PAGE_PROTOCOL_VERSION &&
    data.kind === 'request'
  );
}

/** Security rules 2 and 3: a secure top-level document, and a gesture of the person just now. */
function mayBeAnswered(): boolean {
  return isSecureContext && window === window.top && navigator.userActivation.isActive;
}

/**
 * The request as JSON; the background checks it against the schema.
 * @returns undefined when it is too long, or no JSON at all
 */
function readRequest(envelope: unknown): string | undefined {
  const { request, ...rest } = envelope as Record<string, unknown>; // isRequest has looked into it
  const onlyKnownKeys = Object.keys(rest).length === 2;
  return onlyKnownKeys ? boundedJson(request, REQUEST_MAX_LENGTH) : undefined;
}
