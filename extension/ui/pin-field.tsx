import type { JSX, RefObject, TargetedInputEvent } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { PinKind } from '../../shared/jpki.ts';
import { readPinDigits } from './pin-digits.ts';
import type { TaskText } from './task-text.ts';
import { type MessageKey, useText } from './text.ts';
import { TriesLeft } from './tries-left.tsx';
import { WhichPin } from './which-pin.tsx';

export interface PinFieldProps {
  /** The field is uncontrolled: its value is in the DOM alone. */
  readonly field: RefObject<HTMLInputElement>;
  readonly pin: PinKind;
  readonly task: TaskText;
  readonly triesLeft: number;
  /** What is wrong with the entry as it stands. */
  readonly hint: MessageKey | undefined;
  /** It is on its way: what was shown is hidden again. */
  readonly isSubmitting: boolean;
  readonly onInput: (hint: MessageKey | undefined) => void;
}

/** The PIN's label, which of the card's secrets it is, the field, and the tries left. */
export function PinField(props: PinFieldProps): JSX.Element {
  const { field, pin, task, triesLeft, hint, isSubmitting, onInput } = props;
  const t = useText();
  const [wantsShown, setWantsShown] = useState(false);
  const isShown = wantsShown && !isSubmitting;

  // Before the first paint, so that a digit typed as soon as the field is seen arrives in it.
  useLayoutEffect(() => {
    field.current?.focus();
  }, [field]);

  const keepDigits = ({ currentTarget }: TargetedInputEvent<HTMLInputElement>): void => {
    const { digits, refused } = readPinDigits(currentTarget.value);
    if (digits !== currentTarget.value) currentTarget.value = digits;
    onInput(refused ? 'pin.digits_only' : undefined);
  };

  return (
    <>
      <label for="pin">{t(task.pinLabel)}</label>
      <p class="note" id="not-the-other">
        {t(task.pinNotTheOther)}
      </p>
      <WhichPin pin={pin} usedFor={task.pinUsedFor} />
      <div class="field">
        <input
          ref={field}
          id="pin"
          type={isShown ? 'text' : 'password'}
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="not-the-other tries-left pin-hint"
          aria-invalid={hint !== undefined}
          onInput={keepDigits}
        />
        <button
          id="show-pin"
          type="button"
          aria-pressed={isShown}
          aria-controls="pin"
          onClick={() => {
            setWantsShown(!isShown);
          }}
        >
          {t('pin.show')}
        </button>
        <TriesLeft count={triesLeft} />
      </div>
      <p class="hint" id="pin-hint" role="status">
        {hint !== undefined && t(hint)}
      </p>
    </>
  );
}
