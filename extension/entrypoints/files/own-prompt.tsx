import { render } from 'preact';
import { browser } from 'wxt/browser';
import { HOST_NAMES } from '../../../manifests/identity.ts';
import type { PromptToBridge } from '../../../shared/extension-protocol.ts';
import type { RefusedDocument } from '../../../shared/signing.ts';
import { addToHistory } from '../../background/history-store.ts';
import type { OwnFile } from '../../files/own-file.ts';
import { ownFormats, ownRequest, ownSource } from '../../files/own-request.ts';
import { savedFiles } from '../../files/saved-file.ts';
import type { RefusedFile, SignEvent, SignState } from '../../files/sign-state.ts';
import { TransactionRecorder } from '../../history/transaction-recorder.ts';
import { clientIdentity } from '../../host-client/client-identity.ts';
import { type HostChoice, readHostChoice } from '../../host-client/host-choice.ts';
import { HostClient } from '../../host-client/host-client.ts';
import { connectNativePort } from '../../host-client/native-port.ts';
import { PromptDriver } from '../../prompt/prompt-driver.ts';
import type { PromptState } from '../../prompt/prompt-state.ts';
import { loadSigning } from '../../signing/load-signing.ts';
import { ownText } from '../../ui/files/own-text.ts';
import { translate } from '../../ui/localise.ts';
import { Prompt, type SigningScreens } from '../../ui/prompt.tsx';
import { hearLeaving, promptActions } from '../../ui/prompt-actions.ts';
import { TextContext } from '../../ui/text.ts';

type Ended = Extract<SignEvent, { type: 'signed' | 'prompt-ended' }>;

/** The same prompt that serves websites, in this page's place, until it has signed the files or has ended otherwise. */
export async function runOwnPrompt({ files, choice }: SignState): Promise<Ended> {
  const host = await readHostChoice();
  const request = ownRequest(files);
  const signing = await loadSigning(request, ownSource(files), (formats) => ownFormats(choice, formats));
  const pending = {
    requestId: crypto.randomUUID(),
    incognito: browser.extension.inIncognitoContext,
    request,
  };
  const recorder = new TransactionRecorder({ pending, now: () => new Date(), write: addToHistory });
  const ending = new AbortController();
  return new Promise((resolve) => {
    let ended: Ended | undefined;
    const driver: PromptDriver = new PromptDriver({
      request: { origin: location.origin, request },
      client: clientIdentity(),
      connectHost: (options) => new HostClient(connectNativePort(HOST_NAMES[host]), options),
      tellPage: (message) => {
        recorder.told(message);
        ended ??= endOf(message);
      },
      closeWindow: () => {
        ending.abort();
        resolve(ended ?? { type: 'prompt-ended', code: 'internal' });
      },
      render: (state) => {
        recorder.follow(state);
        renderPrompt({ host, driver, screens: signing.screens }, state);
      },
      signing: signing.run,
    });
    const endOf = (message: PromptToBridge): Ended | undefined => {
      if (message.kind === 'error') {
        return { type: 'prompt-ended', code: message.code, refused: refusedFile(message.refused, files) };
      }
      if (message.kind !== 'result' || !('documents' in message.result)) return undefined;
      const content = (document: number): Blob => signing.run.content(document);
      return { type: 'signed', saved: savedFiles(message.result, { files, form: choice.form, content }) };
    };
    hearLeaving(driver, ending.signal);
    driver.start();
    recorder.seen();
  });
}

function refusedFile(
  refused: RefusedDocument | undefined,
  files: readonly OwnFile[],
): RefusedFile | undefined {
  const file = refused && files[refused.document];
  return file && { name: file.name, reason: refused.reason };
}

interface Served {
  readonly host: HostChoice;
  readonly driver: PromptDriver;
  readonly screens: SigningScreens;
}

const translateOwn = ownText(translate);

function renderPrompt({ host, driver, screens }: Served, state: PromptState): void {
  render(
    <TextContext.Provider value={translateOwn}>
      <Prompt
        state={state}
        simulatorChosen={host === 'simulator'}
        origin={undefined}
        signingScreens={screens}
        {...promptActions(driver)}
      />
    </TextContext.Provider>,
    document.body,
  );
}
