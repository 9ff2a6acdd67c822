import type { JSX } from 'preact';
import type { Notice, PinEntry as PinEntryView } from '../card-dialogue/card-state.ts';
import { TASKS } from '../prompt/task.ts';
import type { Attribute } from '../../shared/jpki.ts';
import type { CardRequest } from '../../shared/page-protocol.ts';
import { AttributeChoice } from './attribute-choice.tsx';
import { PinForm, type PinFormProps } from './pin-form.tsx';
import { TASK_TEXT } from './task-text.ts';

export interface PinEntryProps extends Pick<PinFormProps, 'onSubmitPin' | 'onConfirmLastTry' | 'onClose'> {
  readonly view: PinEntryView;
  readonly notice: Notice | undefined;
  readonly request: CardRequest;
  readonly chosen: readonly Attribute[];
  readonly onChooseAttribute: (attribute: Attribute, chosen: boolean) => void;
}

/** Asks for the request's PIN, and for attributes which of them the site gets. */
export function PinEntry({ view, request, chosen, onChooseAttribute, ...form }: PinEntryProps): JSX.Element {
  const needsChoice = request.method === 'readAttributes' && chosen.length === 0;
  return (
    <PinForm
      text={TASK_TEXT[request.method]}
      {...form}
      which={TASKS[request.method].pin}
      triesLeft={view.triesLeft}
      lastTryConfirmed={view.lastTryConfirmed}
      obstacle={needsChoice ? 'attributes.choose_first' : undefined}
      isCardReady={view.certificateRead}
    >
      {request.method === 'readAttributes' && (
        <AttributeChoice
          legend={'attributes.choose'}
          attributes={request.attributes}
          required={request.required ?? []}
          chosen={chosen}
          onChoose={onChooseAttribute}
        />
      )}
    </PinForm>
  );
}
