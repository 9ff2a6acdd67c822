import { render } from 'preact';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import {
  bridgeToPromptSchema,
  type PendingRequest,
  type PromptToBridge,
} from '../../../shared/extension-protocol.ts';
import { HOST_NAMES } from '../../../manifests/identity.ts';
import { type HostChoice, readHostChoice } from '../../host-client/host-choice.ts';
import { addToHistory } from '../../background/history-store.ts';
import { readLanguage } from '../../background/language-store.ts';
import { requestRegistry } from '../../background/pending-requests.ts';
import { TransactionRecorder } from '../../history/transaction-recorder.ts';
import { closeThisWindow, focusThisWindow } from '../../windows/this-window.ts';
import { clientIdentity } from '../../host-client/client-identity.ts';
import { HostClient } from '../../host-client/host-client.ts';
import { connectNativePort } from '../../host-client/native-port.ts';
import { PromptDriver } from '../../prompt/prompt-driver.ts';
import type { PromptState } from '../../prompt/prompt-state.ts';
import { AskingPage } from '../../signing/asking-page.ts';
import { loadSigning } from '../../signing/load-signing.ts';
import { DomainsContext } from '../../ui/domains.ts';
import { Prompt, type SigningScreens } from '../../ui/prompt.tsx';
import { hearLeaving, promptActions } from '../../ui/prompt-actions.ts';
import { TextContext } from '../../ui/text.ts';
import { chooseLanguage, localiseDocument, translate } from '../../ui/localise.ts';
import '../../ui/theme.css';
import '../../ui/prompt.css';

// A window that cannot serve its request must not stay: every other site would hear `busy` until it is closed.
openPrompt().catch(closeThisWindow);

/** The window knows its request by an id that only the registry can turn into one. */
async function openPrompt(): Promise<void> {
  const requestId = new URLSearchParams(location.search).get('request') ?? '';
  // A window that is loaded anew has answered already: it finds nothing, and closes.
  history.replaceState(null, '', location.pathname);
  const [pending, choice, language] = await Promise.all([
    requestRegistry.find(requestId),
    readHostChoice(),
    readLanguage(),
  ]);
  await chooseLanguage(language);
  localiseDocument('prompt.window_title');
  if (pending) await serve(pending, choice);
  else closeThisWindow();
}

async function serve(pending: PendingRequest, choice: HostChoice): Promise<void> {
  const { request } = pending;
  const askingPage = new AskingPage((question) => {
    page.postMessage(question satisfies PromptToBridge);
  });
  // Whoever logs in loads nothing of this. Before it connects: nobody would hear that the page cancels meanwhile.
  const signing = request.method === 'sign' ? await loadSigning(request, askingPage) : undefined;
  const page = browser.tabs.connect(pending.tabId, { frameId: 0, name: pending.requestId });
  const recorder = new TransactionRecorder({ pending, now: () => new Date(), write: addToHistory });
  const driver: PromptDriver = new PromptDriver({
    request: pending,
    client: clientIdentity(),
    connectHost: (options) => new HostClient(connectNativePort(HOST_NAMES[choice]), options),
    tellPage: (message) => {
      page.postMessage(message);
      recorder.told(message);
    },
    closeWindow: closeThisWindow,
    render: (state) => {
      recorder.follow(state);
      renderPrompt({ pending, choice, driver, screens: signing?.screens }, state);
    },
    signing: signing?.run,
  });
  page.onMessage.addListener((message: unknown) => {
    hearBridge(message, driver, askingPage);
  });
  page.onDisconnect.addListener(() => {
    driver.dispatch({ type: 'page-gone' });
  });
  hearLeaving(driver, new AbortController().signal);
  driver.start();
  // The first frame shows the prompt, the second one comes when it has been shown.
  requestAnimationFrame(() => requestAnimationFrame(recorder.seen));
}

function hearBridge(message: unknown, driver: PromptDriver, askingPage: AskingPage): void {
  const { output: heard, success } = v.safeParse(bridgeToPromptSchema, message);
  if (!success) {
    // The bridge measures what the page answers, and reads none of it.
    askingPage.hear(undefined);
    return;
  }
  switch (heard.kind) {
    case 'cancel':
      driver.dispatch({ type: 'cancelled' });
      break;
    case 'show':
      focusThisWindow();
      break;
    case 'piece':
    case 'timestamps':
      askingPage.hear(heard);
      break;
  }
}

interface Served {
  readonly pending: PendingRequest;
  readonly choice: HostChoice;
  readonly driver: PromptDriver;
  readonly screens: SigningScreens | undefined;
}

function renderPrompt({ pending, choice, driver, screens }: Served, state: PromptState): void {
  const { origin, registrableDomain } = pending;
  const domains = new Map(registrableDomain === undefined ? [] : [[origin, registrableDomain]]);
  render(
    <TextContext.Provider value={translate}>
      <DomainsContext.Provider value={domains}>
        <Prompt
          state={state}
          simulatorChosen={choice === 'simulator'}
          origin={origin}
          signingScreens={screens}
          {...promptActions(driver)}
        />
      </DomainsContext.Provider>
    </TextContext.Provider>,
    document.body,
  );
}
