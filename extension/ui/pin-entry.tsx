import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Notice, PinEntry as PinEntryView } from '../prompt/prompt-state.ts';
import { TASKS } from '../prompt/task.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { AttributeChoice } from './attribute-choice.tsx';
import { LastTry } from './last-try.tsx';
import { NoticeBox } from './notice-box.tsx';
import { isCompletePin } from './pin-digits.ts';
import { PinField } from './pin-field.tsx';
import { TASK_TEXT } from './task-text.ts';
import { type MessageKey, useText } from './text.ts';

export interface PinEntryProps {
  readonly view: PinEntryView;
  readonly notice: Notice | undefined;
  readonly onSubmitPin: (pin: string) => void;
  readonly onConfirmLastTry: (confirmed: boolean) => void;
  readonly request: CardRequest;
  readonly chosen: readonly Attribute[];
  readonly onChooseAttribute: (attribute: Attribute, chosen: boolean) => void;
  /** Cancels; in other states, acknowledges a problem that nothing here can mend. */
  readonly onClose: () => void;
}

/**
 * Asks for the PIN. It leaves the field in the moment in which it is sent, and the form is gone while the host has it, so
 * that nothing can be sent twice.
 */
export function PinEntry(props: PinEntryProps): JSX.Element {
  const { view, notice, request, chosen, onConfirmLastTry, onClose } = props;
  const task = TASK_TEXT[request.method];
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const confirmation = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState<MessageKey>();
  const [isSubmitting, setSubmitting] = useState(false);
  const needsConfirmation = view.triesLeft === 1 && !view.lastTryConfirmed;
  const needsChoice = request.method === 'readAttributes' && chosen.length === 0;
  const canSend = view.certificateRead && !needsConfirmation && !needsChoice;

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
    const obstacle = obstacleOf({ isComplete, needsChoice, needsConfirmation });
    if (obstacle) (isComplete && needsConfirmation ? confirmation : field).current?.focus();
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
        <h1>{t(task.title)}</h1>
        {request.method === 'readAttributes' && (
          <AttributeChoice request={request} chosen={chosen} onChoose={props.onChooseAttribute} />
        )}
        <PinField
          field={field}
          pin={TASKS[request.method].pin}
          task={task}
          triesLeft={view.triesLeft}
          hint={hint}
          isSubmitting={isSubmitting}
          onInput={onInput}
        />
        <NoticeBox
          notice={notice}
          when={view.triesLeft === 1 ? 'at-last-try' : 'at-pin'}
          triesLeft={view.triesLeft}
        />
        {view.triesLeft === 1 && (
          <LastTry checkbox={confirmation} confirmed={view.lastTryConfirmed} onConfirm={onConfirmLastTry} />
        )}
        <p class="note">{t(task.disclosure)}</p>
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button class="primary" id="submit" type="submit" aria-busy={isSubmitting}>
          {t(isSubmitting ? 'pin.checking_card' : task.submit)}
        </button>
      </footer>
    </form>
  );
}

/** What is still to be done before the PIN can be sent. */
function obstacleOf(entry: {
  isComplete: boolean;
  needsChoice: boolean;
  needsConfirmation: boolean;
}): MessageKey | undefined {
  if (!entry.isComplete) return 'pin.incomplete';
  if (entry.needsChoice) return 'attributes.choose_first';
  return entry.needsConfirmation ? 'pin.confirm_first' : undefined;
}
