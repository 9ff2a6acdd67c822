import { render } from 'preact';
import { readHostChoice } from '../../host-client/host-choice.ts';
import { readLanguage } from '../../background/language-store.ts';
import { requestRegistry } from '../../background/pending-requests.ts';
import { checkFiles } from '../../files/check-files.ts';
import {
  type CheckState,
  INITIAL_CHECK_STATE,
  withCheckedFiles,
  withResult,
} from '../../files/check-state.ts';
import { addFiles } from '../../files/own-file.ts';
import { advanceSigning, hasUnsaved, INITIAL_SIGN_STATE, type SignEvent } from '../../files/sign-state.ts';
import { errorCodeOf, ERRORS } from '../../../shared/errors.ts';
import { FILES_TASKS, type FilesActions, FilesPage } from '../../ui/files/files-page.tsx';
import { chooseLanguage, localiseDocument, translate } from '../../ui/localise.ts';
import { TextContext } from '../../ui/text.ts';
import { runOwnPrompt } from './own-prompt.tsx';
import '../../ui/theme.css';
import '../../ui/prompt.css';
import '../../ui/confirm-dialog.css';
import '../../ui/files/files.css';

let signing = INITIAL_SIGN_STATE;
let checking: CheckState = INITIAL_CHECK_STATE;
let simulatorChosen = false;
/** Files are read one selection after the other, so that none is lost. */
let lastAdded: Promise<unknown> = Promise.resolve();

const actions: FilesActions = {
  addToSign: (added) => {
    lastAdded = lastAdded.then(async () => {
      dispatch({ type: 'files-added', chosen: await addFiles(signing.files, added) });
    });
  },
  remove: (file) => {
    dispatch({ type: 'file-removed', file });
  },
  chooseForm: (form) => {
    dispatch({ type: 'form-chosen', form });
  },
  chooseMark: (mark) => {
    dispatch({ type: 'mark-chosen', mark });
  },
  start: () => {
    void sign();
  },
  keep: (file) => {
    dispatch({ type: 'file-kept', file });
  },
  startAgain: () => {
    dispatch({ type: 'started-again' });
  },
  addToCheck: (added) => {
    if (added.length > 0) void check(withCheckedFiles(checking, added));
  },
  clearChecked: () => {
    checking = INITIAL_CHECK_STATE;
    show();
  },
};

void openPage();
addEventListener('hashchange', show);
// The browser asks the person, in its own words, before the page goes with what is not saved.
addEventListener('beforeunload', (event) => {
  if (hasUnsaved(signing)) event.preventDefault();
});

async function openPage(): Promise<void> {
  const [choice, language] = await Promise.all([
    readHostChoice().catch(() => 'host' as const),
    readLanguage().catch(() => 'browser' as const),
  ]);
  simulatorChosen = choice === 'simulator';
  await chooseLanguage(language);
  show();
}

function dispatch(event: SignEvent): void {
  signing = advanceSigning(signing, event);
  show();
}

/** The prompt takes the page's place, while no other is open (security rule 3). */
async function sign(): Promise<void> {
  try {
    await requestRegistry.whileAlone(async () => {
      dispatch({ type: 'prompt-opened' });
      if (signing.step.name === 'prompt') dispatch(await runOwnPrompt(signing));
    });
  } catch (error) {
    const { page: code } = ERRORS[errorCodeOf(error)];
    dispatch({ type: 'prompt-ended', code });
  }
}

async function check(next: CheckState): Promise<void> {
  checking = next;
  show();
  const result = await checkFiles(next.files, new Date());
  checking = withResult(checking, next.files, result);
  show();
}

function show(): void {
  if (signing.step.name === 'prompt') return;
  localiseDocument('files.title');
  const task = FILES_TASKS.find((name) => `#${name}` === location.hash) ?? 'sign';
  render(
    <TextContext.Provider value={translate}>
      <FilesPage {...{ task, signing, checking, simulatorChosen, actions }} />
    </TextContext.Provider>,
    document.body,
  );
}
