/** Defects that rows of several files have. */
import { makeAuthority, makeLeaf } from '../../testing/test-pki.ts';
import { authority, base64, NOW, pem, pinned, testAuthority } from './people.ts';
import { header, payload, settings, type TokenDefect } from './token-draft.ts';

export const leaf = makeLeaf(authority);

export const x5c = (...certificates: readonly Uint8Array[]): TokenDefect =>
  header({ x5c: certificates.map(base64) });

export const withTestAnchor = settings({ testTrustAnchors: [pem(testAuthority.certificate)] });

/** The same authority by another certificate. */
export function anchorWith(overrides: Parameters<typeof makeAuthority>[2]): TokenDefect {
  return settings({ trustAnchors: [pinned(makeAuthority('JPKI', authority.keys, overrides))] });
}

/** So many seconds from now. */
export const madeAt = (seconds: number): TokenDefect => payload({ iat: NOW.getTime() / 1000 + seconds });

/** These lists are looked in, and nothing but their answer passes. */
export const listedIn = (...lists: readonly Uint8Array[]): TokenDefect =>
  settings({ revocationLists: lists.map(base64), acceptRevocation: [] });

export const ANYTHING: Parameters<typeof settings>[0] = { acceptRevocation: ['not-checked', 'unavailable'] };
