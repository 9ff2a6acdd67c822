import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { ERRORS, errorCodeOf, KazasuError } from '../../shared/errors.ts';
import { type OpenPrompt, type OpenPromptReply, openPromptSchema } from '../../shared/extension-protocol.ts';
import { identifyAsker, type MessageSender } from './origin-policy.ts';
import { requestRegistry } from './pending-requests.ts';
import { openPromptWindow } from './prompt-window.ts';

/** `runtime.onMessage`: the one message there is, a bridge that asks for the prompt. Never rejects. */
export async function answerBridge(message: unknown, sender: MessageSender): Promise<OpenPromptReply> {
  try {
    await openPrompt(message, sender);
    return { kind: 'opened' };
  } catch (error) {
    return { kind: 'error', code: ERRORS[errorCodeOf(error)].page };
  }
}

async function openPrompt(message: unknown, sender: MessageSender): Promise<void> {
  const { tabId, origin, windowId } = identifyAsker(sender, browser.runtime.id);
  const { requestId, request } = parse(message);
  await requestRegistry.open({ requestId, tabId, origin, request }, () =>
    openPromptWindow(requestId, windowId),
  );
}

function parse(message: unknown): OpenPrompt {
  const parsed = v.safeParse(openPromptSchema, message);
  if (!parsed.success) throw new KazasuError('invalid-request');
  return parsed.output;
}
