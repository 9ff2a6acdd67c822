/** Time stamps by `openssl ts`, which answers what is asked here and verifies what is taken; and such as are refused. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, toUtf8 } from '../../shared/bytes.ts';
import { DocumentRefused } from '../container.ts';
import { TAG } from '../der/der-reader.ts';
import { der } from '../der/der-writer.ts';
import { Openssl } from '../testing/openssl.ts';
import { basicConstraintsCa, certificateUsage, makeTestSigner } from '../testing/test-signer.ts';
import { reportTimestamp } from './report-timestamp.ts';
import { OpensslTsa } from './testing/openssl-tsa.ts';
import { makeTimestampScene, TIMESTAMP_ATTACKS, tokenBy, tstInfo } from './testing/timestamp-attacks.ts';
import { timestampRequest } from './timestamp-request.ts';
import { readTimestampResponse } from './timestamp-response.ts';

const stamped = toUtf8('octets of a signature');
const authority = makeTestSigner('試験認証局', { extensions: [basicConstraintsCa, certificateUsage] });
const scene = makeTimestampScene();

describe('openssl ts', () => {
  let openssl: Openssl;
  beforeAll(async () => {
    openssl = await Openssl.start();
    await openssl.writeSigner('authority', authority);
    await openssl.write('stamped', stamped);
  });
  afterAll(() => openssl.stop());

  it.each([
    ['RSA and SHA-256', {}],
    ['RSA and SHA-384', { digest: 'sha384' }],
    ['RSA and SHA-512', { digest: 'sha512', certificateDigest: 'sha512' }],
    ['its certificate named by SHA-1', { certificateDigest: 'sha1' }],
    ['ECDSA and P-256', { keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }) }],
    ['ECDSA and P-384', { keys: generateKeyPairSync('ec', { namedCurve: 'P-384' }), digest: 'sha384' }],
  ] as const)(
    'with %s, answers the request; the token is verified by both sides',
    async (_name, settings) => {
      const tsa = await OpensslTsa.start({ ...settings, issuer: authority });
      const request = timestampRequest(stamped);
      const token = await readTimestampResponse(await tsa.answer(request), request);
      expect(await reportTimestamp(token, stamped)).toMatchObject({
        integrity: { ok: true },
        certificate: tsa.signer.certificate,
      });
      await openssl.write('token', token);
      await openssl.write('request', request);
      const verify = ['ts', '-verify', '-token_in', '-in', 'token', '-CAfile', 'authority.pem'];
      expect(await openssl.run(...verify, '-queryfile', 'request')).toContain('Verification: OK');
      expect(await openssl.run(...verify, '-data', 'stamped')).toContain('Verification: OK');
      await tsa.stop();
    },
  );

  it('reads the request as it is meant', async () => {
    await openssl.write('request', timestampRequest(stamped));
    const text = await openssl.run('ts', '-query', '-in', 'request', '-text');
    expect(text).toMatch(/Hash Algorithm: sha256/u);
    expect(text).toMatch(/Nonce: 0x01[0-9A-F]{16}/u);
    expect(text).toMatch(/Certificate required: yes/u);
  });
});

describe('a response', () => {
  let tsa: OpensslTsa;
  beforeAll(async () => {
    tsa = await OpensslTsa.start();
  });
  afterAll(() => tsa.stop());

  const refusal = async (response: Uint8Array, request: Uint8Array): Promise<unknown> =>
    readTimestampResponse(response, request).catch((error: unknown) => error);

  it('belongs to its request, however many are asked at once', async () => {
    const requests = [1, 2, 3].map((octet) => timestampRequest(Uint8Array.of(octet)));
    const responses = await Promise.all(requests.map((request) => tsa.answer(request)));
    const tokens = requests.map((request, index) =>
      readTimestampResponse(responses[index] ?? new Uint8Array(), request),
    );
    expect(await Promise.all(tokens)).toHaveLength(3);
  });

  it('to another request over the same is refused: it could be an old one', async () => {
    const response = await tsa.answer(timestampRequest(stamped));
    expect(await refusal(response, timestampRequest(stamped))).toMatchObject({ reason: 'timestamp-invalid' });
  });

  it.each([
    ['over something else', tstInfo({ stamped: toUtf8('something else') })],
    ['without the nonce', tstInfo({ stamped })],
  ])('%s is refused', async (_name, content) => {
    const response = granted(tokenBy(scene, { content }));
    expect(await refusal(response, timestampRequest(stamped))).toMatchObject({ reason: 'timestamp-invalid' });
  });

  it.each([
    ['that is nothing', Uint8Array.of()],
    ['that is a page', toUtf8('<!doctype html>')],
    ['that refuses', der(TAG.sequence, der(TAG.sequence, der(TAG.integer, Uint8Array.of(2))))],
    ['without a token', der(TAG.sequence, der(TAG.sequence, der(TAG.integer, Uint8Array.of(0))))],
    ['with a token that is none', granted(der(TAG.sequence))],
  ])('%s is refused', async (_name, response) => {
    const error = await refusal(response, timestampRequest(stamped));
    expect(error).toBeInstanceOf(DocumentRefused);
    expect(error).toMatchObject({ reason: 'timestamp-invalid' });
  });

  it('with an octet changed is refused, or has the same token or its unsigned parts changed', async () => {
    const request = timestampRequest(stamped);
    const response = await tsa.answer(request);
    await fc.assert(
      fc.asyncProperty(fc.nat(response.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = response.map((octet, index) => (index === at ? octet ^ change : octet));
        const token = await refusal(changed, request);
        if (token instanceof DocumentRefused) return;
        expect(token).toBeInstanceOf(Uint8Array);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a token', () => {
  it.each(TIMESTAMP_ATTACKS)('$name is refused', async ({ code, make }) => {
    const { integrity } = await reportTimestamp(make(scene), scene.stamped);
    expect(integrity).toMatchObject({ ok: false, code });
  });

  it.each([
    ['whole seconds', '20261122010203Z', '2026-11-22T01:02:03.000Z'],
    ['tenths', '20261122010203.4Z', '2026-11-22T01:02:03.400Z'],
    ['microseconds', '20261122010203.456789Z', '2026-11-22T01:02:03.456Z'],
  ])('has its time in %s', async (_name, genTime, time) => {
    const token = tokenBy(scene, { content: tstInfo({ stamped: scene.stamped, genTime }) });
    expect(await reportTimestamp(token, scene.stamped)).toEqual({
      integrity: { ok: true },
      time: new Date(time),
      certificate: scene.authority.certificate,
    });
  });

  it('that is none has no time', async () => {
    expect(await reportTimestamp(concatBytes(), stamped)).toMatchObject({
      integrity: { ok: false, code: 'signature-malformed' },
      time: undefined,
    });
  });
});

function granted(token: Uint8Array): Uint8Array {
  return der(TAG.sequence, der(TAG.sequence, der(TAG.integer, Uint8Array.of(0))), token);
}
