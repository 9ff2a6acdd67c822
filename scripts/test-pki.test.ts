/** The kit accepts and refuses what the simulator's test PKI issues, as `kazasu simulate` gives it to testers. */
import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { createSignatureVerifier } from 'kazasu/verify';
import { createTestPki } from '../host/simulator/pki/create-test-pki.ts';
import type { CredentialsName, TestPki } from '../host/simulator/pki/test-pki.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki(new Date());
});

async function verify(name: CredentialsName, authority: keyof TestPki['authorities'] = 'digitalSignature') {
  const testTrustAnchors = [pki.authorities[authority], pki.authorities.digitalSignature];
  const verifier = createSignatureVerifier({ testTrustAnchors: [...new Set(testTrustAnchors)] });
  return verifier.verifySignatureCertificate(
    new X509Certificate(pki.credentials[name].digitalSignature.certificate).raw,
  );
}

it.each([
  ['taro', '山田　太郎', '昭和55年1月2日', 'male'],
  ['hanako', '山田　花子', '平成4年3月4日', 'female'],
] as const)('%s is who the simulator says', async (credentials, name, japanese, sex) => {
  expect(await verify(credentials)).toMatchObject({
    ok: true,
    simulated: true,
    certificate: { kind: 'digitalSignature' },
    holder: { name: { text: name, substitutes: [] }, birthDate: { japanese }, sex },
  });
});

it.each([
  ['expired', 'certificate-expired'],
  ['not-yet-valid', 'certificate-not-yet-valid'],
] as const)('%s: %s', async (credentials, code) => {
  expect(await verify(credentials)).toMatchObject({ ok: false, code });
});

it('the authorities for both kinds may stand side by side', async () => {
  expect(await verify('taro', 'userAuthentication')).toMatchObject({ ok: true });
});
