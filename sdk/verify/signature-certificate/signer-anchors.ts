import type { TrustAnchors } from '../certificate/trust-anchors.ts';
import { requireSetting } from '../settings.ts';
import type { Trust } from '../trust-settings.ts';

/**
 * Whoever may have issued a signer's certificate. Unlike a token, a certificate bears no mark of its own: its issuer says
 * whether the card was a simulated one.
 * @throws TypeError
 */
export function signerAnchors({ trustAnchors, testTrustAnchors }: Trust): TrustAnchors {
  const anchors = new Map([...trustAnchors, ...testTrustAnchors]);
  requireSetting(
    anchors.size === trustAnchors.size + testTrustAnchors.size,
    'a trust anchor and a test trust anchor have the same subject key identifier',
  );
  return anchors;
}
