/** `jose`, which shares no code with this kit but OpenSSL's RSA, verifies the same tokens from their `x5c`. */
import { decodeProtectedHeader, importX509, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../vectors/code-of.ts';
import { readVectors, type VectorOf } from '../vectors/vector.ts';

const vectors = [...readVectors().values()].flatMap((vector) => (vector.what === 'token' ? [vector] : []));
const named = (wanted: (code: unknown) => boolean) =>
  vectors.filter((vector) => wanted(codeOf(vector))).map((vector) => [vector.name, vector] as const);

/** As a service would that has no kit: the key is that of the certificate, whoever issued it. */
async function verify({ token, settings, now }: VectorOf<'token'>) {
  const { x5c = [] } = decodeProtectedHeader(String(token));
  const key = await importX509(`-----BEGIN CERTIFICATE-----\n${x5c[0]}\n-----END CERTIFICATE-----`, 'RS256');
  return await jwtVerify(String(token), key, {
    algorithms: ['RS256'],
    typ: 'jpki-auth+jwt',
    audience: settings.origin,
    currentDate: new Date(now),
  });
}

describe('what passes here', () => {
  it.each(named((code) => code === 'ok'))(
    '%s: jose verifies it and reads the same claims',
    async (_name, vector) => {
      const { payload } = await verify(vector);
      expect(payload.aud).toBe(vector.settings.origin);
      expect(Object.keys(payload).toSorted()).toEqual(['aud', 'iat', 'nonce']);
    },
  );
});

describe('what has a bad signature here', () => {
  it.each(named((code) => code === 'signature-invalid'))('%s', async (_name, vector) => {
    await expect(verify(vector)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
  });
});

describe('what is for another site', () => {
  it.each(named((code) => code === 'audience-mismatch'))('%s', async (_name, vector) => {
    await expect(verify(vector)).rejects.toMatchObject({
      code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
      claim: 'aud',
    });
  });
});

describe('what is wrong elsewhere has a good signature', () => {
  const codes = [
    'nonce-unknown',
    'nonce-used',
    'certificate-policy',
    'certificate-expired',
    'certificate-is-ca',
  ];
  const cases = named((code) => codes.includes(String(code)));
  it.each(cases.filter(([name]) => !name.includes('/order-')))(
    '%s: the kit checks more',
    async (_name, vector) => {
      await expect(verify(vector)).resolves.toMatchObject({ payload: { aud: vector.settings.origin } });
    },
  );
});
