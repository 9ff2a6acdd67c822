/**
 * One request of the page, from its acceptance to its one answer. The prompt connects to this document by the request's
 * id, which no other document knows; the page holds the other end of the port; nobody else hears anything.
 */
import { PAGE_ERROR_CODES, type PageErrorCode } from '../../shared/errors.ts';
import type {
  BridgeToPrompt,
  OpenPrompt,
  OpenPromptReply,
  PromptToBridge,
} from '../../shared/extension-protocol.ts';
import type { BridgeToPage, PageToBridge } from '../../shared/page-protocol.ts';
import type { ExtensionApi, RuntimePort } from './extension-api.ts';
import type { OpenPromptSheet, PromptSheet } from './prompt-sheet.ts';

/** A slow machine opens a window within this; a prompt that has not connected by then will not. */
const PROMPT_CONNECTS_WITHIN_MS = 15_000;

export interface Transaction {
  isOpen(): boolean;
  /** Ends it as the person's own cancelling; the prompt closes because its port does. */
  cancel(): void;
}

export interface TransactionOptions {
  readonly api: ExtensionApi;
  readonly openSheet: OpenPromptSheet;
  readonly pagePort: MessagePort;
  /** JSON of what the page asks for. */
  readonly request: string;
}

export function startTransaction({ api, openSheet, pagePort, request }: TransactionOptions): Transaction {
  const requestId = crypto.randomUUID();
  const end = new AbortController();
  const { signal } = end;
  let promptPort: RuntimePort | undefined;
  let sheet: PromptSheet | undefined;

  const settle = (answer: BridgeToPage): void => {
    if (signal.aborted) return;
    pagePort.postMessage(answer);
    pagePort.close();
    end.abort();
  };
  const fail = (code: PageErrorCode): void => {
    settle({ kind: 'error', code });
  };
  const tellPrompt = (kind: BridgeToPrompt['kind']): void => {
    promptPort?.postMessage({ kind } satisfies BridgeToPrompt);
    // Nobody to tell yet: when the prompt connects later it is refused, and closes.
    if (!promptPort && kind === 'cancel') fail('user-cancelled');
  };
  const showSheet = (): void => {
    if (!signal.aborted) sheet ??= openSheet(api, tellPrompt, signal);
  };

  const hearPrompt = (message: PromptToBridge): void => {
    if (message.kind === 'progress') sheet?.show(message.step);
    else if (message.kind === 'result') settle({ kind: 'result', result: { token: message.result.token } });
    else fail(PAGE_ERROR_CODES.includes(message.code) ? message.code : 'internal');
  };
  const onConnect = (port: RuntimePort): void => {
    if (port.name !== requestId || promptPort) {
      port.disconnect();
      return;
    }
    promptPort = port;
    clearTimeout(connectTimer);
    port.onMessage.addListener(hearPrompt);
    port.onDisconnect.addListener(() => {
      fail(isExtensionAlive(api) ? 'user-cancelled' : 'extension-unavailable');
    });
    showSheet();
  };

  const connectTimer = setTimeout(fail, PROMPT_CONNECTS_WITHIN_MS, 'internal');
  api.runtime.onConnect.addListener(onConnect);
  signal.addEventListener('abort', () => {
    clearTimeout(connectTimer);
    promptPort?.disconnect();
    if (isExtensionAlive(api)) api.runtime.onConnect.removeListener(onConnect);
  });
  pagePort.onmessage = ({ data }: MessageEvent<PageToBridge | null>) => {
    if (data?.kind === 'cancel') tellPrompt('cancel');
    if (data?.kind === 'still-there') {
      // Chromium disconnects no port of a content script whose extension has been reloaded, updated or removed.
      if (isExtensionAlive(api)) pagePort.postMessage({ kind: 'accepted' } satisfies BridgeToPage);
      else fail('extension-unavailable');
    }
  };

  void askForPrompt(api, requestId, request).then((reply) => {
    if (reply.kind === 'opened') showSheet();
    else fail(reply.code);
  });
  return {
    isOpen: () => !signal.aborted,
    cancel: () => {
      fail('user-cancelled');
    },
  };
}

async function askForPrompt(api: ExtensionApi, requestId: string, request: string): Promise<OpenPromptReply> {
  try {
    // The background checks the whole message against its schema.
    const unchecked = JSON.parse(request) as OpenPrompt['request'];
    return await api.runtime.sendMessage<OpenPrompt, OpenPromptReply>({
      kind: 'open-prompt',
      requestId,
      request: unchecked,
    });
  } catch {
    // Thrown when the extension has been reloaded, updated or removed since the page was loaded.
    return { kind: 'error', code: 'extension-unavailable' };
  }
}

/** A content script outlives its extension; all that it is left with is an API without an id. */
function isExtensionAlive(api: ExtensionApi): boolean {
  return Boolean((api.runtime as ExtensionApi['runtime'] | undefined)?.id);
}
