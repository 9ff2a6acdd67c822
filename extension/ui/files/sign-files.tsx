import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageErrorCode } from '../../../shared/errors.ts';
import type { NotTaken } from '../../files/own-file.ts';
import type { SignState } from '../../files/sign-state.ts';
import { RefusedDocument } from '../refused-document.tsx';
import { type MessageKey, TextContext, useText } from '../text.ts';
import { ChosenFiles } from './chosen-files.tsx';
import { DropZone } from './drop-zone.tsx';
import type { FilesActions } from './files-page.tsx';
import { ownText } from './own-text.ts';
import { SectionTitle } from './section-title.tsx';
import { SignedFiles } from './signed-files.tsx';
import { SignedFormChoice } from './signed-form-choice.tsx';

export interface SignFilesProps {
  readonly state: SignState;
  readonly actions: FilesActions;
}

/** Which files, in which form; the prompt does the rest, and what it leaves is saved from here. */
export function SignFiles({ state, actions }: SignFilesProps): JSX.Element {
  const { step } = state;
  return step.name === 'signed' ? (
    <SignedFiles saved={step.saved} kept={step.kept} onKept={actions.keep} onAgain={actions.startAgain} />
  ) : (
    <Choosing state={state} actions={actions} />
  );
}

const NOT_TAKEN_TEXT: Readonly<Record<NotTaken, MessageKey>> = {
  'too-many': 'files.too_many',
  'too-large': 'files.too_large',
  unreadable: 'files.unreadable_file',
};

const ENDED_TEXT: Partial<Readonly<Record<PageErrorCode, MessageKey>>> = {
  'user-cancelled': 'files.ended_cancelled',
  busy: 'files.ended_busy',
  'document-refused': 'files.ended_refused',
  'timed-out': 'files.ended_timed_out',
};

function Choosing({ state, actions }: SignFilesProps): JSX.Element {
  const { files, notTaken, choice, step } = state;
  const t = useText();
  const [isHinted, setHinted] = useState(false);
  const { ended, refused } = step.name === 'choosing' ? step : { ended: undefined, refused: undefined };
  return (
    <main data-step="choosing" data-ended={ended} aria-labelledby="section-title">
      <SectionTitle text={t('files.sign_title')} focused={ended !== undefined} />
      <div role="status">
        {ended !== undefined && <p class="notice">{t(ENDED_TEXT[ended] ?? 'files.ended_otherwise')}</p>}
        {refused && (
          <TextContext.Provider value={ownText(t)}>
            <RefusedDocument {...refused} />
          </TextContext.Provider>
        )}
      </div>
      <p>{t('files.sign_text')}</p>
      <DropZone
        onFiles={(added) => {
          setHinted(false);
          actions.addToSign(added);
        }}
      />
      <div role="status" id="not-taken">
        {[...notTaken].map(([reason, names]) => (
          <p key={reason} class="notice" data-reason={reason}>
            {t(NOT_TAKEN_TEXT[reason], [names.join(t('files.comma'))])}
          </p>
        ))}
      </div>
      <ChosenFiles files={files} onRemove={actions.remove} />
      {files.length > 0 && (
        <SignedFormChoice
          files={files}
          choice={choice}
          onForm={actions.chooseForm}
          onMark={actions.chooseMark}
        />
      )}
      {files.length > 0 && <p>{t('files.disclosure')}</p>}
      <div class="actions">
        <p role="status">{isHinted && files.length === 0 && t('files.nothing_chosen')}</p>
        <button
          class="primary"
          id="start"
          type="button"
          aria-disabled={files.length === 0}
          onClick={() => {
            setHinted(files.length === 0);
            if (files.length > 0) actions.start();
          }}
        >
          {t('files.start')}
        </button>
      </div>
    </main>
  );
}
