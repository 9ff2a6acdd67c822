import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CheckedFiles } from '../../files/check-files.ts';
import type { CheckState } from '../../files/check-state.ts';
import { useText } from '../text.ts';
import { CheckedFileView } from './checked-file.tsx';
import { DropZone } from './drop-zone.tsx';
import type { FilesActions } from './files-page.tsx';
import { SectionTitle } from './section-title.tsx';

export interface CheckFilesProps {
  readonly state: CheckState;
  readonly actions: FilesActions;
}

/** Signed files, each with what can be said about it on this computer alone. */
export function CheckFiles({ state: { files, result }, actions }: CheckFilesProps): JSX.Element {
  const t = useText();
  const isChecking = files.length > 0 && !result;
  return (
    <main data-step={isChecking ? 'checking' : 'checked'} aria-labelledby="section-title">
      <SectionTitle text={t('files.check_title')} focused={false} />
      <p>{t('files.check_text')}</p>
      <DropZone onFiles={actions.addToCheck} />
      <p role="status">
        {isChecking && t('files.checking')}
        {result && t('files.checked', [result.files.length])}
      </p>
      {result && <Results result={result} />}
      {files.length > 0 && (
        <div class="actions">
          <button id="clear" type="button" onClick={actions.clearChecked}>
            {t('files.clear')}
          </button>
        </div>
      )}
    </main>
  );
}

function Results({ result: { files, certificates } }: { readonly result: CheckedFiles }): JSX.Element {
  const t = useText();
  // The file that was just chosen is the first one, and what it comes to is seen without scrolling.
  useEffect(() => {
    document.querySelector('.checked .verdict')?.scrollIntoView({ block: 'nearest' });
  }, [files]);
  return (
    <>
      {files.map((file, index) => (
        <CheckedFileView key={file.name + String(index)} file={file} />
      ))}
      {certificates.length > 0 && (
        <section aria-labelledby="certificates-title">
          <h3 id="certificates-title">{t('files.certificates')}</h3>
          <ul>
            {certificates.map(({ name, fingerprint }) => (
              <li key={fingerprint} class="note">
                {t('files.certificate', [name, fingerprint])}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
