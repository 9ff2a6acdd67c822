/** The judge that has Web Crypto verify says of each conformance vector what the one that has OpenSSL verify says. */
import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { judgeCertificate } from '../../../signatures/x509/judge-certificate.ts';
import { readVectors } from '../vectors/vector.ts';

const vectors = [...readVectors().values()]
  .filter((vector) => vector.what === 'signature-certificate')
  // Whom to ask about revocation, and how large a certificate may be, is the service's business.
  .filter(({ name, settings }) => !settings.revocationLists && !/revocation|oversize/u.test(name));

const COMMON = new Set(['ok', 'code', 'holder', 'simulated']);

it('there are many', () => {
  expect(vectors.length).toBeGreaterThan(100);
});

it.each(vectors)('$name', async ({ certificate, settings, now, expected }) => {
  const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  const verdict = await judgeCertificate(
    octets(certificate),
    {
      authorities: settings.trustAnchors.map((anchor) => new X509Certificate(anchor.certificate).raw),
      testAuthorities: settings.testTrustAnchors.map((anchor) => new X509Certificate(anchor).raw),
      recognised: new Set(settings.trustAnchors.map(({ sha256 }) => sha256)),
    },
    { now: new Date(now), skewMs: settings.validitySkewSeconds * 1000 },
  );
  const facts = Object.entries(expected).filter(([name]) => COMMON.has(name));
  expect(verdict).toMatchObject(Object.fromEntries(facts));
});

it('an authority that nobody recognises has issued nothing', async () => {
  const [vector] = vectors.filter(({ name }) => name === 'signature-certificate/valid');
  const authorities = vector?.settings.trustAnchors.map(
    (anchor) => new X509Certificate(anchor.certificate).raw,
  );
  const der = new Uint8Array(Buffer.from(vector?.certificate ?? '', 'base64'));
  const moment = { now: new Date(vector?.now ?? ''), skewMs: 0 };
  for (const testAuthorities of [[], authorities ?? []]) {
    expect(await judgeCertificate(der, { authorities: authorities ?? [], testAuthorities }, moment)).toEqual({
      ok: false,
      code: 'certificate-issuer-unknown',
    });
  }
});
