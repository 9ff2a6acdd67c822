import { createI18n } from '@wxt-dev/i18n';
import { render } from 'preact';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import {
  type BridgeToPrompt,
  bridgeToPromptSchema,
  type PendingRequest,
} from '../../../shared/extension-protocol.ts';
import type { HostName } from '../../../manifests/identity.ts';
import { hostNameOf, readHostChoice } from '../../background/host-choice.ts';
import { requestRegistry } from '../../background/pending-requests.ts';
import { closeThisWindow, focusThisWindow } from '../../background/this-window.ts';
import { HostClient } from '../../host-client/host-client.ts';
import { connectNativePort } from '../../host-client/native-port.ts';
import { LoginDriver } from '../../prompt/login-driver.ts';
import type { PromptState } from '../../prompt/prompt-state.ts';
import { Prompt } from '../../ui/prompt.tsx';
import { TextContext, type Translate } from '../../ui/text.ts';

const translate: Translate = createI18n().t;

void openPrompt();

/** The window knows its request by an id that only the registry can turn into one. */
async function openPrompt(): Promise<void> {
  const requestId = new URLSearchParams(location.search).get('request') ?? '';
  const pending = await requestRegistry.find(requestId);
  if (pending) serve(pending, hostNameOf(await readHostChoice()));
  else closeThisWindow();
}

function serve(pending: PendingRequest, hostName: HostName): void {
  const page = browser.tabs.connect(pending.tabId, { frameId: 0, name: pending.requestId });
  const driver: LoginDriver = new LoginDriver({
    request: pending,
    client: { name: 'Kazasu extension', version: browser.runtime.getManifest().version },
    connectHost: (options) => new HostClient(connectNativePort(hostName), options),
    tellPage: (message) => {
      page.postMessage(message);
    },
    closeWindow: closeThisWindow,
    render: (state) => {
      renderPrompt(pending, driver, state);
    },
  });
  const onBridgeMessage: Record<BridgeToPrompt['kind'], () => void> = {
    cancel: () => {
      driver.dispatch({ type: 'cancelled' });
    },
    show: focusThisWindow,
  };
  page.onMessage.addListener((message: unknown) => {
    const parsed = v.safeParse(bridgeToPromptSchema, message);
    if (parsed.success) onBridgeMessage[parsed.output.kind]();
  });
  page.onDisconnect.addListener(() => {
    driver.dispatch({ type: 'page-gone' });
  });
  // Closing the window is cancelling, and the page hears it with the reason, if one is on display.
  addEventListener('pagehide', onBridgeMessage.cancel);
  driver.start();
}

function renderPrompt(pending: PendingRequest, driver: LoginDriver, state: PromptState): void {
  const { dispatch, submitPin } = driver;
  render(
    <TextContext.Provider value={translate}>
      <Prompt
        state={state}
        origin={pending.origin}
        purpose={pending.request.purpose}
        onSubmitPin={submitPin}
        onConfirmLastTry={(confirmed) => {
          dispatch({ type: 'last-try-confirmed', confirmed });
        }}
        onRetry={() => {
          dispatch({ type: 'retry' });
        }}
        onCancel={() => {
          dispatch({ type: 'cancelled' });
        }}
      />
    </TextContext.Provider>,
    document.body,
  );
}
