import type { JSX } from 'preact';
import { ATTRIBUTES } from '../../shared/jpki.ts';
import { isAskingOrigin } from '../../shared/origin.ts';
import type { PinEntry } from '../card-dialogue/card-state.ts';
import { AttributeChoice } from './attribute-choice.tsx';
import { PinForm, type PinFormText } from './pin-form.tsx';
import type { PopupProps } from './popup.tsx';
import { useText } from './text.ts';

export interface FillPinProps extends Pick<PopupProps, 'state' | 'dispatch' | 'onSubmit' | 'onClose'> {
  readonly view: PinEntry;
}

const TEXT: PinFormText = {
  title: 'fill.heading',
  pinLabel: 'attributes.pin_label',
  pinNotTheOther: 'attributes.pin_not_the_other',
  disclosure: 'fill.disclosure',
  submit: 'attributes.submit',
};

/** What to use of the card, and the PIN that it takes. */
export function FillPin({ state, view, dispatch, onSubmit, onClose }: FillPinProps): JSX.Element {
  const t = useText();
  return (
    <PinForm
      text={TEXT}
      which="cardInfoInput"
      triesLeft={view.triesLeft}
      lastTryConfirmed={view.lastTryConfirmed}
      notice={state.notice}
      obstacle={state.chosen.length === 0 ? 'fill.choose_first' : undefined}
      isCardReady
      onSubmitPin={(pin) => {
        onSubmit({ pin, newPin: '' });
      }}
      onConfirmLastTry={(confirmed) => {
        dispatch({ type: 'last-try-confirmed', confirmed });
      }}
      onClose={onClose}
    >
      {state.form && !isAskingOrigin(state.form.origin) && (
        <p class="warning" id="insecure">
          {t('fill.insecure')}
        </p>
      )}
      <AttributeChoice
        legend={'fill.choose'}
        attributes={ATTRIBUTES}
        required={[]}
        chosen={state.chosen}
        onChoose={(attribute, chosen) => {
          dispatch({ type: 'attribute-chosen', attribute, chosen });
        }}
      />
    </PinForm>
  );
}
