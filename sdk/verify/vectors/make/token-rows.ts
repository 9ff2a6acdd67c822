import { SIMULATED_ROWS, TOKEN_CERTIFICATE_ROWS } from './token-certificate-rows.ts';
import {
  AUDIENCE_ROWS,
  NONCE_ROWS,
  PAYLOAD_ROWS,
  REVOCATION_ROWS,
  SIGNED_ROWS,
  TIME_ROWS,
} from './token-contents-rows.ts';
import type { TokenRow } from './token-draft.ts';
import { HEADER_ROWS, SPELLING_ROWS } from './token-spelling-rows.ts';

/** What can be wrong with a log-in, in the order of the checks. */
export const TOKEN_ROWS: readonly TokenRow[] = [
  ...SPELLING_ROWS,
  ...HEADER_ROWS,
  ...SIMULATED_ROWS,
  ...TOKEN_CERTIFICATE_ROWS,
  ...SIGNED_ROWS,
  ...PAYLOAD_ROWS,
  ...AUDIENCE_ROWS,
  ...NONCE_ROWS,
  ...TIME_ROWS,
  ...REVOCATION_ROWS,
];
