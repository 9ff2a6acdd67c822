/** Keys that no authority would certify: whatever the certificate says, it is a refusal and no other error. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { concatBytes, fromHex } from '../shared/bytes.ts';
import { TAG } from './der/der-reader.ts';
import { der } from './der/der-writer.ts';
import { SignatureFailure } from './signature-failure.ts';
import { makeTestSigner } from './testing/test-signer.ts';
import { verifySignature } from './verify-signature.ts';
import { parseCertificate } from './x509/certificate.ts';

const certificate = parseCertificate(makeTestSigner('山田 太郎').certificate);
const ALGORITHM = {
  rsa: fromHex('300D06092A864886F70D0101010500'),
  p256: fromHex('301306072A8648CE3D020106082A8648CE3D030107'),
  p384: fromHex('301006072A8648CE3D020106052B81040022'),
} as const;

async function expectRefusal(
  algorithm: keyof typeof ALGORITHM,
  key: Uint8Array,
  signature: Uint8Array,
): Promise<void> {
  const verified = verifySignature({
    certificate: { ...certificate, publicKey: { algorithm: ALGORITHM[algorithm], key } },
    family: algorithm === 'rsa' ? 'RSASSA-PKCS1-v1_5' : 'ECDSA',
    digestAlgorithm: 'SHA-256',
    signature,
    signedBytes: new Uint8Array(5),
  });
  const error = await verified.catch((cause: unknown) => cause);
  expect(error instanceof SignatureFailure || error instanceof SyntaxError).toBe(true);
}

const modulus = fc.oneof(
  fc.constant(concatBytes(Uint8Array.of(0x40), new Uint8Array(255))),
  fc.constant(new Uint8Array(256).fill(0x81)),
  fc.constant(concatBytes(Uint8Array.of(0), new Uint8Array(256).fill(0xff))),
  fc.uint8Array({ maxLength: 300 }),
);
const exponent = fc.oneof(
  fc.constantFrom(Uint8Array.of(0), Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(0xff)),
  fc.constant(concatBytes(Uint8Array.of(1), new Uint8Array(255).fill(7))),
  fc.uint8Array({ maxLength: 300 }),
);

it('refuses an RSA key of whatever numbers', async () => {
  const signature = fc.constantFrom(new Uint8Array(), new Uint8Array(256), new Uint8Array(256).fill(0xff));
  await fc.assert(
    fc.asyncProperty(modulus, exponent, signature, async (n, e, octets) => {
      const key = der(TAG.sequence, der(TAG.integer, n), der(TAG.integer, e));
      await expectRefusal('rsa', key, octets);
    }),
  );
});

it('refuses an elliptic key of whatever point', async () => {
  const numbers = fc
    .array(fc.uint8Array({ maxLength: 60 }), { maxLength: 3 })
    .map((each) => der(TAG.sequence, ...each.map((number) => der(TAG.integer, number))));
  const point = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map((xy) => concatBytes(Uint8Array.of(4), xy)),
  );
  await fc.assert(fc.asyncProperty(fc.constantFrom('p256', 'p384'), point, numbers, expectRefusal));
});

it.each([
  ['shorter than 2048 bits', 255, 'signature-algorithm-weak'],
  ['longer than 8192 bits', 1025, 'signature-form-unsupported'],
])('refuses an RSA key %s', async (_name, length, code) => {
  const n = concatBytes(Uint8Array.of(0x7f), new Uint8Array(length - 1).fill(0xff));
  const key = der(TAG.sequence, der(TAG.integer, n), der(TAG.integer, Uint8Array.of(1, 0, 1)));
  await expect(
    verifySignature({
      certificate: { ...certificate, publicKey: { algorithm: ALGORITHM.rsa, key } },
      family: 'RSASSA-PKCS1-v1_5',
      digestAlgorithm: 'SHA-256',
      signature: new Uint8Array(length),
      signedBytes: new Uint8Array(5),
    }),
  ).rejects.toMatchObject({ code });
});
