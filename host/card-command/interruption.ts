import { SIGNAL_EXIT } from './exit-status.ts';

type SignalName = keyof typeof SIGNAL_EXIT;

export interface Interruption {
  /** Aborted when the person or the system wants an end. */
  readonly signal: AbortSignal;
  /** Does what a signal does, for a Ctrl-C that the terminal did not turn into one. */
  readonly interrupt: (name?: SignalName) => void;
  /** Of the program, when it was interrupted. */
  readonly exitStatus: () => number | undefined;
  /** Leaves signals to their usual effect again. */
  readonly stop: () => void;
}

/** Takes over the signals that end a program, so that the card can be closed first. */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let by: SignalName | undefined;
  const interrupt = (name: SignalName = 'SIGINT'): void => {
    by ??= name;
    controller.abort();
  };
  const names: readonly SignalName[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];
  for (const name of names) process.on(name, interrupt);
  return {
    signal: controller.signal,
    interrupt,
    exitStatus: () => by && SIGNAL_EXIT[by],
    stop: () => {
      for (const name of names) process.off(name, interrupt);
    },
  };
}
