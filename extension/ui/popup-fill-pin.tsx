import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import { isAskingOrigin } from '../../shared/origin.ts';
import { isComplete } from '../popup/new-pin.ts';
import type { PinEntry } from '../popup/popup-state.ts';
import { ATTRIBUTE_NAME } from './attribute-text.ts';
import { LastTry } from './last-try.tsx';
import { NoticeBox } from './notice-box.tsx';
import { PopupTries } from './popup-tries.tsx';
import type { PopupProps } from './popup.tsx';
import { SecretField } from './secret-field.tsx';
import { type MessageKey, useText } from './text.ts';

export interface FillPinProps extends Pick<PopupProps, 'state' | 'dispatch' | 'onSubmit' | 'onClose'> {
  readonly view: PinEntry;
}

/** What to use of the card, and the PIN that it takes. The PIN leaves the field in the moment in which it is sent. */
export function FillPin({ state, view, dispatch, onSubmit, onClose }: FillPinProps): JSX.Element {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const confirmation = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState<MessageKey>();
  const needsConfirmation = view.triesLeft === 1 && !view.lastTryConfirmed;

  const submit = (event: Event): void => {
    event.preventDefault();
    const pin = field.current?.value ?? '';
    const obstacle = obstacleOf(pin, state.chosen.length, needsConfirmation);
    setHint(obstacle);
    if (obstacle !== undefined) {
      (obstacle === 'pin.confirm_first' ? confirmation : field).current?.focus();
      return;
    }
    if (field.current) field.current.value = '';
    onSubmit({ pin, newPin: '' });
  };

  return (
    <form autocomplete="off" noValidate onSubmit={submit}>
      <div class="content">
        <NoticeBox notice={state.notice} when="at-pin" />
        {state.form && !isAskingOrigin(state.form.origin) && (
          <p class="warning" id="insecure">
            {t('fill.insecure')}
          </p>
        )}
        <h1>{t('fill.heading')}</h1>
        <fieldset class="attributes" id="attributes">
          <legend>{t('fill.choose')}</legend>
          {ATTRIBUTES.map((attribute) => (
            <label key={attribute}>
              <input
                type="checkbox"
                name={attribute}
                checked={state.chosen.includes(attribute)}
                onChange={(event) => {
                  dispatch({ type: 'attribute-chosen', attribute, chosen: event.currentTarget.checked });
                }}
              />
              <span>{t(ATTRIBUTE_NAME[attribute])}</span>
            </label>
          ))}
        </fieldset>
        <SecretField
          id="pin"
          label={t('attributes.pin_label')}
          which="cardInfoInput"
          field={field}
          isShown={false}
          hasFocusFirst
          describedBy="not-the-other tries-left"
          hint={hint}
          onInput={setHint}
        />
        <PopupTries which="cardInfoInput" count={view.triesLeft} id="tries-left" />
        <p class="note" id="not-the-other">
          {t('attributes.pin_not_the_other')}
        </p>
        {view.triesLeft === 1 && (
          <LastTry
            checkbox={confirmation}
            confirmed={view.lastTryConfirmed}
            onConfirm={(confirmed) => {
              dispatch({ type: 'last-try-confirmed', confirmed });
            }}
          />
        )}
        <p class="note">{t('fill.disclosure')}</p>
      </div>
      <footer>
        <button id="cancel" type="button" onClick={onClose}>
          {t('prompt.cancel')}
        </button>
        <button class="primary" id="submit" type="submit">
          {t('attributes.submit')}
        </button>
      </footer>
    </form>
  );
}

/** What is still to be done before the PIN can be sent. */
function obstacleOf(pin: string, chosen: number, needsConfirmation: boolean): MessageKey | undefined {
  if (!isComplete('cardInfoInput', pin)) return 'pin.incomplete';
  if (chosen === 0) return 'fill.choose_first';
  return needsConfirmation ? 'pin.confirm_first' : undefined;
}
