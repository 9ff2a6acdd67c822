/** What became of a nonce that came back; only `accepted` lets a log-in pass. */
export type NonceVerdict = 'accepted' | 'unknown' | 'of-other-session' | 'used' | 'expired';

/**
 * Keeps nonces between the page's request and its token. Implement it over the store that the service's processes
 * share, when there is more than one; {@link createMemoryNonceStore} is for a single process.
 *
 * What every implementation owes: a nonce carries at least 256 random bits, belongs to one session, expires, and is
 * accepted **once**, even when two requests with it arrive at the same moment (one atomic operation, not read and
 * then write). A nonce offered by another session stays good for its own.
 */
export interface NonceStore {
  /** A fresh nonce for this session: 32 to 256 characters of `A-Z a-z 0-9 . _ ~ + / = -`. */
  issue(session: string): Promise<string>;
  /** Uses the nonce up, if it is this session's and still good. */
  consume(nonce: string, session: string): Promise<NonceVerdict>;
}
