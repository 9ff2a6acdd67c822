import type { JSX, RefObject } from 'preact';
import { useText } from './text.ts';

export interface LastTryProps {
  readonly checkbox: RefObject<HTMLInputElement>;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Security rule 7: before the last try the person confirms, in words, that it is the last. */
export function LastTry({ checkbox, confirmed, onConfirm }: LastTryProps): JSX.Element {
  const t = useText();
  return (
    <div class="last-try">
      <p id="last-try-text">{t('last_try.text')}</p>
      <label>
        <input
          ref={checkbox}
          id="last-try"
          type="checkbox"
          checked={confirmed}
          aria-describedby="last-try-text"
          onChange={(event) => {
            onConfirm(event.currentTarget.checked);
          }}
        />
        <span>{t('last_try.confirm')}</span>
      </label>
    </div>
  );
}
