import { codeOf, showProblem } from './problem.ts';

/** A button that asks the person for their card: busy meanwhile, and saying what went wrong afterwards. */
export function onPress(button: HTMLButtonElement | null, ask: (purpose: string) => Promise<void>): void {
  if (!button) return;
  const label = button.textContent;
  const { purpose = '', busy = '' } = button.dataset;

  function setBusy(isBusy: boolean): void {
    if (!button) return;
    // Not `disabled`, which would take the keyboard's focus away.
    button.ariaDisabled = String(isBusy);
    button.textContent = isBusy ? busy : label;
  }

  async function press(): Promise<void> {
    if (button?.ariaDisabled === 'true') return;
    setBusy(true);
    showProblem(undefined);
    await ask(purpose).catch((error: unknown) => {
      showProblem(codeOf(error));
    });
    setBusy(false);
  }

  button.addEventListener('click', () => void press());
}
