import type { JSX, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PinKind } from '../../shared/jpki.ts';
import { checkNewPin, type RuleState } from '../popup/new-pin.ts';
import type { PinEntry } from '../card-dialogue/card-state.ts';
import { LastTry } from './last-try.tsx';
import { NewPinRules } from './new-pin-rules.tsx';
import { NoticeBox } from './notice-box.tsx';
import { isCompletePin } from './pin-characters.ts';
import { PinField } from './pin-field.tsx';
import { PIN_TEXT } from './pin-text.ts';
import type { PopupProps } from './popup.tsx';
import { SecretField, type SecretFieldProps } from './secret-field.tsx';
import { type MessageKey, useText } from './text.ts';

export interface ChangePinProps extends Pick<PopupProps, 'state' | 'dispatch' | 'onSubmit' | 'onClose'> {
  readonly view: PinEntry;
  readonly which: PinKind;
}

type Field = 'present' | 'fresh' | 'repeated';
interface Hint {
  readonly field: Field;
  readonly text: MessageKey;
}

const PIN_LABEL: Readonly<Record<Field, MessageKey>> = {
  present: 'change_pin.present',
  fresh: 'change_pin.new',
  repeated: 'change_pin.repeat',
};
const PASSWORD_LABEL: Readonly<Record<Field, MessageKey>> = {
  present: 'change_pin.present_password',
  fresh: 'change_pin.new_password',
  repeated: 'change_pin.repeat_password',
};

/**
 * Asks for the present PIN and twice for the new one. They leave their fields in the moment in which they are sent, and
 * the form is gone while the host has them, so that nothing can be sent twice.
 */
export function ChangePin({ state, view, which, dispatch, onSubmit, onClose }: ChangePinProps): JSX.Element {
  const t = useText();
  const fields: Readonly<Record<Field, RefObject<HTMLInputElement>>> = {
    present: useRef<HTMLInputElement>(null),
    fresh: useRef<HTMLInputElement>(null),
    repeated: useRef<HTMLInputElement>(null),
  };
  const confirmation = useRef<HTMLInputElement>(null);
  const [rules, setRules] = useState<readonly RuleState[]>(() => checkNewPin(which, NOTHING_TYPED));
  const [hint, setHint] = useState<Hint>();
  const label = which === 'digitalSignature' ? PASSWORD_LABEL : PIN_LABEL;
  const isLastTry = view.triesLeft === 1;

  const typed = () => ({
    pin: fields.present.current?.value ?? '',
    newPin: fields.fresh.current?.value ?? '',
    repeated: fields.repeated.current?.value ?? '',
  });

  const submit = (event: Event): void => {
    event.preventDefault();
    const needsConfirmation = isLastTry && !view.lastTryConfirmed;
    const obstacle = obstacleOf(which, typed());
    setHint(obstacle ?? (needsConfirmation ? { field: 'present', text: 'pin.confirm_first' } : undefined));
    if (obstacle) fields[obstacle.field].current?.focus();
    else if (needsConfirmation) confirmation.current?.focus();
    else send();
  };

  const send = (): void => {
    const { pin, newPin } = typed();
    for (const { current } of Object.values(fields)) if (current) current.value = '';
    onSubmit({ pin, newPin });
  };

  /** What all three fields have in common. */
  const entry = (field: Field): Pick<SecretFieldProps, 'which' | 'field' | 'hint' | 'onInput'> => ({
    which,
    field: fields[field],
    hint: hint?.field === field ? hint.text : undefined,
    onInput: (mistake) => {
      setHint(mistake && { field, text: mistake });
      setRules(checkNewPin(which, typed()));
    },
  });

  return (
    <form class="change-pin" autocomplete="off" noValidate onSubmit={submit}>
      <div class="content">
        {!isLastTry && (
          <NoticeBox notice={state.notice} when="at-pin" which={which} triesLeft={view.triesLeft} />
        )}
        <PinField
          {...entry('present')}
          label={t(label.present)}
          note={t(PIN_TEXT[which].use)}
          triesLeft={view.triesLeft}
        />
        {isLastTry && (
          <LastTry
            checkbox={confirmation}
            confirmed={view.lastTryConfirmed}
            notice={state.notice}
            which={which}
            onConfirm={(confirmed) => {
              dispatch({ type: 'last-try-confirmed', confirmed });
            }}
          />
        )}
        <SecretField {...entry('fresh')} id="new-pin" label={t(label.fresh)} describedBy="rules" />
        <NewPinRules rules={rules} />
        <SecretField {...entry('repeated')} id="repeated-pin" label={t(label.repeated)} describedBy="rules" />
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button class="primary" id="submit" type="submit">
          {t('change_pin.submit')}
        </button>
      </footer>
    </form>
  );
}

const NOTHING_TYPED = { pin: '', newPin: '', repeated: '' };

/** What is still to be done before the PINs can be sent, from the top. */
function obstacleOf(which: PinKind, typed: typeof NOTHING_TYPED): Hint | undefined {
  if (!isCompletePin(which, typed.pin)) return { field: 'present', text: 'change_pin.present_incomplete' };
  const unmet = checkNewPin(which, typed).find(({ isMet }) => !isMet);
  if (unmet === undefined) return undefined;
  return unmet.rule === 'repeated'
    ? { field: 'repeated', text: 'change_pin.not_the_same' }
    : { field: 'fresh', text: 'change_pin.rules_unmet' };
}
