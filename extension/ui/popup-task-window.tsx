import type { JSX } from 'preact';
import { ENDS } from '../popup/popup-state.ts';
import type { PopupTask } from '../popup/popup-task.ts';
import { AskingSite } from './asking-site.tsx';
import { ChangePin } from './popup-change-pin.tsx';
import { FillPin } from './popup-fill-pin.tsx';
import { FillPreview } from './popup-fill-preview.tsx';
import { FillReport } from './popup-fill-report.tsx';
import { Mark } from './mark.tsx';
import { PIN_TEXT } from './pin-text.ts';
import { PopupProgress } from './popup-progress.tsx';
import type { PopupProps } from './popup.tsx';
import { useText } from './text.ts';

export interface PopupTaskWindowProps extends PopupProps {
  readonly task: Exclude<PopupTask, { kind: 'overview' }>;
}

/** A window for one task: what it is for, what is going on, and what the person can do. */
export function PopupTaskWindow(props: PopupTaskWindowProps): JSX.Element {
  const { state, task } = props;
  const { view, form } = state;
  return (
    <>
      <TaskHeader task={task} origin={form?.origin} isHeading={view.name === 'pin-entry'} />
      <PopupProgress state={state} simulatorChosen={props.simulatorChosen} />
      {view.name === 'pin-entry' && task.kind === 'change-pin' && (
        <ChangePin {...props} view={view} which={task.which} />
      )}
      {view.name === 'pin-entry' && task.kind === 'fill-form' && <FillPin {...props} view={view} />}
      {view.name === 'preview' && <FillPreview {...props} view={view} />}
      {view.name === 'filled' && <FillReport view={view} />}
      {view.name !== 'pin-entry' && view.name !== 'preview' && <TaskActions {...props} />}
    </>
  );
}

interface TaskHeaderProps extends Pick<PopupTaskWindowProps, 'task'> {
  readonly origin: string | undefined;
  /** Where nothing else is the page's heading. */
  readonly isHeading: boolean;
}

function TaskHeader({ task, origin, isHeading }: TaskHeaderProps): JSX.Element {
  const t = useText();
  const Name = isHeading ? 'h1' : 'p';
  if (origin !== undefined) return <AskingSite origin={origin} asks={'fill.asks'} purpose={undefined} />;
  return (
    <header class="asking-site">
      <p class="asks">
        <Mark />
        {task.kind === 'change-pin' ? t('change_pin.title') : t('fill.title')}
      </p>
      {task.kind === 'change-pin' && <Name class="pin-name">{t(PIN_TEXT[task.which].name)}</Name>}
    </header>
  );
}

function TaskActions({ state, dispatch, onClose }: PopupTaskWindowProps): JSX.Element {
  const t = useText();
  const { name } = state.view;
  const isEnd = ENDS.includes(name);
  return (
    <footer>
      {!isEnd && name !== 'working' && name !== 'filling' && (
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
      )}
      {(name === 'host-problem' || name === 'card-problem') && (
        <button
          class="primary"
          id="retry"
          type="button"
          onClick={() => {
            dispatch({ type: 'retry' });
          }}
        >
          {t('prompt.retry')}
        </button>
      )}
      {isEnd && (
        <button class="primary" id="close" type="button" onClick={onClose}>
          {t('prompt.close')}
        </button>
      )}
    </footer>
  );
}
