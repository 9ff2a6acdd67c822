import type { JSX } from 'preact';
import type { PromptState } from '../prompt/prompt-state.ts';

export interface PromptProps {
  readonly state: PromptState;
  readonly origin: string;
  readonly purpose: string | undefined;
  readonly onSubmitPin: (pin: string) => void;
  readonly onConfirmLastTry: (confirmed: boolean) => void;
  readonly onRetry: () => void;
  readonly onCancel: () => void;
}

export function Prompt({
  state,
  origin,
  onSubmitPin,
  onCancel,
  onRetry,
  onConfirmLastTry,
}: PromptProps): JSX.Element {
  return (
    <main data-view={state.view.name}>
      <p>{origin}</p>
      <pre>{JSON.stringify(state.view)}</pre>
      {state.view.name === 'pin-entry' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const input = event.currentTarget.querySelector('input');
            onSubmitPin(input?.value ?? '');
          }}
        >
          <input type="password" aria-label="PIN" autocomplete="off" inputMode="numeric" />
          <input type="checkbox" onChange={(event) => onConfirmLastTry(event.currentTarget.checked)} />
          <button>OK</button>
        </form>
      )}
      <button onClick={onRetry}>Retry</button>
      <button onClick={onCancel}>Cancel</button>
    </main>
  );
}
