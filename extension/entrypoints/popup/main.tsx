import { render } from 'preact';
import { browser } from 'wxt/browser';
import { HOST_NAMES } from '../../../manifests/identity.ts';
import { addToHistory, readHistory } from '../../background/history-store.ts';
import { askDomains, type DomainsByOrigin } from '../../background/ask-domains.ts';
import { readLanguage } from '../../background/language-store.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { clientIdentity } from '../../host-client/client-identity.ts';
import { type HostChoice, readHostChoice } from '../../host-client/host-choice.ts';
import { HostClient } from '../../host-client/host-client.ts';
import { connectNativePort } from '../../host-client/native-port.ts';
import { canFillAnything } from '../../popup/fillable.ts';
import { type FormPage, PopupDriver } from '../../popup/popup-driver.ts';
import type { PageProblem, PopupState } from '../../popup/popup-state.ts';
import type { PopupTask } from '../../popup/popup-task.ts';
import { taskOf } from '../../popup/task-address.ts';
import { chooseLanguage, localiseDocument, translate } from '../../ui/localise.ts';
import { DomainsContext } from '../../ui/domains.ts';
import { Popup } from '../../ui/popup.tsx';
import { type MessageKey, TextContext } from '../../ui/text.ts';
import { closeThisWindow } from '../../windows/this-window.ts';
import { formPage } from './form-page.ts';
import { isToolbarPopup, openFilesTab, openTaskWindow, tabBelow } from './task-window.ts';
import '../../ui/theme.css';
import '../../ui/prompt.css';
import '../../ui/popup.css';

const TITLE: Readonly<Record<PopupTask['kind'], MessageKey>> = {
  overview: 'popup.title',
  'change-pin': 'change_pin.title',
  'fill-form': 'fill.title',
};

const task = taskOf(location.search);
document.documentElement.classList.toggle('toolbar', isToolbarPopup());
void openPopup();

async function openPopup(): Promise<void> {
  const [choice, language, [lastRequest]] = await Promise.all([
    readHostChoice().catch(() => 'host' as const),
    readLanguage().catch(() => 'browser' as const),
    task.kind === 'overview' ? readHistory().catch(() => []) : [],
  ]);
  await chooseLanguage(language);
  localiseDocument(TITLE[task.kind]);
  if (task.kind !== 'overview') closeOnEscape();
  serve(choice, lastRequest);
}

function serve(choice: HostChoice, lastRequest: HistoryEntry | undefined): void {
  const domains = new Map<string, string>();
  // Asked now: the tab may have gone when there is something to remember.
  const isPrivate = task.kind === 'fill-form' ? isInPrivateWindow(task.tabId) : Promise.resolve(true);
  let shown: PopupState | undefined;
  const show = (state: PopupState): void => {
    shown = state;
    renderPopup(state, { choice, lastRequest, domains, driver });
  };
  const driver: PopupDriver = new PopupDriver({
    task,
    client: clientIdentity(),
    connectHost: (options) => new HostClient(connectNativePort(HOST_NAMES[choice]), options),
    page: task.kind === 'fill-form' ? namedPage(formPage(task.tabId), domains) : undefined,
    remember: (entry) => {
      void isPrivate.then((hidden) => (hidden ? undefined : addToHistory(entry))).catch(() => undefined);
    },
    render: show,
  });
  driver.start();
  // The card does not wait for it.
  if (lastRequest?.origin !== undefined)
    void nameSites(domains, [lastRequest.origin]).then(() => {
      if (shown) show(shown);
    });
}

/** Whose form it is has its domain as soon as it is shown. */
function namedPage(page: FormPage, domains: Map<string, string>): FormPage {
  return {
    ...page,
    describe: async () => {
      const form = await page.describe();
      await nameSites(domains, [form.origin]);
      return form;
    },
  };
}

async function nameSites(domains: Map<string, string>, origins: readonly string[]): Promise<void> {
  for (const [origin, domain] of await askDomains(origins)) domains.set(origin, domain);
}

/** What happens in a private window is not remembered, nor where there is no tab that would say so. */
async function isInPrivateWindow(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    ({ incognito }) => incognito,
    () => true,
  );
}

/** WAI-ARIA Authoring Practices, "Dialog". Within an input method's composition it leaves only that. */
function closeOnEscape(): void {
  addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Escape' && !isComposing) closeThisWindow();
  });
}

interface Served {
  readonly choice: HostChoice;
  readonly lastRequest: HistoryEntry | undefined;
  /** Of the sites that are shown. */
  readonly domains: DomainsByOrigin;
  readonly driver: PopupDriver;
}

function renderPopup(state: PopupState, { choice, lastRequest, domains, driver }: Served): void {
  render(
    <TextContext.Provider value={translate}>
      <DomainsContext.Provider value={domains}>
        <Popup
          state={state}
          simulatorChosen={choice === 'simulator'}
          lastRequest={lastRequest}
          dispatch={driver.dispatch}
          onSubmit={driver.submit}
          onOpenTask={openTask}
          onFillForm={fillForm}
          onOpenFiles={openFiles}
          onOpenOptions={openOptions}
          onClose={closeThisWindow}
        />
      </DomainsContext.Provider>
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

function openFiles(): void {
  void openFilesTab().then(() => {
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
