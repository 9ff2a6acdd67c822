/** Which time stamps prove a time, and which say nothing. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  basicConstraintsCa,
  certificateUsage,
  extendedKeyUsage,
  makeTestSigner,
  signatureUsage,
  toPem,
  type TestSigner,
} from '../../../signatures/testing/test-signer.ts';
import { tokenBy, tstInfo } from '../../../signatures/timestamp/testing/timestamp-attacks.ts';
import { KEY_PURPOSE } from '../../../signatures/x509/certificate-extensions.ts';
import {
  type DocumentVerifierSettings,
  type SigningTime,
  TIMESTAMP_PROBLEMS,
  type TimestampProblemCode,
} from '../index.ts';
import { documentVerifier, NOON, signCms } from '../testing/document-scene.ts';
import { judgeSigningTime } from './signing-time.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

const forStamps = extendedKeyUsage(true, KEY_PURPOSE.timeStamping);
const root = makeTestSigner('試験時刻認証局', { extensions: [basicConstraintsCa, certificateUsage] });
const authority = makeTestSigner('試験タイムスタンプ局', {
  issuer: root,
  extensions: [forStamps, signatureUsage],
});
const issued = (extensions: Parameters<typeof makeTestSigner>[1], issuer: TestSigner = root) =>
  makeTestSigner('試験タイムスタンプ局', { issuer, ...extensions });
/** @param bits of KeyUsage, a BIT STRING (RFC 5280 section 4.2.1.3) */
const forStampsBy = (bits: number, unused: number): TestSigner =>
  issued({ extensions: [forStamps, { ...signatureUsage, value: Uint8Array.of(3, 2, unused, bits) }] });
const STAMPED = '20260601115930Z';

interface Stamping {
  readonly by?: TestSigner;
  readonly genTime?: string;
  readonly over?: (signature: Uint8Array) => Uint8Array;
  readonly trusted?: DocumentVerifierSettings['timestampAuthorities'];
  readonly now?: Date;
}

async function timeOf({
  by = authority,
  genTime = STAMPED,
  over,
  trusted,
  now = NOON,
}: Stamping): Promise<SigningTime> {
  const cms = signCms('enveloping', {
    stamp: (signature) => {
      const stamped = over?.(signature) ?? signature;
      return tokenBy({ authority: by, stamped }, { content: tstInfo({ stamped, genTime }) });
    },
  });
  const settings = { timestampAuthorities: trusted ?? [root.certificate], now: () => now };
  const result = await documentVerifier(settings).verifyCms(cms);
  // Whatever the time stamp is like, the signature holds while its certificate does.
  return result.ok ? result.signatures[0].time : expect.unreachable();
}

describe('proven', () => {
  it.each<[string, Stamping]>([
    ['by who was certified by whom the service named', {}],
    ['by whom the service named', { trusted: [authority.certificate] }],
    ['by one of several, in PEM', { trusted: [toPem('CERTIFICATE', root.certificate)] }],
    ['by a key for digital signatures alone', { by: forStampsBy(0x80, 7) }],
    ['by a key for non-repudiation alone', { by: forStampsBy(0x40, 6) }],
    ['by a clock that is a little ahead', { genTime: '20260601120500Z' }],
  ])('%s', async (_name, stamping) => {
    expect(await timeOf(stamping)).toMatchObject({
      status: 'proven',
      by: expect.stringMatching(/^[0-9A-F]{64}$/u) as unknown,
    });
  });

  it('at the authority’s time', async () => {
    expect(await timeOf({})).toMatchObject({ at: new Date('2026-06-01T11:59:30Z') });
  });
});

describe('not proven', () => {
  const otherRoot = makeTestSigner(root.name, {
    extensions: [basicConstraintsCa, certificateUsage],
    keyName: 'other-root',
  });
  const noAuthority = makeTestSigner(root.name, { extensions: [signatureUsage] });
  const onlyByUsage = makeTestSigner(root.name, { extensions: [certificateUsage] });
  const onlyByConstraints = makeTestSigner(root.name, { extensions: [basicConstraintsCa, signatureUsage] });
  const over = makeTestSigner(root.name, {
    extensions: [basicConstraintsCa, certificateUsage],
    notAfter: '260601120000Z',
  });
  it.each<[string, TimestampProblemCode, Stamping]>([
    ['over something else', 'timestamp-invalid', { over: () => new Uint8Array(256) }],
    ['by one who is not for time stamps', 'timestamp-invalid', { by: issued({ extensions: [] }) }],
    ['where nobody is trusted', 'timestamp-authority-unknown', { trusted: [] }],
    ['by a stranger', 'timestamp-authority-unknown', { trusted: [makeTestSigner('別の局').certificate] }],
    [
      'by whom a stranger of the same name certified',
      'timestamp-authority-unknown',
      { by: issued({ extensions: [forStamps] }, otherRoot) },
    ],
    [
      'by whom somebody certified who is no authority',
      'timestamp-authority-unknown',
      { by: issued({ extensions: [forStamps] }, noAuthority), trusted: [noAuthority.certificate] },
    ],
    [
      'by whom somebody certified who may, and is no authority',
      'timestamp-authority-unknown',
      { by: issued({ extensions: [forStamps] }, onlyByUsage), trusted: [onlyByUsage.certificate] },
    ],
    [
      'by whom an authority certified that may not',
      'timestamp-authority-unknown',
      {
        by: issued({ extensions: [forStamps] }, onlyByConstraints),
        trusted: [onlyByConstraints.certificate],
      },
    ],
    [
      'by one whose key usage cannot be read',
      'timestamp-certificate-unsuitable',
      { by: issued({ extensions: [forStamps, { ...signatureUsage, value: Uint8Array.of(5, 0) }] }) },
    ],
    [
      'by whom an authority certified that is over',
      'timestamp-certificate-expired',
      {
        by: issued({ extensions: [forStamps] }, over),
        trusted: [over.certificate],
        now: new Date('2026-06-01T12:00:01Z'),
      },
    ],
    [
      'by one who is an authority',
      'timestamp-certificate-unsuitable',
      { by: issued({ extensions: [forStamps, basicConstraintsCa] }) },
    ],
    [
      'by one whose key is for certificates',
      'timestamp-certificate-unsuitable',
      { by: issued({ extensions: [forStamps, certificateUsage] }) },
    ],
    [
      'by one with a critical extension that nobody knows',
      'timestamp-certificate-unsuitable',
      {
        by: issued({ extensions: [forStamps, { id: '1.2.3', critical: true, value: Uint8Array.of(5, 0) }] }),
      },
    ],
    ['before its certificate', 'timestamp-certificate-expired', { genTime: '20241231235959Z' }],
    ['ahead of this clock', 'timestamp-in-future', { genTime: '20260601120501Z' }],
  ])('%s: %s', async (_name, reason, stamping) => {
    expect(await timeOf(stamping)).toEqual({ status: 'not-proven', reason });
  });

  it('once the certificate of the time stamp is over', async () => {
    const cms = signCms('enveloping', {
      stamp: (stamped) =>
        tokenBy({ authority, stamped }, { content: tstInfo({ stamped, genTime: STAMPED }) }),
    });
    const at = (now: string) =>
      documentVerifier({ timestampAuthorities: [root.certificate], now: () => new Date(now) }).verifyCms(cms);
    expect(await at('2035-01-01T00:00:00Z')).toMatchObject({ ok: true });
    // Then nothing tells any more that the signer's certificate was in force.
    expect(await at('2035-01-01T00:00:01Z')).toMatchObject({ ok: false, code: 'certificate-expired' });
  });

  it('without one', async () => {
    const result = await documentVerifier({ timestampAuthorities: [root.certificate] }).verifyCms(
      signCms('enveloping'),
    );
    expect(result.signatures).toMatchObject([
      { time: { status: 'not-proven', reason: 'timestamp-missing' } },
    ]);
  });
});

describe('a certificate that was revoked', () => {
  it.each([
    ['before the time stamp', '2026-06-01T11:59:29Z', 'certificate-revoked'],
    ['at the moment of it', '2026-06-01T11:59:30Z', 'certificate-revoked'],
    ['after it', '2026-06-01T11:59:30.001Z', 'revoked-later'],
  ])('%s', async (_name, revokedAt, outcome) => {
    const cms = signCms('enveloping', {
      stamp: (stamped) =>
        tokenBy({ authority, stamped }, { content: tstInfo({ stamped, genTime: STAMPED }) }),
    });
    const check = () =>
      Promise.resolve({ status: 'revoked', by: 'crl', revokedAt: new Date(revokedAt) } as const);
    const settings = { timestampAuthorities: [root.certificate], revocation: { check } };
    const result = await documentVerifier(settings).verifyCms(cms);
    expect(result.ok ? result.signatures[0].revocation.status : result.code).toBe(outcome);
  });
});

it('a fault of this kit is thrown, and is not taken for one of the time stamp', async () => {
  const broken = new Proxy([] as TimestampAuthority[], {
    get: () => {
      throw new RangeError('a fault');
    },
  });
  const stamp = { integrity: { ok: true }, certificate: authority.certificate, time: NOON } as const;
  await expect(judgeSigningTime(stamp, broken, { now: NOON, skewMs: 0 })).rejects.toThrow('a fault');
});

it('every reason has a case', () => {
  const text = readFileSync(new URL(import.meta.url), 'utf8');
  for (const reason of Object.keys(TIMESTAMP_PROBLEMS)) expect(text).toContain(`'${reason}'`);
});
