/** What passes; and payloads, nonces and clocks that do not. */
import { createHash, createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuthFailureCode, NonceStore } from '../index.ts';
import {
  authority,
  leaf,
  ORIGIN,
  pin,
  Scene,
  SECRET,
  SECRETS,
  SESSION,
  testAuthority,
} from '../testing/scene.ts';
import { keyPair, makeAuthority, makeLeaf } from '../testing/test-pki.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});

describe('what passes', () => {
  it('a token from a card that an anchor issued', async () => {
    expect(await scene.verify(scene.token())).toEqual({
      ok: true,
      accountKey: expect.stringMatching(/^a\.[A-Za-z0-9_-]{43}$/u) as string, // a matcher stands for the string
      formerAccountKeys: [],
      certificate: {
        kind: 'userAuthentication',
        notBefore: new Date('2025-01-01T00:00:00Z'),
        notAfter: new Date('2030-01-01T14:59:59Z'),
        issuer: {
          sha256: pin(authority.certificate).sha256.replaceAll(':', ''),
          notBefore: new Date('2025-01-01T00:00:00Z'),
          notAfter: new Date('2035-01-01T14:59:59Z'),
        },
      },
      simulated: false,
      revocation: { status: 'not-checked' },
    });
  });

  it('a simulated one, where that was asked for by name', async () => {
    scene.verifier = scene.verifierWith({ trustAnchors: [], testTrustAnchors: [testAuthority.certificate] });
    const result = await scene.verify(scene.simulatedToken());
    expect(result).toMatchObject({ ok: true, simulated: true });
  });
});

describe('the account key', () => {
  const accountKeyOf = async (attempt: string, of = scene.verifier): Promise<string> => {
    const result = await of.verifyAuthToken(attempt, { session: SESSION });
    return result.ok ? result.accountKey : expect.unreachable(result.code);
  };

  it('is the same at each log-in', async () => {
    const first = await accountKeyOf(scene.token());
    scene.nonce = await scene.nonces.issue(SESSION);
    expect(await accountKeyOf(scene.token())).toBe(first);
  });

  it('is another for another service, certificate or generation of the authority', async () => {
    const nextGeneration = makeAuthority('JPKI', keyPair('next-generation'));
    const both = { trustAnchors: [pin(authority.certificate), pin(nextGeneration.certificate)] };
    const attempts = [
      { certificate: leaf, settings: both },
      {
        certificate: leaf,
        settings: { ...both, accountKeySecrets: [{ id: 'a', secret: Buffer.alloc(32, 8) }] },
      },
      { certificate: makeLeaf(authority, { serialNumber: '0A0B0C0E' }), settings: both },
      { certificate: makeLeaf(nextGeneration), settings: both },
    ];
    const keys = new Set<string>();
    for (const { certificate, settings } of attempts) {
      scene.nonce = await scene.nonces.issue(SESSION);
      keys.add(await accountKeyOf(scene.token({ certificate }), scene.verifierWith(settings)));
    }
    expect(keys.size).toBe(attempts.length);
  });

  it('is found again under the older secrets, in their order', async () => {
    const older = { id: 'b-1', secret: Buffer.alloc(32, 8) };
    const oldest = { id: 'c_1', secret: Buffer.alloc(64, 9) };
    const results = [];
    for (const accountKeySecrets of [[older, oldest], [oldest], [...SECRETS, older, oldest]]) {
      scene.nonce = await scene.nonces.issue(SESSION);
      const result = await scene.verifierWith({ accountKeySecrets }).verifyAuthToken(scene.token(), {
        session: SESSION,
      });
      results.push(result.ok ? [result.accountKey, ...result.formerAccountKeys] : result.code);
    }
    const [two, one, three] = results;
    expect(three).toHaveLength(3);
    expect(three?.slice(1)).toEqual(two);
    expect(two?.slice(1)).toEqual(one);
    expect(one?.[0]).toMatch(/^c_1\.[A-Za-z0-9_-]{43}$/u);
  });

  it('is another under another secret, not only under another id', async () => {
    const keys = [];
    for (const accountKeySecrets of [
      SECRETS,
      [{ id: 'a', secret: Buffer.alloc(32, 8) }],
      [{ ...SECRETS[0], id: 'z' }],
    ]) {
      scene.nonce = await scene.nonces.issue(SESSION);
      keys.push((await accountKeyOf(scene.token(), scene.verifierWith({ accountKeySecrets }))).split('.')[1]);
    }
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
  });

  it('is what the documentation says, so that another implementation gets the same', async () => {
    const issuerKey = authority.keys.publicKey.export({ type: 'pkcs1', format: 'der' });
    const expected = createHmac('sha256', SECRET)
      .update('kazasu account key v1\0')
      .update(createHash('sha256').update(issuerKey).digest())
      .update(Buffer.from('0A0B0C0D', 'hex'))
      .digest('base64url');
    expect(await accountKeyOf(scene.token())).toBe(`a.${expected}`);
  });
});

describe('hostile payloads', () => {
  it.each<[string, AuthFailureCode, Record<string, unknown>]>([
    ['another audience', 'audience-mismatch', { aud: 'https://evil.example' }],
    ['the same host without TLS', 'payload-malformed', { aud: 'http://shop.example' }],
    ['another port', 'audience-mismatch', { aud: `${ORIGIN}:8443` }],
    ['an audience with a path', 'payload-malformed', { aud: `${ORIGIN}/` }],
    ['two audiences', 'payload-malformed', { aud: [ORIGIN, 'https://evil.example'] }],
    ['no audience', 'payload-malformed', { aud: undefined }],
    ['another nonce', 'nonce-unknown', { nonce: 'x'.repeat(43) }],
    ['no nonce', 'payload-malformed', { nonce: undefined }],
    ['a short nonce', 'payload-malformed', { nonce: 'x' }],
    ['a time before 1970', 'payload-malformed', { iat: -1 }],
    ['a time in words', 'payload-malformed', { iat: '2026-06-01' }],
    ['an extra claim', 'payload-malformed', { sub: 'somebody' }],
  ])('%s: %s', async (_name, code, payload) => {
    await scene.expectFailure(scene.token({ payload }), code);
  });

  it.each([-300, 300])('a clock that is off by %d s is within the skew', async (seconds) => {
    expect(await scene.verify(scene.token({ payload: { iat: scene.iat + seconds } }))).toMatchObject({
      ok: true,
    });
  });

  it.each([
    [301, 'issued-in-future'],
    [-301, 'issued-too-long-ago'],
  ] as const)('a clock that is off by %d s is %s', async (seconds, code) => {
    await scene.expectFailure(scene.token({ payload: { iat: scene.iat + seconds } }), code);
  });
});

describe('nonces', () => {
  it('a replay is refused', async () => {
    const replayed = scene.token();
    await scene.verify(replayed);
    await scene.expectFailure(replayed, 'nonce-used');
  });

  it('of two tokens at the same moment one is a replay', async () => {
    const attempts = [scene.token(), scene.token()].map((attempt) => scene.verify(attempt));
    const results = await Promise.all(attempts);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('a nonce of another session is refused, and stays good for its own', async () => {
    scene.nonce = await scene.nonces.issue('session-2');
    const stolen = scene.token();
    await scene.expectFailure(stolen, 'nonce-of-other-session');
    expect(await scene.verifier.verifyAuthToken(stolen, { session: 'session-2' })).toMatchObject({
      ok: true,
    });
  });

  it('a nonce from too long ago is refused', async () => {
    scene.now = new Date(scene.now.getTime() + 600_000);
    await scene.expectFailure(scene.token(), 'nonce-expired');
  });

  it('nobody without a card can burn a nonce', async () => {
    await scene.expectFailure(scene.token({ key: keyPair('foreign').privateKey }), 'signature-invalid');
    await scene.expectFailure(scene.token({ payload: { aud: 'https://evil.example' } }), 'audience-mismatch');
    expect(await scene.verify(scene.token())).toMatchObject({ ok: true });
  });

  it('a genuine token that comes too late burns its nonce', async () => {
    await scene.expectFailure(scene.token({ payload: { iat: scene.iat - 301 } }), 'issued-too-long-ago');
    await scene.expectFailure(scene.token(), 'nonce-used');
  });

  it.each(['', undefined])('a session without an id (%j) is a bug, not a session', async (session) => {
    // Callers without types can pass anything.
    await expect(
      scene.verifier.verifyAuthToken(scene.token(), { session: session as string }),
    ).rejects.toThrow(TypeError);
  });

  it('a store that does not speak in verdicts lets nobody in', async () => {
    // Callers without types can pass anything.
    scene.verifier = scene.verifierWith({
      nonces: { consume: () => Promise.resolve(true as unknown as 'accepted') },
    });
    await expect(scene.verify(scene.token())).rejects.toThrow(TypeError);
  });

  it.each<[string, NonceStore['consume']]>([
    ['cannot be asked', () => Promise.reject(new Error('no connection'))],
    [
      'fails before it can promise anything',
      () => {
        throw new Error('no connection');
      },
    ],
  ])('are never good when the store %s', async (_name, consume) => {
    scene.verifier = scene.verifierWith({ nonces: { consume } });
    await scene.expectFailure(scene.token(), 'nonce-store-unavailable');
  });

  it('are never good when the store says nothing within the time limit', async () => {
    const consume = () => new Promise<never>(() => undefined);
    scene.verifier = scene.verifierWith({ nonces: { consume }, nonceTimeLimitSeconds: 0.01 });
    await scene.expectFailure(scene.token(), 'nonce-store-unavailable');
  });
});
