import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Notice, PinEntry as PinEntryView } from '../prompt/prompt-state.ts';
import { LastTry } from './last-try.tsx';
import { NoticeBox } from './notice-box.tsx';
import { isCompletePin } from './pin-digits.ts';
import { PinField } from './pin-field.tsx';
import { type MessageKey, useText } from './text.ts';

export interface PinEntryProps {
  readonly view: PinEntryView;
  readonly notice: Notice | undefined;
  readonly onSubmitPin: (pin: string) => void;
  readonly onConfirmLastTry: (confirmed: boolean) => void;
  /** Cancels; in other states, acknowledges a problem that nothing here can mend. */
  readonly onClose: () => void;
}

/**
 * Asks for the PIN. It leaves the field in the moment in which it is sent, and the form is gone while the host has it, so
 * that nothing can be sent twice.
 */
export function PinEntry(props: PinEntryProps): JSX.Element {
  const { view, notice, onConfirmLastTry, onClose } = props;
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const confirmation = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState<MessageKey>();
  const [isSubmitting, setSubmitting] = useState(false);
  const needsConfirmation = view.triesLeft === 1 && !view.lastTryConfirmed;
  const canSend = view.certificateRead && !needsConfirmation;

  // Whoever types faster than the card can be read has submitted all the same.
  useEffect(() => {
    if (!isSubmitting || !canSend || !field.current) return;
    const pin = field.current.value;
    field.current.value = '';
    setSubmitting(false);
    props.onSubmitPin(pin);
  }, [isSubmitting, canSend, props.onSubmitPin]);

  const submit = (event: Event): void => {
    event.preventDefault();
    const isComplete = isCompletePin(field.current?.value ?? '');
    const obstacle = !isComplete ? 'pin.incomplete' : needsConfirmation ? 'pin.confirm_first' : undefined;
    if (obstacle) (isComplete ? confirmation : field).current?.focus();
    setHint(obstacle);
    setSubmitting(obstacle === undefined);
  };

  const onInput = (mistake: MessageKey | undefined): void => {
    setHint(mistake);
    setSubmitting(false);
  };

  return (
    <form autocomplete="off" noValidate onSubmit={submit}>
      <div class="content">
        <NoticeBox notice={notice} when="at-pin" />
        <h1>{t('pin.title')}</h1>
        <PinField field={field} triesLeft={view.triesLeft} hint={hint} onInput={onInput} />
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
