import type { JSX, RefObject } from 'preact';
import type { PinKind } from '../../shared/jpki.ts';
import type { Notice } from '../card-dialogue/card-state.ts';
import { NoticeBox } from './notice-box.tsx';
import { useText } from './text.ts';

export interface LastTryProps {
  readonly checkbox: RefObject<HTMLInputElement>;
  readonly confirmed: boolean;
  /** What has brought the person here. */
  readonly notice: Notice | undefined;
  readonly which: PinKind;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Security rule 7: before the last try the person confirms, in words, that it is the last. */
export function LastTry({ checkbox, confirmed, notice, which, onConfirm }: LastTryProps): JSX.Element {
  const t = useText();
  return (
    <div class="last-try">
      <NoticeBox notice={notice} when="at-last-try" which={which} />
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
