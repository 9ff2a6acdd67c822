/** From the first second to the last, by a clock that may be off by so much. */
import { describe, expect, it } from 'vitest';
import type { AuthFailureCode } from '../auth-result.ts';
import { authority, pin, Scene } from '../testing/scene.ts';
import { keyPair, makeAuthority, makeLeaf } from '../testing/test-pki.ts';
import { createVerifier, type VerifierSettings } from '../create-verifier.ts';

const leaf = makeLeaf(authority, { notBefore: '260601000000Z', notAfter: '260630145959Z' });

async function codeAt(now: string, settings: Partial<VerifierSettings>, certificate = leaf): Promise<string> {
  const scene = new Scene();
  scene.now = new Date(now);
  scene.nonce = await scene.nonces.issue('session-1');
  scene.verifier = scene.verifierWith(settings);
  const result = await scene.verify(scene.token({ certificate }));
  return result.ok ? 'accepted' : result.code;
}

describe('a certificate', () => {
  it.each<[string, number | undefined, 'accepted' | AuthFailureCode]>([
    ['2026-06-01T00:00:00Z', undefined, 'accepted'],
    ['2026-05-31T23:59:59.999Z', undefined, 'certificate-not-yet-valid'],
    ['2026-06-30T14:59:59Z', undefined, 'accepted'],
    ['2026-06-30T14:59:59.001Z', undefined, 'certificate-expired'],
    ['2026-05-31T23:58:00Z', 120, 'accepted'],
    ['2026-05-31T23:57:59.999Z', 120, 'certificate-not-yet-valid'],
    ['2026-06-30T15:01:59Z', 120, 'accepted'],
    ['2026-06-30T15:01:59.001Z', 120, 'certificate-expired'],
  ])('at %s with a skew of %s: %s', async (now, validitySkewSeconds, code) => {
    expect(await codeAt(now, validitySkewSeconds === undefined ? {} : { validitySkewSeconds })).toBe(code);
  });
});

describe('its issuer', () => {
  const brief = { notBefore: '260610000000Z', notAfter: '260620000000Z' };
  const issuer = makeAuthority('JPKI', keyPair('authority'), brief);
  const trustAnchors = [pin(issuer.certificate)];
  it.each<[string, number, 'accepted' | AuthFailureCode]>([
    ['2026-06-10T00:00:00Z', 0, 'accepted'],
    ['2026-06-09T23:59:59.999Z', 0, 'certificate-issuer-expired'],
    ['2026-06-20T00:00:00Z', 0, 'accepted'],
    ['2026-06-20T00:00:00.001Z', 0, 'certificate-issuer-expired'],
    ['2026-06-09T23:59:00Z', 60, 'accepted'],
    ['2026-06-20T00:01:00.001Z', 60, 'certificate-issuer-expired'],
  ])('at %s with a skew of %d: %s', async (now, validitySkewSeconds, code) => {
    expect(await codeAt(now, { trustAnchors, validitySkewSeconds })).toBe(code);
  });
});

it('a clock that gives no time lets nobody in', async () => {
  const scene = await Scene.set();
  const token = scene.token({ certificate: leaf });
  const verifier = createVerifier({
    origin: 'https://shop.example',
    trustAnchors: [pin(authority.certificate)],
    nonces: scene.nonces,
    accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(32) }],
    now: () => new Date(NaN),
  });
  expect(await verifier.verifyAuthToken(token, { session: 'session-1' })).toMatchObject({
    code: 'certificate-issuer-expired',
  });
});
