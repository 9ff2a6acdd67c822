/** What a response must be before a certificate passes on its word. */
import { describe, expect, it, vi } from 'vitest';
import { authority } from '../../testing/scene.ts';
import { checkWith, NOON, person } from '../../testing/revocation-scene.ts';
import { hex, REVOKED_AT } from '../../testing/test-crl.ts';
import {
  answering,
  byKey,
  byName,
  derSingle,
  derStatus,
  makeResponder,
  makeResponse,
  nonceExtension,
  personCertId,
  responder,
  type ResponseFields,
  STATUS,
} from '../../testing/test-ocsp.ts';
import { extendedKeyUsage, keyPair, keyUsage, makeAuthority, makeLeaf } from '../../testing/test-pki.ts';
import type { RevocationProblemCode } from '../revocation-problems.ts';
import { createOcspChecker, type OcspCheckerSettings, type OcspFetch } from './ocsp-checker.ts';

const url = 'http://ocsp.example/';
const GOOD = { status: 'good', by: 'ocsp', asOf: NOON };
const REVOKED = { status: 'revoked', by: 'ocsp', revokedAt: REVOKED_AT };
const unavailable = (reason: RevocationProblemCode) => ({ status: 'unavailable', reason });

const ask = (fetch: OcspFetch, settings: Partial<OcspCheckerSettings> = {}) =>
  checkWith(createOcspChecker({ url, fetch, ...settings }));
const askAbout = (fields: Partial<ResponseFields>, settings: Partial<OcspCheckerSettings> = {}) =>
  ask(
    answering((nonce) => makeResponse(nonce, fields)),
    settings,
  );

const fromNow = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const authoritySigns = {
  signWith: authority.keys.privateKey,
  responderId: byName(authority.certificate),
  certificates: [],
};
const other = personCertId(makeLeaf(authority, { serialNumber: '0E0E' }));
const strange = { id: '1.2.3', critical: true, value: hex('0500') };

describe('the request', () => {
  it('names the certificate and has a nonce of its own each time', async () => {
    const fetch = vi.fn(answering((nonce) => makeResponse(nonce)));
    expect(await ask(fetch)).toEqual(GOOD);
    expect(await ask(fetch)).toEqual(GOOD);
    const [one, two] = fetch.mock.calls.map(([, { body }]) => Buffer.from(body).toString('hex'));
    expect(one?.slice(0, -64)).toBe(two?.slice(0, -64));
    expect(one).not.toBe(two);
    const { serialNumber, issuerKeyHash, issuerNameHash } = personCertId();
    for (const part of [serialNumber, issuerKeyHash, issuerNameHash]) {
      expect(one).toContain(Buffer.from(part).toString('hex'));
    }
  });

  it('is posted, follows no redirect and ends with the question', async () => {
    const fetch = vi.fn(answering((nonce) => makeResponse(nonce)));
    const { signal } = new AbortController();
    await checkWith(createOcspChecker({ url, fetch }), { signal });
    expect(fetch.mock.calls[0]).toMatchObject([
      url,
      {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
      },
    ]);
    expect(fetch.mock.calls[0]?.[1].signal).toBe(signal);
  });

  it('can name the certificate with SHA-1', async () => {
    const certId = personCertId(person, 'sha1');
    expect(await askAbout({ certId }, { certIdHash: 'sha1' })).toEqual(GOOD);
    expect(await askAbout({}, { certIdHash: 'sha1' })).toEqual(unavailable('ocsp-other-certificate'));
  });
});

describe('a response that is in order', () => {
  it.each<[string, Partial<ResponseFields>, object]>([
    ['says good', {}, GOOD],
    ['says revoked, and why', { status: STATUS.revoked }, { ...REVOKED, reason: 'keyCompromise' }],
    ['says revoked', { status: STATUS.revokedWithoutReason }, REVOKED],
    ['is signed by the issuer itself', authoritySigns, GOOD],
    ['names the issuer by its key', { ...authoritySigns, responderId: byKey(authority.certificate) }, GOOD],
    ['names the responder by its name', { responderId: byName(responder) }, GOOD],
    ['has other certificates too', { certificates: [person, responder] }, GOOD],
    [
      'is about others too',
      { singles: [derSingle({ certId: other, status: STATUS.revoked }), derSingle()] },
      GOOD,
    ],
    ['is signed with SHA-384', { algorithm: '1.2.840.113549.1.1.12' }, GOOD],
    ['writes its version out', { version: hex('A003020100') }, GOOD],
    ['has an extension that is not critical', { extensions: [{ id: '1.2.3', value: hex('0500') }] }, GOOD],
    [
      'comes from a clock that is a little ahead',
      { thisUpdate: fromNow(60) },
      { ...GOOD, asOf: fromNow(60) },
    ],
    ['comes from a clock that is a little late', { nextUpdate: fromNow(-59) }, GOOD],
    [
      'does not say until when',
      { nextUpdate: null, thisUpdate: fromNow(-86_400) },
      { ...GOOD, asOf: fromNow(-86_400) },
    ],
  ])('%s', async (_name, fields, expected) => {
    expect(await askAbout(fields)).toEqual(expected);
  });
});

describe('a response that is refused', () => {
  it.each<[string, Partial<ResponseFields>, RevocationProblemCode]>([
    ['signed by another key', { signWith: keyPair('attacker').privateKey }, 'ocsp-signature-invalid'],
    [
      'signed by another key in the issuer’s name',
      { ...authoritySigns, signWith: keyPair('attacker').privateKey },
      'ocsp-signature-invalid',
    ],
    ['signed with SHA-1', { algorithm: '1.2.840.113549.1.1.5' }, 'ocsp-algorithm'],
    ['no certificate of the responder', { certificates: [] }, 'ocsp-responder-unknown'],
    ['another certificate', { certificates: [person] }, 'ocsp-responder-unknown'],
    ['an enclosed certificate that is none', { certificates: [hex('3000')] }, 'ocsp-malformed'],
    ['no nonce', { nonce: null }, 'ocsp-nonce-missing'],
    ['another nonce', { nonce: Buffer.alloc(32) }, 'ocsp-nonce-mismatch'],
    [
      'a nonce that is none',
      { nonce: null, responseExtensions: [{ ...nonceExtension(hex('00')), value: hex('0500') }] },
      'ocsp-malformed',
    ],
    ['another certificate', { certId: other }, 'ocsp-other-certificate'],
    [
      'another issuer’s certificate',
      { certId: { ...personCertId(), issuerKeyHash: Buffer.alloc(32) } },
      'ocsp-other-certificate',
    ],
    [
      'another issuer’s name',
      { certId: { ...personCertId(), issuerNameHash: Buffer.alloc(32) } },
      'ocsp-other-certificate',
    ],
    ['no certificate', { singles: [] }, 'ocsp-other-certificate'],
    [
      'two opinions',
      { singles: [derSingle(), derSingle({ status: STATUS.revoked })] },
      'ocsp-other-certificate',
    ],
    ['unknown', { status: STATUS.unknown }, 'ocsp-unknown'],
    ['a status that there is not', { status: hex('8300') }, 'ocsp-malformed'],
    ['from the future', { thisUpdate: fromNow(61) }, 'ocsp-not-yet-valid'],
    ['made in the future', { producedAt: fromNow(61) }, 'ocsp-not-yet-valid'],
    ['over', { nextUpdate: fromNow(-60) }, 'ocsp-stale'],
    ['too old', { nextUpdate: null, thisUpdate: fromNow(-86_460) }, 'ocsp-stale'],
    ['a critical extension', { responseExtensions: [strange] }, 'ocsp-critical-extension'],
    ['a critical extension of the answer', { extensions: [strange] }, 'ocsp-critical-extension'],
    ['another version', { version: hex('A003020101') }, 'ocsp-malformed'],
    ['a version of 128', { version: hex('A00402020080') }, 'ocsp-malformed'],
    ['another kind of response', { responseType: '1.3.6.1.5.5.7.48.1.9' }, 'ocsp-malformed'],
    ['a status beside the answer', { responseStatus: 6 }, 'ocsp-unauthorized'],
  ])('%s', async (_name, fields, reason) => {
    expect(await askAbout(fields)).toEqual(unavailable(reason));
  });

  it.each<[number, RevocationProblemCode]>([
    [1, 'ocsp-malformed-request'],
    [2, 'ocsp-internal-error'],
    [3, 'ocsp-try-later'],
    [5, 'ocsp-signature-required'],
    [6, 'ocsp-unauthorized'],
    [4, 'ocsp-malformed'],
    [0, 'ocsp-malformed'],
  ])('status %i', async (status, reason) => {
    expect(await ask(answering(() => derStatus(status)))).toEqual(unavailable(reason));
  });
});

describe('a responder that may not answer', () => {
  const impostor = makeAuthority('JPKI', keyPair('impostor'));
  const byImpostor = { signWith: impostor.keys.privateKey };
  it.each<[string, Parameters<typeof makeResponder>[0], RevocationProblemCode]>([
    ['certified by somebody else in the issuer’s name', byImpostor, 'ocsp-responder-not-delegated'],
    [
      'certified by another name',
      { issuer: makeAuthority('JPKI-X', authority.keys).name },
      'ocsp-responder-not-delegated',
    ],
    ['certified with SHA-1', { algorithm: '1.2.840.113549.1.1.5' }, 'ocsp-responder-not-delegated'],
    [
      'a person',
      { extensions: { extendedKeyUsage: extendedKeyUsage('1.3.6.1.5.5.7.3.2') } },
      'ocsp-responder-not-delegated',
    ],
    ['without purpose', { extensions: { extendedKeyUsage: undefined } }, 'ocsp-responder-not-delegated'],
    [
      'for any purpose',
      { extensions: { extendedKeyUsage: extendedKeyUsage('2.5.29.37.0') } },
      'ocsp-responder-not-delegated',
    ],
    ['that may not sign', { extensions: { keyUsage: keyUsage(2) } }, 'ocsp-responder-not-delegated'],
    [
      'with a critical extension',
      {
        extensions: {
          strange: { id: '1.2.3', critical: true, value: makeAuthority('X', authority.keys).name },
        },
      },
      'ocsp-responder-not-delegated',
    ],
    ['that has expired', { notAfter: '260601115959Z' }, 'ocsp-responder-expired'],
    ['that is not valid yet', { notBefore: '260601120001Z' }, 'ocsp-responder-expired'],
    ['that could be revoked', { extensions: { noCheck: undefined } }, 'ocsp-responder-revocable'],
  ])('%s', async (_name, overrides, reason) => {
    const certificates = [makeResponder(overrides)];
    expect(await askAbout({ certificates })).toEqual(unavailable(reason));
  });

  it('with a key that is too short', async () => {
    const { publicKey, privateKey: signWith } = keyPair('short', 1024);
    const short = makeResponder({ publicKey });
    const fields = { certificates: [short], responderId: byKey(short), signWith };
    expect(await askAbout(fields)).toEqual(unavailable('ocsp-algorithm'));
  });

  it('in its first second and its last it may', async () => {
    for (const validity of [{ notBefore: '260601120000Z' }, { notAfter: '260601120000Z' }]) {
      expect(await askAbout({ certificates: [makeResponder(validity)] })).toEqual(GOOD);
    }
  });

  it('without key usage it may', async () => {
    const certificates = [makeResponder({ extensions: { keyUsage: undefined } })];
    expect(await askAbout({ certificates })).toEqual(GOOD);
  });
});

describe('settings', () => {
  it('a nonce may be critical', async () => {
    const fetch = answering((nonce) => {
      const responseExtensions = [{ ...nonceExtension(nonce), critical: true }];
      return makeResponse(nonce, { nonce: null, responseExtensions });
    });
    expect(await ask(fetch)).toEqual(GOOD);
  });

  it('a missing nonce can be accepted, a wrong one never', async () => {
    const settings = { acceptMissingNonce: true };
    expect(await askAbout({ nonce: null }, settings)).toEqual(GOOD);
    expect(await askAbout({ nonce: Buffer.alloc(32) }, settings)).toEqual(unavailable('ocsp-nonce-mismatch'));
  });

  it.each([
    [{ clockSkewSeconds: 0 }, { thisUpdate: fromNow(1) }, 'ocsp-not-yet-valid'],
    [{ clockSkewSeconds: 0 }, { nextUpdate: NOON }, 'ocsp-stale'],
    [{ clockSkewSeconds: 300 }, { nextUpdate: fromNow(-300) }, 'ocsp-stale'],
    [{ maxAgeSeconds: 60 }, { nextUpdate: null, thisUpdate: fromNow(-120) }, 'ocsp-stale'],
  ] as const)('%j', async (settings, fields, reason) => {
    expect(await askAbout(fields, settings)).toEqual(unavailable(reason));
  });

  it.each<[string, Partial<Record<keyof OcspCheckerSettings, unknown>>, RegExp]>([
    ['no address', { url: '' }, /url/u],
    ['an address of another kind', { url: 'ldap://ocsp.example/' }, /url/u],
    ['an address whose kind ends like another', { url: 'xhttp://ocsp.example/' }, /url/u],
    ['an address whose kind begins like another', { url: 'httpx://ocsp.example/' }, /url/u],
    ['MD5', { certIdHash: 'md5' }, /certIdHash/u],
    ['an hour of skew', { clockSkewSeconds: 3600 }, /clockSkewSeconds/u],
    ['a negative skew', { clockSkewSeconds: -1 }, /clockSkewSeconds/u],
    ['no age', { maxAgeSeconds: 0 }, /maxAgeSeconds/u],
    ['an endless age', { maxAgeSeconds: Infinity }, /maxAgeSeconds/u],
  ])('%s is refused', (_name, settings, message) => {
    // Callers without types can pass anything.
    const create = () => createOcspChecker({ url, ...settings } as OcspCheckerSettings);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

describe('on the way', () => {
  const page = () => Buffer.from('<html>Please log in to the network.</html>');

  it.each<[string, OcspFetch, RevocationProblemCode]>([
    ['nobody there', () => Promise.reject(new TypeError('fetch failed')), 'ocsp-unreachable'],
    ['a redirect that the port did not refuse', answering(page, 302), 'ocsp-http-status'],
    [
      'a good response to the wrong status',
      answering((nonce) => makeResponse(nonce), 500),
      'ocsp-http-status',
    ],
    ['no body', () => Promise.resolve(new Response(null, { status: 200 })), 'ocsp-malformed'],
    ['a page', answering(page), 'ocsp-malformed'],
    ['a very long page', answering(() => Buffer.alloc(65_537)), 'ocsp-oversize'],
  ])('%s', async (_name, fetch, reason) => {
    expect(await ask(fetch)).toEqual(unavailable(reason));
  });

  it('an endless body is left, not awaited', async () => {
    const cancelled = vi.fn();
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10_000));
      },
      cancel: cancelled,
    });
    expect(await ask(() => Promise.resolve(new Response(endless)))).toEqual(unavailable('ocsp-oversize'));
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it('a certificate in question that is none is not asked about', async () => {
    const fetch = vi.fn<OcspFetch>();
    const checker = createOcspChecker({ url, fetch });
    const certificate = Uint8Array.of(0x30, 0);
    expect(await checkWith(checker, { certificate })).toEqual(unavailable('certificate-unreadable'));
    expect(fetch).not.toHaveBeenCalled();
  });
});
