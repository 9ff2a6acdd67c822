import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { answerBridge } from '../background/answer-bridge.ts';
import { requestRegistry } from '../background/pending-requests.ts';

/** Listeners are registered synchronously: the browser starts this script in order to deliver an event to them. */
export default defineBackground(() => {
  browser.runtime.onMessage.addListener(answerBridge);
  browser.windows.onRemoved.addListener((windowId) => void requestRegistry.releaseWindow(windowId));
});
