import { createHash, randomFillSync } from 'node:crypto';

/** In octets: when it expires (milliseconds since 1970, big-endian), 256 random bits, and the mark of the session. */
const EXPIRES = 6;
const RANDOM = 32;
const MARK = 16;
const SPELLING = /^[A-Za-z0-9_-]{72}$/u;

export interface SessionNonce {
  /** What a store knows it by: from it follow neither the nonce nor the session. 24 characters of base64url. */
  readonly id: string;
  /** Whether it bears the mark of the session that offers it. */
  readonly own: boolean;
  /** In milliseconds since 1970. */
  readonly expires: number;
}

/**
 * A nonce that says itself when it expires and, to those who know the session, whose it is; 72 characters of base64url.
 * None of this is secret or signed: only what a store has under the id was issued, and with another time or another
 * mark that is another id.
 */
export function makeSessionNonce(session: string, expires: number): { nonce: string; id: string } {
  const head = Buffer.alloc(EXPIRES + RANDOM);
  head.writeUIntBE(expires, 0, EXPIRES);
  randomFillSync(head, EXPIRES);
  const octets = Buffer.concat([head, markOf(session, head)]);
  return { nonce: octets.toString('base64url'), id: idOf(octets) };
}

/** @returns undefined for what {@link makeSessionNonce} never spells */
export function readSessionNonce(nonce: string, session: string): SessionNonce | undefined {
  if (!SPELLING.test(nonce)) return undefined;
  const octets = Buffer.from(nonce, 'base64url');
  const head = octets.subarray(0, EXPIRES + RANDOM);
  return {
    id: idOf(octets),
    own: markOf(session, head).equals(octets.subarray(EXPIRES + RANDOM)),
    expires: octets.readUIntBE(0, EXPIRES),
  };
}

/** UTF-16, in which no two strings are the same octets: UTF-8 has one spelling for all lone surrogates. */
function markOf(session: string, head: Buffer): Buffer {
  return createHash('sha256').update(head).update(session, 'utf16le').digest().subarray(0, MARK);
}

/** 144 bits: nobody finds another nonce with the id of one that was issued. */
function idOf(octets: Buffer): string {
  return createHash('sha256').update(octets).digest().toString('base64url', 0, 18);
}
