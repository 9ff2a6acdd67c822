/**
 * Every way in which a request can fail, in one table.
 *
 * `layer` says who caused it, `page` what the asking page is told (docs/protocol.md, section 6: a page learns only the
 * ten codes of {@link PAGE_ERROR_CODES}), and `mendable` whether the person can mend it without leaving the
 * prompt, in which case it never reaches the page at all unless the person gives up.
 * The text for the person stands in the message catalogues under `error.<code>`.
 */

/** What a page may learn, and nothing else. */
export const PAGE_ERROR_CODES = [
  'extension-unavailable',
  'host-unavailable',
  'invalid-request',
  'not-allowed',
  'busy',
  'user-cancelled',
  'timed-out',
  'card-unusable',
  'document-refused',
  'internal',
] as const;
/** One of the ten codes that a page may learn. */
export type PageErrorCode = (typeof PAGE_ERROR_CODES)[number];

/** Where a failure arose, from the page down to the card. */
export type ErrorLayer = 'page' | 'person' | 'extension' | 'host' | 'reader' | 'card';

interface ErrorRow {
  readonly layer: ErrorLayer;
  readonly page: PageErrorCode;
  readonly mendable: boolean;
}

// Marked as pure, so that a bundle that needs only the ten codes (the page library, the bridge in every page) can
// leave the table out.
/* @__NO_SIDE_EFFECTS__ */
const row = (layer: ErrorLayer, page: PageErrorCode, mendable = false): ErrorRow => ({
  layer,
  page,
  mendable,
});

export const ERRORS = {
  // The codes of the page API stand for themselves.
  'extension-unavailable': row('extension', 'extension-unavailable'),
  'host-unavailable': row('host', 'host-unavailable'),
  'invalid-request': row('page', 'invalid-request'),
  'not-allowed': row('page', 'not-allowed'),
  busy: row('extension', 'busy'),
  'user-cancelled': row('person', 'user-cancelled'),
  'timed-out': row('person', 'timed-out'),
  'card-unusable': row('card', 'card-unusable'),
  'document-refused': row('page', 'document-refused'),
  internal: row('extension', 'internal'),

  // Between the extension and the host.
  'host-missing': row('host', 'host-unavailable', true),
  'host-forbidden': row('host', 'host-unavailable', true),
  'host-exited': row('host', 'host-unavailable', true),
  'host-silent': row('host', 'host-unavailable', true),
  'host-malformed': row('host', 'host-unavailable', true),
  'host-incompatible': row('host', 'host-unavailable', true),
  'caller-not-allowed': row('host', 'host-unavailable'),

  // JSON-RPC, section 5.1.
  'frame-too-large': row('host', 'internal'),
  'parse-error': row('host', 'internal'),
  'invalid-rpc': row('host', 'internal'),
  'method-not-found': row('host', 'internal'),
  'invalid-params': row('host', 'internal'),
  cancelled: row('person', 'user-cancelled'),

  // PC/SC.
  'pcsc-not-installed': row('reader', 'host-unavailable', true),
  'pcsc-unavailable': row('reader', 'host-unavailable', true),
  'reader-unavailable': row('reader', 'card-unusable', true),
  'card-absent': row('reader', 'card-unusable', true),
  'card-removed': row('reader', 'card-unusable', true),
  'card-in-use': row('reader', 'card-unusable', true),
  'card-mute': row('reader', 'card-unusable', true),
  'transmission-failed': row('reader', 'card-unusable', true),
  'card-not-open': row('reader', 'internal', true),

  // The card and what is on it.
  'card-unsupported': row('card', 'card-unusable', true),
  'smartphone-unsupported': row('card', 'card-unusable', true),
  'card-malformed': row('card', 'card-unusable', true),
  'pin-malformed': row('person', 'internal', true),
  'wrong-pin': row('person', 'card-unusable', true),
  'pin-outcome-unknown': row('reader', 'card-unusable', true),
  'pin-blocked': row('card', 'card-unusable'),
  'certificate-missing': row('card', 'card-unusable'),
  'certificate-not-yet-valid': row('card', 'card-unusable'),
  'certificate-expired': row('card', 'card-unusable'),
  'signature-mismatch': row('card', 'card-unusable'),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = /* @__PURE__ */ Object.keys(ERRORS) as readonly ErrorCode[]; // Object.keys forgets the literal keys

/** What may cross a boundary beside the code. */
export interface ErrorDetail {
  /** Tries left for the PIN in question. */
  readonly triesLeft?: number;
}

/**
 * The one error of the project. Only `code` and `detail` ever cross a process or a page boundary; message, stack and
 * cause stay where they arose.
 */
export class KazasuError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly detail: ErrorDetail;

  /**
   * @param code a row of {@link ERRORS}
   * @param message for developers, on this side of the boundary only
   */
  constructor(code: Code, message: string = code, options: ErrorOptions & { detail?: ErrorDetail } = {}) {
    super(message, options);
    this.name = 'KazasuError';
    this.code = code;
    this.detail = options.detail ?? {};
  }
}

/** Whatever was thrown, as a code: what is not ours is `internal`. */
export function errorCodeOf(thrown: unknown): ErrorCode {
  // instanceof narrows to KazasuError<any>; the class itself allows only ErrorCode.
  return thrown instanceof KazasuError ? (thrown as KazasuError).code : 'internal';
}
