import type { ErrorCode } from '../../shared/errors.ts';

interface ReasonRow {
  readonly text: RegExp;
  readonly code: ErrorCode;
}

/**
 * What browsers say when a native port closes, in one table. Chromium: native_message_process_host.cc; Firefox:
 * NativeMessaging.sys.mjs, which gives the same answer for a missing host and for a manifest that does not name us.
 */
const REASONS: readonly ReasonRow[] = [
  { text: /host not found|no such native application/iu, code: 'host-missing' },
  { text: /access to the specified native messaging host is forbidden/iu, code: 'host-forbidden' },
  { text: /does not have permission to use native application/iu, code: 'host-forbidden' },
  { text: /error when communicating|exceeds the limit|message too large/iu, code: 'host-malformed' },
];

/** The error code for a port that closed, whoever closed it. A host that is there and stops talking has exited. */
export function disconnectReason(errorText: string | undefined): ErrorCode {
  const row = REASONS.find(({ text }) => errorText !== undefined && text.test(errorText));
  return row?.code ?? 'host-exited';
}
