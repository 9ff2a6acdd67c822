import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import type { Domains, OpenPromptReply } from '../../shared/extension-protocol.ts';
import { answerBridge } from '../background/answer-bridge.ts';
import { answerOwnPage, isOwnPage } from '../background/answer-own-page.ts';
import { pruneHistory } from '../background/history-store.ts';
import { closeLocalStorageToPages } from '../background/local-storage.ts';
import type { MessageSender } from '../background/origin-policy.ts';
import { requestRegistry } from '../background/pending-requests.ts';

/** Listeners are registered synchronously: the browser starts this script in order to deliver an event to them. */
export default defineBackground(() => {
  // The promise is the answer (docs/decisions/0010), which Chromium's types do not know.
  const listener: (...message: Parameters<typeof answer>) => unknown = answer;
  browser.runtime.onMessage.addListener(listener);
  browser.windows.onRemoved.addListener((windowId) => {
    // What is not forgotten now does no harm: the registry's next request sees that the window has gone.
    promptClosed(windowId).catch(() => undefined);
  });
  browser.runtime.onStartup.addListener(() => {
    pruneHistory().catch(() => undefined);
  });
  closeLocalStorageToPages().catch(() => undefined);
});

/** Who has sent it decides what it may ask for. */
async function answer(message: unknown, sender: MessageSender): Promise<OpenPromptReply | Domains> {
  const own = { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin };
  return isOwnPage(sender, own) ? answerOwnPage(message) : await answerBridge(message, sender);
}

async function promptClosed(windowId: number): Promise<void> {
  if (await requestRegistry.releaseWindow(windowId)) await pruneHistory();
}
