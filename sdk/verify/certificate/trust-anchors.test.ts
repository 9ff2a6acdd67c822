/** Authorities that this version knows. Nobody here has their keys, so a test authority stands in their list. */
import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { authority } from '../testing/scene.ts';
import { keyPair, makeAuthority } from '../testing/test-pki.ts';
import { PRODUCTION_AUTHORITIES } from '../../../signatures/x509/production-authorities.ts';
import { readTrustAnchors } from './trust-anchors.ts';

const known = vi.hoisted(() => new Set<string>());
vi.mock(import('../../../signatures/x509/production-authorities.ts'), () => ({
  PRODUCTION_AUTHORITIES: known,
}));

it('one of them needs no pin, and any other does', () => {
  expect(PRODUCTION_AUTHORITIES).toBe(known);
  known.add(createHash('sha256').update(authority.certificate).digest('hex').toUpperCase());
  expect(readTrustAnchors([authority.certificate], 'userAuthentication').size).toBe(1);
  const stranger = makeAuthority('JPKI', keyPair('stranger'));
  expect(() => readTrustAnchors([stranger.certificate], 'userAuthentication')).toThrow('its SHA-256 is');
});
