/**
 * The other way round: OpenSSL, OpenSC and xmlsec1, which know nothing of Kazasu, sign with the simulated card's key and
 * certificate, and `kazasu verify` says who has signed. Debian: opensc, libengine-pkcs11-openssl, xmlsec1.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../e2e/harness/run-program.ts';
import { SIMULATED_PASSWORD } from '../e2e/harness/simulated-pin.ts';
import { loadTestPki } from '../host/simulator/state/pki-store.ts';
import { simulatorFolder } from '../host/simulator/state/state-file.ts';
import { type BuiltHost, buildHost } from '../host/testing/host-process.ts';
import { startPrivatePcscd } from '../host/testing/private-pcscd.ts';

const pcscd = await startPrivatePcscd();
const folder = mkdtempSync(join(tmpdir(), 'kazasu-others-'));
const file = (name: string): string => join(folder, name);
const env = {
  ...process.env,
  ...pcscd.env,
  XDG_STATE_HOME: folder,
  LANG: 'C',
  OPENSC_CONF: file('opensc.conf'),
  PKCS11_MODULE_PATH: 'opensc-pkcs11.so',
};
/** RFC 7512: the second of the slots that OpenSC shows, because each PIN has one of its own. */
const KEY = `pkcs11:token=JPKI%20(Digital%20Signature%20PIN);id=%02;type=private;pin-value=${SIMULATED_PASSWORD}`;
const DOCUMENT = 'signed by others\n';
const XADES = 'http://uri.etsi.org/01903/v1.3.2#';

let built: BuiltHost;
let simulator: ChildProcessWithoutNullStreams;
let certificate: X509Certificate;
beforeAll(async () => {
  // OpenSC asks for the password once more at each signature, as the key's attributes say, which OpenSSL has no way to answer.
  const framework = 'framework pkcs15 { use_pin_caching = true; pin_cache_ignore_user_consent = true; }';
  writeFileSync(env.OPENSC_CONF, `app default { card_drivers = jpki; ${framework} }\n`);
  built = await buildHost({ pcsc: true });
  const args = ['simulate', '--vpcd', `127.0.0.1:${pcscd.vpcdPort}`, '--scenario', 'normal'];
  simulator = spawn(process.execPath, [built.script, ...args], { env });
  await once(simulator.stdout, 'data');
  const pki = await loadTestPki(simulatorFolder(env));
  const { digitalSignature } = pki.credentials.taro;
  certificate = new X509Certificate(digitalSignature.certificate);
  writeFileSync(file('ca.pem'), pki.authorities.digitalSignature);
  writeFileSync(file('certificate.pem'), digitalSignature.certificate);
  writeFileSync(file('key.pem'), digitalSignature.privateKey);
  writeFileSync(file('document'), DOCUMENT);
});
afterAll(async () => {
  const ended = once(simulator, 'close');
  simulator.kill();
  await ended;
  await pcscd.stop();
  await built.remove();
  rmSync(folder, { recursive: true });
});

it('CMS by OpenSSL, with the key in the card behind OpenSC', async () => {
  await run(
    'openssl',
    ...['cms', '-sign', '-binary', '-cades', '-md', 'sha256', '-outform', 'DER'],
    ...['-engine', 'pkcs11', '-keyform', 'engine', '-inkey', KEY],
    ...['-signer', file('certificate.pem'), '-in', file('document'), '-out', file('document.p7s')],
  );
  await expectSigned('cms', 'document.p7s', '--document', file('document'));
});

it('a JWS whose signature OpenSC has made in the card', async () => {
  const header = { alg: 'RS256', x5c: [certificate.raw.toString('base64')] };
  const signingInput = [JSON.stringify(header), DOCUMENT].map((part) =>
    Buffer.from(part).toString('base64url'),
  );
  writeFileSync(file('input'), signingInput.join('.'));
  await run(
    'pkcs11-tool',
    ...['--slot-index', '1', '--login', '--pin', SIMULATED_PASSWORD, '--id', '02'],
    ...[
      '--sign',
      '--mechanism',
      'SHA256-RSA-PKCS',
      '--input-file',
      file('input'),
      '--output-file',
      file('raw'),
    ],
  );
  const signature = readFileSync(file('raw')).toString('base64url');
  writeFileSync(file('document.jws'), [...signingInput, signature].join('.'));
  await expectSigned('jws', 'document.jws');
});

// With the key in a file: what xmlsec1 1.2 gets from an engine of OpenSSL 3 it takes for a public key.
it('XML by xmlsec1, with the key that is in the card', async () => {
  writeFileSync(file('template.xml'), xadesTemplate());
  await run(
    'xmlsec1',
    ...['--sign', '--id-attr:Id', `${XADES}:SignedProperties`],
    ...['--privkey-pem', `${file('key.pem')},${file('certificate.pem')}`],
    ...['--output', file('notice.xml'), file('template.xml')],
  );
  await expectSigned('xml', 'notice.xml');
});

async function run(command: string, ...args: readonly string[]): Promise<void> {
  const { status, output } = await runProgram(env, command, ...args);
  expect(status, output).toBe(0);
}

async function expectSigned(format: string, signed: string, ...options: readonly string[]): Promise<void> {
  const args = [built.script, 'verify', '--json', '--test-ca', file('ca.pem'), file(signed), ...options];
  const { status, stdout } = await runProgram(env, process.execPath, ...args);
  expect(JSON.parse(stdout)).toMatchObject({
    files: [{ format, ok: true, signatures: [{ ok: true, name: '山田　太郎', simulated: true }] }],
  });
  expect(status).toBe(0);
}

/** XAdES as a form to be filled in: digests, signature and certificate are left empty. */
function xadesTemplate(): string {
  const xmlenc = 'http://www.w3.org/2001/04/xmlenc#sha256';
  const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
  const reference = (attributes: string, transforms: readonly string[]): string =>
    `<ds:Reference ${attributes}><ds:Transforms>${transforms.map((each) => `<ds:Transform Algorithm="${each}"/>`).join('')}</ds:Transforms><ds:DigestMethod Algorithm="${xmlenc}"/><ds:DigestValue/></ds:Reference>`;
  const digest = createHash('sha256').update(certificate.raw).digest('base64');
  return `<?xml version="1.0" encoding="UTF-8"?>
<notice><to>市長</to>
<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="signature">
<ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="${c14n}"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
${reference('URI=""', [enveloped, c14n])}
${reference('Type="http://uri.etsi.org/01903#SignedProperties" URI="#signed"', [c14n])}
</ds:SignedInfo>
<ds:SignatureValue/>
<ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo>
<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES}" Target="#signature"><xades:SignedProperties Id="signed"><xades:SignedSignatureProperties>
<xades:SigningTime>2026-11-22T01:02:03Z</xades:SigningTime>
<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${xmlenc}"/><ds:DigestValue>${digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>
</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>
</ds:Signature></notice>
`;
}
