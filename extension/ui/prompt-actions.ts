import type { PromptDriver } from '../prompt/prompt-driver.ts';
import type { PromptProps } from './prompt.tsx';

type Driver = Pick<PromptDriver, 'submitPin' | 'dispatch'>;
type PromptActions = Pick<
  PromptProps,
  | 'onSubmitPin'
  | 'onConfirmLastTry'
  | 'onChooseAttribute'
  | 'onApprove'
  | 'onSigningEvent'
  | 'onRetry'
  | 'onClose'
>;

/** What the person does in the prompt, as what happens to it. */
export function promptActions({ submitPin, dispatch }: Driver): PromptActions {
  return {
    onSubmitPin: submitPin,
    onConfirmLastTry: (confirmed) => {
      dispatch({ type: 'last-try-confirmed', confirmed });
    },
    onChooseAttribute: (attribute, chosen) => {
      dispatch({ type: 'attribute-chosen', attribute, chosen });
    },
    onApprove: () => {
      dispatch({ type: 'approved' });
    },
    onSigningEvent: dispatch,
    onRetry: () => {
      dispatch({ type: 'retry' });
    },
    onClose: () => {
      dispatch({ type: 'cancelled' });
    },
  };
}

/** What the person does to the window that the prompt is in. @param over ends it */
export function hearLeaving({ dispatch }: Pick<Driver, 'dispatch'>, over: AbortSignal): void {
  // WAI-ARIA Authoring Practices, "Dialog": Escape leaves it.
  // Within an input method's composition it leaves only that.
  const onKey = ({ key, isComposing }: KeyboardEvent): void => {
    if (key === 'Escape' && !isComposing) dispatch({ type: 'escaped' });
  };
  addEventListener('keydown', onKey, { signal: over });
  // Closing the window is cancelling, and the page hears it with the reason, if one is on display.
  const onHide = (): void => {
    dispatch({ type: 'cancelled' });
  };
  addEventListener('pagehide', onHide, { signal: over });
}
