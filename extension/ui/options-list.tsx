import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { useFocusKept } from './focus-kept.ts';
import { useText } from './text.ts';

const PAGE_SIZE = 50;

export interface OptionsListProps<Item> {
  readonly id: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What a search looks through. */
  readonly textOf: (item: Item) => string;
  readonly renderItem: (item: Item) => JSX.Element;
}

/** A list that is searched and turned page by page, so that thousands of items are as quick as ten. */
export function OptionsList<Item>(props: OptionsListProps<Item>): JSX.Element {
  const { id, items, keyOf, textOf, renderItem } = props;
  const t = useText();
  const [isSearching, setIsSearching] = useState(false);
  const [query, setQuery] = useState('');
  const [page, setPage] = useState(0);
  const found = useFound(items, isSearching ? textOf : undefined, query);
  const list = useRef<HTMLUListElement>(null);
  const noteClick = useFocusKept(items, list);
  const lastPage = Math.max(0, Math.ceil(found.length / PAGE_SIZE) - 1);
  const first = Math.min(page, lastPage) * PAGE_SIZE;
  return (
    <div class="list">
      <label for={`${id}-search`}>{t('options.search')}</label>
      <input
        id={`${id}-search`}
        type="search"
        maxLength={200}
        autocomplete="off"
        value={query}
        onFocus={() => {
          setIsSearching(true);
        }}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setPage(0);
        }}
      />
      <p class="note" role="status">
        {query.trim() !== '' &&
          (found.length === 0 ? t('options.none_found') : t('options.found', [found.length, items.length]))}
      </p>
      <ul id={id} ref={list} tabIndex={-1} onClickCapture={noteClick}>
        {found.slice(first, first + PAGE_SIZE).map((item) => (
          <li key={keyOf(item)}>{renderItem(item)}</li>
        ))}
      </ul>
      {found.length > PAGE_SIZE && (
        <Pager
          first={first}
          count={found.length}
          onTurn={(step) => {
            setPage(first / PAGE_SIZE + step);
            list.current?.scrollIntoView();
          }}
        />
      )}
    </div>
  );
}

interface PagerProps {
  readonly first: number;
  readonly count: number;
  readonly onTurn: (step: 1 | -1) => void;
}

function Pager({ first, count, onTurn }: PagerProps): JSX.Element {
  const t = useText();
  const end = Math.min(first + PAGE_SIZE, count);
  const turn = (step: 1 | -1, isLast: boolean, label: string): JSX.Element => (
    // Not disabled, which would lose the focus of whoever has arrived at the end.
    <button
      type="button"
      aria-disabled={isLast}
      onClick={() => {
        if (!isLast) onTurn(step);
      }}
    >
      {label}
    </button>
  );
  return (
    <nav class="pager" aria-label={t('options.pages')}>
      {turn(-1, first === 0, t('options.previous'))}
      <span role="status">{t('options.shown', [first + 1, end, count])}</span>
      {turn(1, end === count, t('options.next'))}
    </nav>
  );
}

/**
 * Those that have each word of the query somewhere.
 * @param textOf absent until the person is about to search: the texts of thousands of items are not made for nothing, and
 *   yet are there before the first letter
 */
function useFound<Item>(
  items: readonly Item[],
  textOf: ((item: Item) => string) | undefined,
  query: string,
): readonly Item[] {
  const t = useText();
  // The texts change with the language, and with nothing else but the items.
  const language = t('language');
  const texts = useMemo(
    () => textOf && items.map((item) => normalise(textOf(item))),
    [items, language, textOf === undefined],
  );
  if (texts === undefined || query.trim() === '') return items;
  const words = normalise(query).split(/\s+/u);
  return items.filter((_, index) => words.every((word) => texts[index]?.includes(word)));
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
