import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { OwnFile } from '../../files/own-file.ts';
import { sizeText } from '../signing/document-text.ts';
import { useText } from '../text.ts';

export interface ChosenFilesProps {
  readonly files: readonly OwnFile[];
  readonly onRemove: (file: OwnFile) => void;
}

/** What is going to be signed. */
export function ChosenFiles({ files, onRemove }: ChosenFilesProps): JSX.Element {
  const t = useText();
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="chosen-title">
      <h3 id="chosen-title" ref={title} tabIndex={-1} role="status" data-count={files.length}>
        {files.length === 0 ? t('files.chosen_none') : t('files.chosen', [files.length])}
      </h3>
      {files.length > 0 && (
        <ul class="chosen">
          {files.map((one) => (
            <li key={one.name + String(one.file.lastModified)} class="panel" data-type={one.type}>
              <p class="name">
                <bdi>{one.name}</bdi>
              </p>
              <p class="note">{sizeText(one.file.size, t)}</p>
              <button
                type="button"
                aria-label={t('files.remove_file', [one.name])}
                onClick={() => {
                  // The button goes with its file.
                  title.current?.focus();
                  onRemove(one);
                }}
              >
                {t('files.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
