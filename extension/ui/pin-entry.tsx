import type { JSX, TargetedInputEvent, TargetedSubmitEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Notice, PinEntry as PinEntryView } from '../prompt/prompt-state.ts';
import { LastTry } from './last-try.tsx';
import { NoticeBox } from './notice-box.tsx';
import { isCompletePin, readPinDigits } from './pin-digits.ts';
import { type MessageKey, useText } from './text.ts';
import { TriesLeft } from './tries-left.tsx';

export interface PinEntryProps {
  readonly view: PinEntryView;
  readonly notice: Notice | undefined;
  readonly onSubmitPin: (pin: string) => void;
  readonly onConfirmLastTry: (confirmed: boolean) => void;
  /** Cancels; in other states, acknowledges a problem that nothing here can mend. */
  readonly onClose: () => void;
}

/**
 * Asks for the PIN. The field is uncontrolled: its value is in the DOM alone until it is sent, and is cleared in the same
 * moment. The form is gone while the host has the PIN, so that nothing can be sent twice.
 */
export function PinEntry({
  view,
  notice,
  onSubmitPin,
  onConfirmLastTry,
  onClose,
}: PinEntryProps): JSX.Element {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const confirmation = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState<MessageKey>();
  const [isSubmitting, setSubmitting] = useState(false);
  const needsConfirmation = view.triesLeft === 1 && !view.lastTryConfirmed;
  const canSend = view.certificateRead && !needsConfirmation;

  // Before the first paint, so that a digit typed as soon as the field is seen arrives in it.
  useLayoutEffect(() => {
    field.current?.focus();
  }, []);

  // Whoever types faster than the card can be read has submitted all the same.
  useEffect(() => {
    if (!isSubmitting || !canSend || !field.current) return;
    const pin = field.current.value;
    field.current.value = '';
    setSubmitting(false);
    onSubmitPin(pin);
  }, [isSubmitting, canSend, onSubmitPin]);

  const onInput = (event: TargetedInputEvent<HTMLInputElement>): void => {
    const { digits, refused } = readPinDigits(event.currentTarget.value);
    if (digits !== event.currentTarget.value) event.currentTarget.value = digits;
    setHint(refused ? 'pin.digits_only' : undefined);
    setSubmitting(false);
  };

  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const isComplete = isCompletePin(field.current?.value ?? '');
    if (!isComplete) field.current?.focus();
    else if (needsConfirmation) confirmation.current?.focus();
    setHint(isComplete ? (needsConfirmation ? 'pin.confirm_first' : undefined) : 'pin.incomplete');
    setSubmitting(isComplete && !needsConfirmation);
  };

  return (
    <form autocomplete="off" noValidate onSubmit={onSubmit}>
      <div class="content">
        <NoticeBox notice={notice} when="at-pin" />
        <h1>{t('pin.title')}</h1>
        <label for="pin">{t('pin.label')}</label>
        <p class="note" id="not-the-other">
          {t('pin.not_the_other')}
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
            onInput={onInput}
          />
          <div>
            <TriesLeft count={view.triesLeft} />
            <p class="hint" id="pin-hint" role="status">
              {hint !== undefined && t(hint)}
            </p>
          </div>
        </div>
        {view.triesLeft === 1 && (
          <LastTry checkbox={confirmation} confirmed={view.lastTryConfirmed} onConfirm={onConfirmLastTry} />
        )}
        <p class="note">{t('pin.disclosure')}</p>
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button class="primary" id="submit" type="submit" aria-busy={isSubmitting}>
          {t(isSubmitting ? 'pin.checking_card' : 'pin.submit')}
        </button>
      </footer>
    </form>
  );
}
