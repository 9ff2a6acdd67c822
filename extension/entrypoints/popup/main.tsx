import { render } from 'preact';
import { browser } from 'wxt/browser';
import { HOST_NAMES } from '../../../manifests/identity.ts';
import { clientIdentity } from '../../host-client/client-identity.ts';
import { type HostChoice, readHostChoice } from '../../host-client/host-choice.ts';
import { HostClient } from '../../host-client/host-client.ts';
import { connectNativePort } from '../../host-client/native-port.ts';
import { canFillAnything } from '../../popup/fillable.ts';
import { PopupDriver } from '../../popup/popup-driver.ts';
import type { PageProblem, PopupState } from '../../popup/popup-state.ts';
import type { PopupTask } from '../../popup/popup-task.ts';
import { taskOf } from '../../popup/task-address.ts';
import { localiseDocument, translate } from '../../ui/localise.ts';
import { Popup } from '../../ui/popup.tsx';
import { TextContext } from '../../ui/text.ts';
import { closeThisWindow } from '../prompt/this-window.ts';
import { formPage } from './form-page.ts';
import { isToolbarPopup, openTaskWindow, tabBelow } from './task-window.ts';
import '../../ui/theme.css';
import '../../ui/prompt.css';
import '../../ui/popup.css';

const task = taskOf(location.search);
localiseDocument('popup.title');
document.documentElement.classList.toggle('toolbar', isToolbarPopup());
void readHostChoice()
  .catch(() => 'host' as const)
  .then(open);

function open(choice: HostChoice): void {
  const driver: PopupDriver = new PopupDriver({
    task,
    client: clientIdentity(),
    connectHost: (options) => new HostClient(connectNativePort(HOST_NAMES[choice]), options),
    page: task.kind === 'fill-form' ? formPage(task.tabId) : undefined,
    render: (state) => {
      renderPopup(choice, driver, state);
    },
  });
  if (task.kind !== 'overview') closeOnEscape();
  driver.start();
}

/** WAI-ARIA Authoring Practices, "Dialog". Within an input method's composition it leaves only that. */
function closeOnEscape(): void {
  addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Escape' && !isComposing) closeThisWindow();
  });
}

function renderPopup(choice: HostChoice, driver: PopupDriver, state: PopupState): void {
  render(
    <TextContext.Provider value={translate}>
      <Popup
        state={state}
        simulatorChosen={choice === 'simulator'}
        dispatch={driver.dispatch}
        onSubmit={driver.submit}
        onOpenTask={openTask}
        onFillForm={fillForm}
        onOpenOptions={openOptions}
        onClose={closeThisWindow}
      />
    </TextContext.Provider>,
    document.body,
  );
}

/** The popup goes by itself when the window takes the focus, or is asked to. */
function openTask(wanted: PopupTask): void {
  void openTaskWindow(wanted).then(() => {
    window.close();
  });
}

function openOptions(): void {
  void browser.runtime.openOptionsPage().then(() => {
    window.close();
  });
}

/** Looks at the page first: for one that cannot be filled in no window is opened. */
async function fillForm(): Promise<PageProblem | undefined> {
  const tabId = await tabBelow();
  const form =
    tabId === undefined
      ? undefined
      : await formPage(tabId)
          .describe()
          .catch(() => undefined);
  if (tabId === undefined || form === undefined) return 'page-closed';
  if (!canFillAnything(form.fields)) return 'no-fields';
  openTask({ kind: 'fill-form', tabId });
  return undefined;
}
