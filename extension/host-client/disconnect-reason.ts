import type { ErrorCode } from '../../shared/errors.ts';

interface ReasonRow {
  readonly text: RegExp;
  readonly code: ErrorCode;
}

/**
 * What browsers say when a native port closes, in one table; seen in Chromium 156 and Firefox 153. Firefox says the same
 * of a host that is not there and of a manifest that does not name us, on purpose.
 */
const REASONS: readonly ReasonRow[] = [
  { text: /host not found|no such native application/iu, code: 'host-missing' },
  { text: /host is forbidden|does not have permission/iu, code: 'host-forbidden' },
  { text: /error when communicating|exceeds the limit/iu, code: 'host-malformed' },
];

/**
 * The error code for a port that closed by itself. Without a text that we know, the host has ended: both browsers start
 * it before they say anything, and Firefox gives no reason when it exits.
 */
export function disconnectReason(errorText: string | undefined): ErrorCode {
  const row = REASONS.find(({ text }) => errorText !== undefined && text.test(errorText));
  return row?.code ?? 'host-exited';
}
