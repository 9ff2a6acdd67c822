import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SavedFile } from '../../files/saved-file.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useText } from '../text.ts';
import { SectionTitle } from './section-title.tsx';

export interface SignedFilesProps {
  readonly saved: readonly SavedFile[];
  /** Those whose saving has begun. */
  readonly kept: ReadonlySet<SavedFile>;
  readonly onKept: (file: SavedFile) => void;
  readonly onAgain: () => void;
}

/** What the card's signatures have made of the files: links, so that the browser saves them as it saves anything. */
export function SignedFiles({ saved, kept, onKept, onAgain }: SignedFilesProps): JSX.Element {
  const t = useText();
  const list = useRef<HTMLUListElement>(null);
  const addresses = useAddresses(saved);
  const isSaved = saved.every((file) => kept.has(file));
  const [isAsking, setAsking] = useState(false);
  return (
    <main data-step="signed" aria-labelledby="section-title">
      <SectionTitle text={t('files.signed', [saved.length])} focused />
      <p role="status" class={isSaved ? undefined : 'notice'}>
        {t(isSaved ? 'files.saved' : 'files.signed_text')}
      </p>
      <ul class="chosen" ref={list}>
        {saved.map((file, index) => (
          <li key={file.name + String(index)} class="panel">
            <p class="name">
              <bdi>{file.name}</bdi>
            </p>
            <p class="note">{t('files.signed_of', [file.of])}</p>
            <a
              class="button"
              download={file.name}
              href={addresses[index]}
              aria-label={t('files.save_file', [file.name])}
              onClick={() => {
                onKept(file);
              }}
            >
              {t('files.save')}
            </a>
          </li>
        ))}
      </ul>
      <div class="actions">
        {saved.length > 1 && (
          <button
            class="primary"
            id="save-all"
            type="button"
            onClick={() => {
              for (const link of list.current?.querySelectorAll('a') ?? []) link.click();
            }}
          >
            {t('files.save_all')}
          </button>
        )}
        <button
          id="again"
          type="button"
          onClick={() => {
            if (isSaved) onAgain();
            else setAsking(true);
          }}
        >
          {t('files.again')}
        </button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t('files.unsaved')}
          text={t('files.unsaved_text')}
          label={t('files.unsaved_go_on')}
          onConfirm={onAgain}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </main>
  );
}

/** Of the contents, for as long as they are on display. */
function useAddresses(saved: readonly SavedFile[]): readonly string[] {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  useEffect(() => {
    const made = saved.map(({ content }) => URL.createObjectURL(content));
    setAddresses(made);
    return () => {
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [saved]);
  return addresses;
}
