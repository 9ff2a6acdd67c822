import type { FunctionComponent, JSX } from 'preact';
import type { SigningEvent } from '../prompt/prompt-event.ts';
import type { PromptState, ViewName } from '../prompt/prompt-state.ts';
import { TASKS } from '../prompt/task.ts';
import { AskingSite } from './asking-site.tsx';
import { PinEntry, type PinEntryProps } from './pin-entry.tsx';
import { Problem } from './problem.tsx';
import { PromptStrip } from './prompt-strip.tsx';
import { Review } from './review.tsx';
import { RefusedDocument } from './refused-document.tsx';
import type { SigningViewsProps } from './signing/signing-views.tsx';
import { Status } from './status.tsx';
import { TASK_TEXT } from './task-text.ts';
import { useText } from './text.ts';
import { hasStatus, problemKeys, STATUS_TEXT, statusKeys } from './view-text.ts';

export interface PromptProps extends Pick<PinEntryProps, PinActions> {
  readonly state: PromptState;
  /** Of the asking page, serialised by the browser; undefined when the person signs files of their own. */
  readonly origin: string | undefined;
  /** The person has chosen the simulated card; the host says so too, once it is connected. */
  readonly simulatorChosen: boolean;
  readonly onRetry: () => void;
  readonly onApprove: () => void;
  /** For a request for signatures: loaded for those alone. */
  readonly signingScreens?: SigningScreens | undefined;
  readonly onSigningEvent: (event: SigningEvent) => void;
}

export interface SigningScreens {
  readonly Views: FunctionComponent<SigningViewsProps>;
  readonly content: (document: number) => Blob;
}

type PinActions = 'onSubmitPin' | 'onConfirmLastTry' | 'onChooseAttribute' | 'onClose';

/** The prompt: who asks, what is going on, and what the person can do. */
export function Prompt(props: PromptProps): JSX.Element {
  const { view, simulated, request } = props.state;
  return (
    <main
      data-view={view.name}
      data-method={request.method}
      data-code={'code' in view ? view.code : undefined}
    >
      <PromptStrip simulated={props.simulatorChosen || simulated} />
      {view.name !== 'document' && (
        <AskingSite origin={props.origin} asks={TASK_TEXT[request.method].asks} purpose={request.purpose} />
      )}
      <CurrentView {...props} />
      {!HAS_ACTIONS.includes(view.name) && <Actions {...props} />}
    </main>
  );
}

/** These bring what can be done with them. */
const HAS_ACTIONS: readonly ViewName[] = [
  'pin-entry',
  'review',
  'receiving',
  'documents',
  'document',
  'consent',
];

/**
 * A status is announced when it changes, for which its region has to be there before. A problem and the PIN take the
 * focus, and are read from there.
 */
function CurrentView(props: PromptProps): JSX.Element {
  const { state, simulatorChosen } = props;
  const t = useText();
  const task = TASK_TEXT[state.request.method];
  const { view, notice, readers } = state;
  const status = hasStatus(view) ? STATUS_TEXT[view.name] : undefined;
  const statusText = status && statusKeys(status, task);
  const problem = 'code' in view ? problemKeys(view.code, simulatorChosen, task) : undefined;
  return (
    <>
      <div class="live" aria-live="polite">
        {status && statusText && (
          <Status
            mood={status.mood}
            title={t(statusText.title)}
            text={t(statusText.text)}
            notice={notice}
            isSlow={state.slow}
            tries={
              view.name === 'working'
                ? { which: TASKS[state.request.method].pin, count: view.triesLeft }
                : undefined
            }
            readers={view.name === 'waiting-for-card' ? readers : []}
          />
        )}
      </div>
      {problem && <Problem title={t(problem.title)} text={t(problem.text)} notice={notice} />}
      <SigningView {...props} />
      {view.name === 'pin-entry' && (
        <PinEntry
          view={view}
          notice={notice}
          request={state.request}
          chosen={state.chosen}
          onSubmitPin={props.onSubmitPin}
          onConfirmLastTry={props.onConfirmLastTry}
          onChooseAttribute={props.onChooseAttribute}
          onClose={props.onClose}
        />
      )}
      {view.name === 'review' && (
        <Review
          chosen={state.chosen}
          attributes={view.attributes}
          onApprove={props.onApprove}
          onClose={props.onClose}
        />
      )}
    </>
  );
}

/** What a request for signatures shows beside, or instead of, what all of them have in common. */
function SigningView({ state, signingScreens, onSigningEvent, onClose }: PromptProps): JSX.Element | null {
  const { request, signing, view } = state;
  if (request.method !== 'sign' || !signing) return null;
  if (view.name === 'failed' && signing.refused) {
    const { document, reason } = signing.refused;
    return <RefusedDocument name={request.documents[document]?.name ?? ''} reason={reason} />;
  }
  return signingScreens ? (
    <signingScreens.Views
      view={view}
      request={request}
      signing={signing}
      content={signingScreens.content}
      onEvent={onSigningEvent}
      onClose={onClose}
    />
  ) : null;
}

function Actions({ state, onRetry, onClose }: PromptProps): JSX.Element {
  const t = useText();
  const { name } = state.view;
  return (
    <footer>
      {name !== 'failed' && name !== 'done' && (
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
      )}
      {(name === 'host-problem' || name === 'card-problem') && (
        <button class="primary" id="retry" type="button" onClick={onRetry}>
          {t('prompt.retry')}
        </button>
      )}
      {name === 'failed' && (
        <button class="primary" id="close" type="button" onClick={onClose}>
          {t('prompt.close')}
        </button>
      )}
    </footer>
  );
}
