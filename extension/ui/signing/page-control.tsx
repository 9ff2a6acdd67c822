import type { JSX } from 'preact';
import { useText } from '../text.ts';
import type { Pages } from './shown.ts';

export interface PageControlProps extends Pages {
  readonly onWant: (page: number) => void;
}

/** Which page is in sight, and the way to another. */
export function PageControl({ page, count, onWant }: PageControlProps): JSX.Element {
  const t = useText();
  const go = (to: number): void => {
    if (to >= 1 && to <= count) onWant(to);
  };
  return (
    <div class="pages" role="group" aria-label={t('signing.pages')}>
      <button
        id="previous-page"
        type="button"
        aria-label={t('signing.previous_page')}
        disabled={page <= 1}
        onClick={() => {
          go(page - 1);
        }}
      >
        ‹
      </button>
      <input
        id="page"
        type="text"
        inputMode="numeric"
        aria-label={t('signing.page')}
        value={page}
        size={String(count).length}
        onChange={(event) => {
          go(Number(event.currentTarget.value.normalize('NFKC')));
          event.currentTarget.value = String(page);
        }}
      />
      <span>/ {count}</span>
      <button
        id="next-page"
        type="button"
        aria-label={t('signing.next_page')}
        disabled={page >= count}
        onClick={() => {
          go(page + 1);
        }}
      >
        ›
      </button>
    </div>
  );
}
