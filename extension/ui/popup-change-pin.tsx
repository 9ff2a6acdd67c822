import type { JSX, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PinKind } from '../../shared/jpki.ts';
import { checkNewPin, isComplete, type RuleState } from '../popup/new-pin.ts';
import type { PinEntry } from '../popup/popup-state.ts';
import { LastTry } from './last-try.tsx';
import { NewPinRules } from './new-pin-rules.tsx';
import { NoticeBox } from './notice-box.tsx';
import { PIN_TEXT } from './pin-text.ts';
import { PopupTries } from './popup-tries.tsx';
import type { PopupProps } from './popup.tsx';
import { SecretField } from './secret-field.tsx';
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
  const [isShown, setShown] = useState(false);
  const needsConfirmation = view.triesLeft === 1 && !view.lastTryConfirmed;

  const typed = () => ({
    pin: fields.present.current?.value ?? '',
    newPin: fields.fresh.current?.value ?? '',
    repeated: fields.repeated.current?.value ?? '',
  });

  const submit = (event: Event): void => {
    event.preventDefault();
    const obstacle = obstacleOf(which, typed());
    setHint(obstacle);
    if (obstacle) fields[obstacle.field].current?.focus();
    else if (needsConfirmation) confirmation.current?.focus();
    else send();
  };

  const send = (): void => {
    const { pin, newPin } = typed();
    for (const { current } of Object.values(fields)) if (current) current.value = '';
    onSubmit({ pin, newPin });
  };

  const secret = (field: Field, id: string, label: MessageKey, describedBy: string): JSX.Element => (
    <SecretField
      id={id}
      label={t(label)}
      which={which}
      field={fields[field]}
      isShown={isShown}
      hasFocusFirst={field === 'present'}
      describedBy={describedBy}
      hint={hint?.field === field ? hint.text : undefined}
      onInput={(mistake) => {
        setHint(mistake && { field, text: mistake });
        setRules(checkNewPin(which, typed()));
      }}
    />
  );

  return (
    <form autocomplete="off" noValidate onSubmit={submit}>
      <div class="content">
        <NoticeBox notice={state.notice} when="at-pin" />
        <p class="note">{t(PIN_TEXT[which].use)}</p>
        {secret('present', 'pin', 'change_pin.present', 'tries-left')}
        <PopupTries which={which} count={view.triesLeft} id="tries-left" />
        {view.triesLeft === 1 && (
          <LastTry
            checkbox={confirmation}
            confirmed={view.lastTryConfirmed}
            onConfirm={(confirmed) => {
              dispatch({ type: 'last-try-confirmed', confirmed });
            }}
          />
        )}
        {secret('fresh', 'new-pin', 'change_pin.new', 'rules')}
        <NewPinRules rules={rules} />
        {secret('repeated', 'repeated-pin', 'change_pin.repeat', 'rules')}
        <label class="show-typed">
          <input
            id="show-typed"
            type="checkbox"
            checked={isShown}
            onChange={(event) => {
              setShown(event.currentTarget.checked);
            }}
          />
          <span>{t('change_pin.show')}</span>
        </label>
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
  if (!isComplete(which, typed.pin)) return { field: 'present', text: 'change_pin.present_incomplete' };
  const unmet = checkNewPin(which, typed).find(({ isMet }) => !isMet);
  if (unmet === undefined) return undefined;
  return unmet.rule === 'repeated'
    ? { field: 'repeated', text: 'change_pin.not_the_same' }
    : { field: 'fresh', text: 'change_pin.rules_unmet' };
}
