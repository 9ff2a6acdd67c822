import type { ErrorCode } from '../../shared/errors.ts';
import type { ReaderProblem, ReaderStatus } from '../../shared/host-protocol.ts';

/** What the connection to the host brings, whatever was asked for. */
export type HostEvent =
  | { readonly type: 'host-ready'; readonly version: string; readonly simulated: boolean }
  | ReadersNews
  | Failure;

export interface ReadersNews {
  readonly type: 'readers-changed';
  readonly readers: readonly ReaderStatus[];
  /** Why there are none. */
  readonly problem?: ReaderProblem | undefined;
}

/** A call to the host, or the connection to it, has failed. */
export interface Failure {
  readonly type: 'failed';
  readonly code: ErrorCode;
  readonly triesLeft?: number | undefined;
}
