/**
 * One request of the page, from its acceptance to its one answer. The prompt connects to this document by the request's
 * id, which no other document knows; the page holds the other end of the port; nobody else hears anything.
 */
import { PAGE_ERROR_CODES, type PageErrorCode } from '../../shared/errors.ts';
import type {
  BridgeToPrompt,
  OpenPrompt,
  OpenPromptReply,
  ProgressStep,
  PromptToBridge,
  SheetTexts,
} from '../../shared/extension-protocol.ts';
import type { BridgeToPage, CardResult, PageToBridge } from '../../shared/page-protocol.ts';
import type { RefusedDocument, SigningQuestion } from '../../shared/signing.ts';
import type { ExtensionApi, RuntimePort } from './extension-api.ts';
import type { OpenPromptSheet, PromptSheet, SheetChoice } from './prompt-sheet.ts';
import { relay } from './relay.ts';

/** A slow machine opens a window within this; a prompt that has not connected by then will not. */
const PROMPT_CONNECTS_WITHIN_MS = 15_000;

export interface TransactionOptions {
  readonly api: ExtensionApi;
  readonly openSheet: OpenPromptSheet;
  readonly pagePort: MessagePort;
  /** JSON of what the page asks for. */
  readonly request: string;
}

export class Transaction {
  readonly #options: TransactionOptions;
  readonly #requestId = crypto.randomUUID();
  readonly #end = new AbortController();
  #promptPort: RuntimePort | undefined;
  #sheet: PromptSheet | undefined;
  /** The prompt may be quicker than the background's reply, with which the sheet opens. */
  #step: ProgressStep = 'connecting';
  /** What the prompt has asked the page, which has not replied yet. */
  #question: SigningQuestion['kind'] | undefined;

  constructor(options: TransactionOptions) {
    this.#options = options;
    if (!this.#isExtensionAlive()) {
      this.#fail('extension-unavailable');
      return;
    }
    const { runtime } = options.api;
    const connectTimer = setTimeout(this.#fail, PROMPT_CONNECTS_WITHIN_MS, 'internal');
    const onConnect = (port: RuntimePort): void => {
      if (this.#adoptPrompt(port)) clearTimeout(connectTimer);
      else port.disconnect();
    };
    runtime.onConnect.addListener(onConnect);
    options.pagePort.onmessage = ({ data }: MessageEvent<PageToBridge | null>) => {
      if (data?.kind === 'cancel') this.#tellPrompt({ kind: 'cancel' });
      if (data?.kind === 'still-there') this.#sayWhetherStillThere();
      if (this.#question === `${data?.kind}-wanted`) this.#passOn(data);
    };
    this.#end.signal.addEventListener('abort', () => {
      clearTimeout(connectTimer);
      if (!this.#isExtensionAlive()) return; // and with it the prompt and whoever could connect
      this.#promptPort?.disconnect();
      runtime.onConnect.removeListener(onConnect);
    });
    void this.#askForPrompt();
  }

  get isOpen(): boolean {
    return !this.#end.signal.aborted;
  }

  /** Ends it as the person's own cancelling; the prompt closes because its port does. */
  cancel(): void {
    this.#fail('user-cancelled');
  }

  /** Chromium disconnects no port of a content script whose extension has been reloaded, updated or removed. */
  #sayWhetherStillThere(): void {
    if (!this.#isExtensionAlive()) this.#fail('extension-unavailable');
    else this.#options.pagePort.postMessage({ kind: 'accepted' } satisfies BridgeToPage);
  }

  async #askForPrompt(): Promise<void> {
    const { api, request } = this.#options;
    // The background checks the whole message against its schema.
    const unchecked = JSON.parse(request) as OpenPrompt['request'];
    const message: OpenPrompt = { kind: 'open-prompt', requestId: this.#requestId, request: unchecked };
    try {
      this.#hearBackground(await api.runtime.sendMessage<OpenPrompt, OpenPromptReply>(message));
    } catch {
      // Thrown when the extension has been reloaded, updated or removed since the page was loaded.
      this.#fail('extension-unavailable');
    }
  }

  #hearBackground(reply: OpenPromptReply): void {
    switch (reply.kind) {
      case 'opened':
        this.#showSheet(reply.texts);
        break;
      case 'error':
        this.#fail(reply.code);
        break;
      default:
        this.#fail('internal');
    }
  }

  /** @returns whether the port is this request's prompt, and its first */
  #adoptPrompt(port: RuntimePort): boolean {
    if (port.name !== this.#requestId || this.#promptPort) return false;
    this.#promptPort = port;
    port.onMessage.addListener((message: PromptToBridge) => {
      this.#hearPrompt(message);
    });
    port.onDisconnect.addListener(() => {
      this.#fail(this.#isExtensionAlive() ? 'user-cancelled' : 'extension-unavailable');
    });
    return true;
  }

  #hearPrompt(message: PromptToBridge): void {
    switch (message.kind) {
      case 'progress':
        this.#step = message.step;
        this.#sheet?.show(message.step);
        break;
      case 'result':
        this.#settle({ kind: 'result', result: ofResult(message.result) });
        break;
      case 'error':
        this.#fail(message.code, message.refused);
        break;
      case 'piece-wanted':
      case 'timestamps-wanted':
        this.#question = message.kind;
        this.#options.pagePort.postMessage(message satisfies BridgeToPage);
        break;
      default:
        this.#fail('internal');
    }
  }

  /** One reply to each question. */
  #passOn(reply: unknown): void {
    this.#question = undefined;
    if (!relay(reply, this.#tellPrompt)) this.#fail('invalid-request');
  }

  readonly #tellPrompt = (message: BridgeToPrompt): void => {
    try {
      this.#promptPort?.postMessage(message);
    } catch {
      // Chromium throws when the extension has been reloaded, updated or removed.
      this.#fail('extension-unavailable');
    }
    // Nobody to tell yet: when the prompt connects later it is refused, and closes.
    if (!this.#promptPort && message.kind === 'cancel') this.cancel();
  };

  #showSheet(texts: SheetTexts | undefined): void {
    const { api, openSheet } = this.#options;
    if (!this.isOpen) return;
    const onChoice = (kind: SheetChoice): void => {
      this.#tellPrompt({ kind });
    };
    this.#sheet = openSheet({ api, texts }, onChoice, this.#end.signal);
    this.#sheet.show(this.#step);
  }

  readonly #fail = (code: PageErrorCode, refused?: RefusedDocument): void => {
    this.#settle({
      kind: 'error',
      code: PAGE_ERROR_CODES.includes(code) ? code : 'internal',
      ...(refused && { refused }),
    });
  };

  #settle(answer: BridgeToPage): void {
    if (!this.isOpen) return;
    this.#options.pagePort.postMessage(answer);
    this.#options.pagePort.close();
    this.#end.abort();
  }

  /** A content script outlives its extension; it is left with an API that has no `runtime`, or one without an id. */
  #isExtensionAlive(): boolean {
    return Boolean((this.#options.api.runtime as ExtensionApi['runtime'] | undefined)?.id);
  }
}

/** What the page is to have of it, and nothing else. */
function ofResult(result: CardResult): CardResult {
  if ('token' in result) return { token: result.token };
  if ('attributes' in result) return { attributes: result.attributes };
  return { documents: result.documents, certificate: result.certificate };
}
