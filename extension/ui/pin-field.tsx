import type { JSX, RefObject, TargetedInputEvent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { readPinDigits } from './pin-digits.ts';
import type { TaskText } from './task-text.ts';
import { type MessageKey, useText } from './text.ts';
import { TriesLeft } from './tries-left.tsx';

export interface PinFieldProps {
  /** The field is uncontrolled: its value is in the DOM alone. */
  readonly field: RefObject<HTMLInputElement>;
  readonly task: TaskText;
  readonly triesLeft: number;
  /** What is wrong with the entry as it stands. */
  readonly hint: MessageKey | undefined;
  readonly onInput: (hint: MessageKey | undefined) => void;
}

/** The PIN's label, which of the card's secrets it is, the field, and the tries left. */
export function PinField({ field, task, triesLeft, hint, onInput }: PinFieldProps): JSX.Element {
  const t = useText();

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
      <div class="field">
        <input
          ref={field}
          id="pin"
          type="password"
          inputMode="numeric"
          autocomplete="off"
          aria-describedby="not-the-other tries-left pin-hint"
          aria-invalid={hint !== undefined}
          onInput={keepDigits}
        />
        <div>
          <TriesLeft count={triesLeft} />
          <p class="hint" id="pin-hint" role="status">
            {hint !== undefined && t(hint)}
          </p>
        </div>
      </div>
    </>
  );
}
