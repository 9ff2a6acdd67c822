/**
 * Authentication tokens for tests, well-formed or not. Not published.
 */
import { type KeyObject, sign } from 'node:crypto';

export interface TokenParts {
  readonly header: unknown;
  readonly payload: unknown;
  readonly key: KeyObject;
}

/** A JWS over whatever these are; a string goes in as the JSON text itself. */
export function makeToken({ header, payload, key }: TokenParts): string {
  const signingInput = `${encodePart(header)}.${encodePart(payload)}`;
  return `${signingInput}.${sign('RSA-SHA256', Buffer.from(signingInput), key).toString('base64url')}`;
}

export function encodePart(part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

export function headerFor(certificate: Uint8Array): Record<string, unknown> {
  return { alg: 'RS256', typ: 'jpki-auth+jwt', x5c: [Buffer.from(certificate).toString('base64')] };
}
