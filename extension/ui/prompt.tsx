import type { JSX } from 'preact';
import type { PromptState } from '../prompt/prompt-state.ts';
import { AskingSite, type AskingSiteProps } from './asking-site.tsx';
import { PinEntry, type PinEntryProps } from './pin-entry.tsx';
import { Problem } from './problem.tsx';
import { SimulatedBanner } from './simulated-banner.tsx';
import { Status } from './status.tsx';
import { useText } from './text.ts';
import { hasStatus, problemKeys, STATUS_TEXT } from './view-text.ts';

export interface PromptProps extends AskingSiteProps, Pick<PinEntryProps, PinActions> {
  readonly state: PromptState;
  /** The person has chosen the simulated card; the host says so too, once it is connected. */
  readonly simulatorChosen: boolean;
  readonly onRetry: () => void;
}

type PinActions = 'onSubmitPin' | 'onConfirmLastTry' | 'onClose';

/** The prompt: who asks, what is going on, and what the person can do. */
export function Prompt(props: PromptProps): JSX.Element {
  const { view, simulated } = props.state;
  return (
    <main data-view={view.name} data-code={'code' in view ? view.code : undefined}>
      {(props.simulatorChosen || simulated) && <SimulatedBanner />}
      <AskingSite origin={props.origin} purpose={props.purpose} />
      <CurrentView {...props} />
      {view.name !== 'pin-entry' && <Actions {...props} />}
    </main>
  );
}

/**
 * A status is announced when it changes, for which its region has to be there before. A problem and the PIN take the
 * focus, and are read from there.
 */
function CurrentView({
  state,
  simulatorChosen,
  onSubmitPin,
  onConfirmLastTry,
  onClose,
}: PromptProps): JSX.Element {
  const t = useText();
  const { view, notice, readers } = state;
  const status = hasStatus(view) ? STATUS_TEXT[view.name] : undefined;
  const problem = 'code' in view ? problemKeys(view.code, simulatorChosen) : undefined;
  return (
    <>
      <div class="live" aria-live="polite">
        {status && (
          <Status
            mood={status.mood}
            title={t(status.title)}
            text={t(status.text)}
            notice={notice}
            readers={view.name === 'waiting-for-card' ? readers : []}
          />
        )}
      </div>
      {problem && <Problem title={t(problem.title)} text={t(problem.text)} notice={notice} />}
      {view.name === 'pin-entry' && (
        <PinEntry
          view={view}
          notice={notice}
          onSubmitPin={onSubmitPin}
          onConfirmLastTry={onConfirmLastTry}
          onClose={onClose}
        />
      )}
    </>
  );
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
