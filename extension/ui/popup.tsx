import type { JSX } from 'preact';
import type { HistoryEntry } from '../history/history-entry.ts';
import type { TypedPins } from '../popup/popup-driver.ts';
import type { PopupEvent } from '../popup/popup-event.ts';
import type { PageProblem, PopupState } from '../popup/popup-state.ts';
import type { PopupTask } from '../popup/popup-task.ts';
import { PopupOverview } from './popup-overview.tsx';
import { PopupTaskWindow } from './popup-task-window.tsx';
import { SimulatedBanner } from './simulated-banner.tsx';

export interface PopupProps {
  readonly state: PopupState;
  /** The person has chosen the simulated card; the host says so too, once it is connected. */
  readonly simulatorChosen: boolean;
  /** The latest of the history, if there is one. */
  readonly lastRequest: HistoryEntry | undefined;
  readonly dispatch: (event: PopupEvent) => void;
  readonly onSubmit: (typed: TypedPins) => void;
  readonly onOpenTask: (task: PopupTask) => void;
  /** @returns why this page cannot be filled in; otherwise a window opens */
  readonly onFillForm: () => Promise<PageProblem | undefined>;
  /** The page on which files are signed and checked. */
  readonly onOpenFiles: () => void;
  readonly onOpenOptions: () => void;
  readonly onClose: () => void;
}

/** What the toolbar's button opens, and the windows that open from there. */
export function Popup(props: PopupProps): JSX.Element {
  const { view, task, simulated } = props.state;
  return (
    <main
      class={task.kind === 'overview' ? 'overview' : 'task'}
      data-task={task.kind}
      data-view={view.name}
      data-code={'code' in view ? view.code : 'problem' in view ? view.problem : undefined}
    >
      {(props.simulatorChosen || simulated) && <SimulatedBanner />}
      {task.kind === 'overview' ? <PopupOverview {...props} /> : <PopupTaskWindow {...props} task={task} />}
    </main>
  );
}
