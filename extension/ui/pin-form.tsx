import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PinKind } from '../../shared/jpki.ts';
import type { Notice } from '../card-dialogue/card-state.ts';
import { LastTry } from './last-try.tsx';
import { NoticeBox } from './notice-box.tsx';
import { isCompletePin } from './pin-characters.ts';
import { PinField } from './pin-field.tsx';
import { type MessageKey, useText } from './text.ts';

export interface PinFormProps {
  readonly text: PinFormText;
  readonly which: PinKind;
  readonly triesLeft: number;
  readonly lastTryConfirmed: boolean;
  readonly notice: Notice | undefined;
  /** What is still to be done beside the PIN. */
  readonly obstacle: MessageKey | undefined;
  /** Whoever types faster than the card can be read submits all the same, and waits. */
  readonly isCardReady: boolean;
  readonly onSubmitPin: (pin: string) => void;
  readonly onConfirmLastTry: (confirmed: boolean) => void;
  /** Cancels. */
  readonly onClose: () => void;
  /** Between the heading and the PIN. */
  readonly children?: ComponentChildren;
}

export interface PinFormText {
  readonly title: MessageKey;
  readonly pinLabel: MessageKey;
  readonly pinNotTheOther: MessageKey;
  readonly disclosure: MessageKey;
  readonly submit: MessageKey;
}

const INCOMPLETE: Readonly<Record<PinKind, MessageKey>> = {
  userAuthentication: 'pin.incomplete',
  cardInfoInput: 'pin.incomplete',
  digitalSignature: 'signing.pin_incomplete',
};

/**
 * Asks for a PIN. It leaves the field in the moment in which it is sent, and the form is gone while the host has
 * it, so that nothing can be sent twice.
 */
export function PinForm(props: PinFormProps): JSX.Element {
  const { text, which, triesLeft, lastTryConfirmed, notice, isCardReady, onSubmitPin } = props;
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const confirmation = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState<MessageKey>();
  const [isSubmitting, setSubmitting] = useState(false);
  const isLastTry = triesLeft === 1;
  const obstacle = props.obstacle ?? (isLastTry && !lastTryConfirmed ? 'pin.confirm_first' : undefined);
  const canSend = isCardReady && obstacle === undefined;

  useEffect(() => {
    if (!isSubmitting || !canSend || !field.current) return;
    const pin = field.current.value;
    field.current.value = '';
    setSubmitting(false);
    onSubmitPin(pin);
  }, [isSubmitting, canSend, onSubmitPin]);

  const submit = (event: Event): void => {
    event.preventDefault();
    const isComplete = isCompletePin(which, field.current?.value ?? '');
    const found = isComplete ? obstacle : INCOMPLETE[which];
    if (found) (found === 'pin.confirm_first' ? confirmation : field).current?.focus();
    setHint(found);
    setSubmitting(found === undefined);
  };

  return (
    <form autocomplete="off" noValidate onSubmit={submit}>
      <div class="content">
        <h1>{t(text.title)}</h1>
        {props.children}
        <PinField
          which={which}
          label={t(text.pinLabel)}
          note={t(text.pinNotTheOther)}
          field={field}
          triesLeft={triesLeft}
          hint={hint}
          isSubmitting={isSubmitting}
          onInput={(mistake) => {
            setHint(mistake);
            setSubmitting(false);
          }}
        />
        {isLastTry ? (
          <LastTry
            checkbox={confirmation}
            confirmed={lastTryConfirmed}
            notice={notice}
            which={which}
            onConfirm={props.onConfirmLastTry}
          />
        ) : (
          <NoticeBox notice={notice} when="at-pin" which={which} triesLeft={triesLeft} />
        )}
        <p class="note">{t(text.disclosure)}</p>
      </div>
      <footer>
        <button id="cancel" type="button" onClick={props.onClose}>
          {t('prompt.cancel')}
        </button>
        <button class="primary" id="submit" type="submit" aria-busy={isSubmitting}>
          {t(isSubmitting ? 'pin.checking_card' : text.submit)}
        </button>
      </footer>
    </form>
  );
}
