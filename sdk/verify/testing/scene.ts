/**
 * A service, a card and the moment of a log-in, from which each test changes one thing. Not published.
 */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { expect } from 'vitest';
import {
  AUTH_FAILURES,
  type AuthFailureCode,
  type AuthResult,
  createMemoryNonceStore,
  createVerifier,
  type NonceStore,
  type PinnedTrustAnchor,
  type Verifier,
  type VerifierSettings,
} from '../index.ts';
import { keyPair, makeAuthority, makeLeaf } from './test-pki.ts';
import { headerFor, makeToken } from './test-token.ts';

export const ORIGIN = 'https://shop.example';
export const SESSION = 'session-1';
export const SECRET = Buffer.alloc(32, 7);
export const SECRETS = [{ id: 'a', secret: SECRET }] as const;
const NOON = new Date('2026-06-01T12:00:00Z');

export const authority = makeAuthority('JPKI', keyPair('authority'));
export const testAuthority = makeAuthority('JPKI-TEST', keyPair('test-authority'));
export const leafKeys = keyPair('leaf');
export const leaf = makeLeaf(authority);
export const simulatedLeaf = makeLeaf(testAuthority);

export function pin(certificate: Uint8Array): PinnedTrustAnchor {
  return { certificate, sha256: new X509Certificate(certificate).fingerprint256 };
}

export interface TokenOverrides {
  readonly certificate?: Uint8Array;
  readonly header?: Record<string, unknown>;
  readonly payload?: Record<string, unknown>;
  readonly key?: KeyObject;
}

export class Scene {
  now = NOON;
  readonly nonces: NonceStore = createMemoryNonceStore({ now: () => this.now });
  /** Issued to {@link SESSION}, and not used yet. */
  nonce = '';
  verifier = this.verifierWith({});

  static async set(settings: Partial<VerifierSettings> = {}): Promise<Scene> {
    const scene = new Scene();
    scene.verifier = scene.verifierWith(settings);
    scene.nonce = await scene.nonces.issue(SESSION);
    return scene;
  }

  get iat(): number {
    return this.now.getTime() / 1000;
  }

  verifierWith(settings: Partial<VerifierSettings>): Verifier {
    return createVerifier({
      origin: ORIGIN,
      trustAnchors: [pin(authority.certificate)],
      nonces: this.nonces,
      accountKeySecrets: SECRETS,
      now: () => this.now,
      ...settings,
    });
  }

  get payload(): Record<string, unknown> {
    return { aud: ORIGIN, nonce: this.nonce, iat: this.iat };
  }

  token({ certificate = leaf, header, payload, key = leafKeys.privateKey }: TokenOverrides = {}): string {
    return makeToken({
      header: { ...headerFor(certificate), ...header },
      payload: { ...this.payload, ...payload },
      key,
    });
  }

  simulatedToken(): string {
    return this.token({ certificate: simulatedLeaf, header: { simulated: true } });
  }

  verify(token: unknown): Promise<AuthResult> {
    return this.verifier.verifyAuthToken(token, { session: SESSION });
  }

  async expectFailure(attack: unknown, code: AuthFailureCode, reason?: string): Promise<void> {
    expect(await this.verify(attack)).toEqual({ ok: false, code, explanation: AUTH_FAILURES[code], reason });
  }

  /** Whatever it is, it is refused with one of the codes, and nothing is thrown. */
  async expectCoded(garbage: unknown): Promise<void> {
    const result = await this.verify(garbage);
    expect(result.ok ? 'accepted' : result.code).toBeOneOf(Object.keys(AUTH_FAILURES));
  }
}
