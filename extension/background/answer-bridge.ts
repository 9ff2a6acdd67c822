import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { ERRORS, errorCodeOf, KazasuError } from '../../shared/errors.ts';
import { type OpenPrompt, type OpenPromptReply, openPromptSchema } from '../../shared/extension-protocol.ts';
import { registrableDomainOf } from '../site-name/registrable-domain.ts';
import { readLanguage } from './language-store.ts';
import { identifyAsker, type MessageSender } from './origin-policy.ts';
import { requestRegistry } from './pending-requests.ts';
import { openPromptWindow } from './prompt-window.ts';
import { sheetTexts } from './sheet-texts.ts';
import { readSitePermission } from './site-store.ts';

/** `runtime.onMessage`, from a web page: the one message there is, a bridge that asks for the prompt. Never rejects. */
export async function answerBridge(message: unknown, sender: MessageSender): Promise<OpenPromptReply> {
  try {
    await openPrompt(message, sender);
    const texts = sheetTexts(await readLanguage());
    return { kind: 'opened', ...(texts && { texts }) };
  } catch (error) {
    return { kind: 'error', code: ERRORS[errorCodeOf(error)].page };
  }
}

async function openPrompt(message: unknown, sender: MessageSender): Promise<void> {
  const { tabId, origin, incognito, windowId } = identifyAsker(sender, browser.runtime.id);
  // Before anything else is looked at: a blocked site hears the same of every request, also while a prompt is open.
  if (!(await readSitePermission(origin)).allowed) throw new KazasuError('not-allowed', 'blocked');
  const { requestId, request } = parse(message);
  const registrableDomain = registrableDomainOf(origin);
  const pending = { requestId, tabId, origin, registrableDomain, incognito, request };
  await requestRegistry.open(pending, () => openPromptWindow(requestId, request.method, windowId));
}

function parse(message: unknown): OpenPrompt {
  const parsed = v.safeParse(openPromptSchema, message);
  if (!parsed.success) throw new KazasuError('invalid-request');
  return parsed.output;
}
