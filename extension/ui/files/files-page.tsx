import type { JSX } from 'preact';
import type { CheckState } from '../../files/check-state.ts';
import type { OwnFile } from '../../files/own-file.ts';
import type { SavedFile } from '../../files/saved-file.ts';
import type { SignState } from '../../files/sign-state.ts';
import type { SignedForm } from '../../files/signed-form.ts';
import { Mark } from '../mark.tsx';
import { SimulatedBanner } from '../simulated-banner.tsx';
import { type MessageKey, useText } from '../text.ts';
import { CheckFiles } from './check-files.tsx';
import { SignFiles } from './sign-files.tsx';

/** By the fragment of the page's address; the first one is where it opens. */
export const FILES_TASKS = ['sign', 'check'] as const;
export type FilesTask = (typeof FILES_TASKS)[number];

export interface FilesActions {
  readonly addToSign: (files: readonly File[]) => void;
  readonly remove: (file: OwnFile) => void;
  readonly chooseForm: (form: SignedForm) => void;
  readonly chooseMark: (mark: boolean) => void;
  readonly start: () => void;
  readonly keep: (file: SavedFile) => void;
  readonly startAgain: () => void;
  readonly addToCheck: (files: readonly File[]) => void;
  readonly clearChecked: () => void;
}

export interface FilesPageProps {
  readonly task: FilesTask;
  readonly signing: SignState;
  readonly checking: CheckState;
  readonly simulatorChosen: boolean;
  readonly actions: FilesActions;
}

const TITLES: Readonly<Record<FilesTask, MessageKey>> = { sign: 'files.sign', check: 'files.check' };

/** A person's own files: signed with the prompt that websites get, and checked, with no website involved. */
export function FilesPage({
  task,
  signing,
  checking,
  simulatorChosen,
  actions,
}: FilesPageProps): JSX.Element {
  const t = useText();
  return (
    <div class="files">
      {simulatorChosen && <SimulatedBanner />}
      <header>
        <h1>
          <Mark />
          {t('files.title')}
        </h1>
        <nav aria-label={t('files.sections')}>
          <ul>
            {FILES_TASKS.map((name) => (
              <li key={name}>
                <a href={`#${name}`} aria-current={name === task ? 'page' : undefined}>
                  {t(TITLES[name])}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {task === 'sign' ? (
        <SignFiles state={signing} actions={actions} />
      ) : (
        <CheckFiles state={checking} actions={actions} />
      )}
    </div>
  );
}
