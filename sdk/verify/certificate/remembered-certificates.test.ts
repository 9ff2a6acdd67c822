/** What is remembered of a certificate extends nothing and excuses nothing. */
import { describe, expect, it, vi } from 'vitest';
import { authority, leaf, pin, Scene, SESSION, simulatedLeaf, testAuthority } from '../testing/scene.ts';
import { keyPair, makeAuthority, makeLeaf } from '../testing/test-pki.ts';
import { readTrustAnchors } from './trust-anchors.ts';
import { rememberingJudge } from './remembered-certificates.ts';

const anchors = readTrustAnchors([pin(authority.certificate)], 'userAuthentication');
const certificates = ['0A', '0B', '0C'].map((serialNumber) => makeLeaf(authority, { serialNumber }));
const [first, second, third] = certificates as [Buffer, Buffer, Buffer]; // as many as there are serial numbers

/** A verdict that is the same object comes from memory. */
describe('a judge', () => {
  it('remembers a verdict', () => {
    const judge = rememberingJudge(anchors, 'userAuthentication', 2);
    expect(judge(Buffer.from(first))).toBe(judge(Buffer.from(first)));
    expect(judge(second)).not.toBe(judge(first));
  });

  it('forgets the one that was not seen for longest, and no other', () => {
    const judge = rememberingJudge(anchors, 'userAuthentication', 2);
    const before = new Map([first, second].map((der) => [der, judge(der)]));
    judge(first);
    judge(third);
    expect(judge(first)).toBe(before.get(first));
    expect(judge(second)).not.toBe(before.get(second));
  });

  it('remembers nothing where it shall not', () => {
    const judge = rememberingJudge(anchors, 'userAuthentication', 0);
    expect(judge(first)).not.toBe(judge(first));
  });

  it('knows a certificate by every octet of it', () => {
    const judge = rememberingJudge(anchors, 'userAuthentication', 2);
    judge(leaf);
    for (const at of [0, 100, leaf.length - 1]) {
      const changed = Buffer.from(leaf);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => judge(changed)).toThrow();
    }
  });

  it('refuses anew what it refused', () => {
    const judge = rememberingJudge(anchors, 'userAuthentication', 2);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(() => judge(simulatedLeaf)).toThrow('certificate-issuer-unknown');
    }
  });

  it('keeps nothing of the certificate’s own octets', () => {
    const der = Buffer.from(leaf);
    const { serialNumber } = rememberingJudge(anchors, 'userAuthentication', 1)(der);
    der.fill(0);
    expect(Buffer.from(serialNumber).toString('hex')).toBe('0a0b0c0d');
  });
});

describe('a certificate that is remembered', () => {
  const settings = {
    trustAnchors: [pin(authority.certificate)],
    testTrustAnchors: [testAuthority.certificate],
  };
  const seen = async (scene: Scene): Promise<Scene> => {
    expect(await scene.verify(scene.token())).toMatchObject({ ok: true });
    scene.nonce = await scene.nonces.issue(SESSION);
    return scene;
  };
  /** With a nonce of that time. */
  const at = async (scene: Scene, now: string): Promise<void> => {
    scene.now = new Date(now);
    scene.nonce = await scene.nonces.issue(SESSION);
  };

  it.each([
    ['2030-01-01T15:00:00Z', 'certificate-expired'],
    ['2024-12-31T23:59:59Z', 'certificate-issuer-expired'],
    ['2035-01-01T15:00:00Z', 'certificate-issuer-expired'],
  ] as const)('at %s is %s', async (now, code) => {
    const scene = await seen(await Scene.set(settings));
    await at(scene, now);
    await scene.expectFailure(scene.token(), code);
  });

  it('is asked about each time', async () => {
    const check = vi.fn().mockResolvedValueOnce({ status: 'good', by: 'crl', asOf: new Date() });
    check.mockResolvedValueOnce({ status: 'revoked', by: 'crl', revokedAt: new Date() });
    const scene = await seen(await Scene.set({ ...settings, revocation: { check } }));
    await scene.expectFailure(scene.token(), 'certificate-revoked');
  });

  it('does not make its holder’s key good for another certificate', async () => {
    const scene = await seen(await Scene.set(settings));
    await scene.expectFailure(scene.token({ key: keyPair('foreign').privateKey }), 'signature-invalid');
    const forged = makeLeaf(makeAuthority('JPKI', keyPair('foreign')));
    await scene.expectFailure(scene.token({ certificate: forged }), 'certificate-issuer-unknown');
  });

  it('is real and not simulated, or the other way round', async () => {
    const scene = await seen(await Scene.set(settings));
    expect(await scene.verify(scene.simulatedToken())).toMatchObject({ ok: true, simulated: true });
    await scene.expectFailure(scene.token({ header: { simulated: true } }), 'certificate-issuer-unknown');
    await scene.expectFailure(scene.token({ certificate: simulatedLeaf }), 'certificate-issuer-unknown');
  });
});
