import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../text.ts';

export interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
}

/** Files come by the button, or dropped anywhere on the page: beside the zone, the browser would open them instead. */
export function DropZone({ onFiles }: DropZoneProps): JSX.Element {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDroppedFiles(onFiles);
  return (
    <div class="drop-zone" data-over={isOver}>
      <button
        class="primary"
        id="pick"
        type="button"
        aria-describedby="drop-note"
        onClick={() => {
          input.current?.click();
        }}
      >
        {t('files.pick')}
      </button>
      <p class="note" id="drop-note">
        {t('files.drop')}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}

/** @returns whether files are being dragged over the page */
function useDroppedFiles(onFiles: DropZoneProps['onFiles']): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  // With the zone itself: what is dropped on it before its first frame is not lost.
  useLayoutEffect(() => {
    const listening = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void): void => {
      addEventListener(type, act, { signal: listening.signal });
    };
    listen('dragover', (event) => {
      event.preventDefault();
      setOver(true);
    });
    listen('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    });
    return () => {
      listening.abort();
    };
  }, []);
  return isOver;
}
