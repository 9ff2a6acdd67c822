import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPki } from './create-test-pki.ts';
import type { CertificateKind } from './distinguished-name.ts';
import { type CredentialsName, type TestPki, testPkiSchema } from './test-pki.ts';

const run = promisify(execFile);
const KINDS = ['userAuthentication', 'digitalSignature'] as const;
const NOW = new Date();

let pki: TestPki;
let folder: string;
beforeAll(async () => {
  pki = await createTestPki(NOW);
  folder = await mkdtemp(join(tmpdir(), 'kazasu-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const holderPem = (name: CredentialsName, kind: CertificateKind) => pki.credentials[name][kind].certificate;

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** What `openssl x509 -text` says, one line each. */
async function opensslText(pem: string): Promise<string[]> {
  const path = await fileOf('printed.pem', pem);
  const { stdout } = await run('openssl', ['x509', '-in', path, '-noout', '-text', '-nameopt', 'utf8']);
  return stdout.split('\n').map((line) => line.trim());
}

it('is what the state file may hold', () => {
  expect(v.parse(testPkiSchema, JSON.parse(JSON.stringify(pki)))).toEqual(pki);
});

/** What both kinds have in common with the real ones, by kind. */
const NAMES = {
  userAuthentication: { unit: 'JPKI for user authentication', japanese: '公的個人認証サービス利用者証明用' },
  digitalSignature: { unit: 'JPKI for digital signature', japanese: '公的個人認証サービス署名用' },
} as const;

const authorityName = (kind: CertificateKind) =>
  `C=JP, O=JPKI-TEST, OU=${NAMES[kind].unit}, OU=Japan Agency for Local Authority Information Systems`;

describe('as openssl prints them', () => {
  it.each([
    ...KINDS.map((kind) => ({
      name: `authority, ${kind}`,
      kind,
      pem: () => pki.authorities[kind],
      subject: authorityName(kind),
      extensions: [
        'X509v3 Key Usage: critical',
        'X509v3 Subject Alternative Name:',
        'X509v3 Basic Constraints: critical',
        'X509v3 CRL Distribution Points:',
        'X509v3 Subject Key Identifier:',
      ],
      lines: ['Certificate Sign, CRL Sign', 'CA:TRUE'],
    })),
    {
      name: 'user-authentication certificate',
      kind: 'userAuthentication' as const,
      pem: () => holderPem('taro', 'userAuthentication'),
      subject: 'C=JP, CN=000000T0TESTAA99999000A',
      extensions: [
        'X509v3 Key Usage: critical',
        'X509v3 Extended Key Usage:',
        'X509v3 Certificate Policies: critical',
        'X509v3 Issuer Alternative Name:',
        'X509v3 CRL Distribution Points:',
        'Authority Information Access:',
        'X509v3 Authority Key Identifier:',
        'X509v3 Subject Key Identifier:',
      ],
      lines: [
        'Digital Signature',
        'TLS Web Client Authentication',
        'Policy: 1.2.392.200149.8.5.1.3.30',
        'CPS: http://www.jpki.go.jp/cps.html',
        'OCSP - URI:http://ocspauthnorm.jpki-test.invalid',
      ],
    },
    {
      name: 'signature certificate',
      kind: 'digitalSignature' as const,
      pem: () => holderPem('hanako', 'digitalSignature'),
      subject: 'C=JP, L=Kakuu-ken, L=Mihon-shi, CN=<time>TESTBB99999',
      extensions: [
        'X509v3 Key Usage: critical',
        'X509v3 Subject Alternative Name:',
        'X509v3 Certificate Policies: critical',
        'X509v3 Issuer Alternative Name:',
        'X509v3 CRL Distribution Points:',
        'X509v3 Authority Key Identifier:',
        'X509v3 Subject Key Identifier:',
      ],
      lines: ['Digital Signature, Non Repudiation', 'Policy: 1.2.392.200149.8.5.1.1.20'],
    },
  ])('$name', async ({ kind, pem, subject, extensions, lines }) => {
    const text = await opensslText(pem());
    const printed = text.map((line) => line.replace(/CN=[0-9]{14}(?=TEST)/u, 'CN=<time>'));
    expect(text.filter((line) => /^(?:X509v3 (?!ext)|Authority Info).*:(?: critical)?$/u.test(line))).toEqual(
      extensions,
    );
    expect(printed).toEqual(expect.arrayContaining(lines));
    expect(printed).toContain(`Issuer: ${authorityName(kind)}`);
    expect(printed).toContain(`Subject: ${subject}`);
    expect(new X509Certificate(pem()).raw.includes(NAMES[kind].japanese)).toBe(true);
  });

  it('the holder stands in the signature certificate alone', () => {
    const { raw } = new X509Certificate(holderPem('taro', 'digitalSignature'));
    for (const text of ['山田　太郎', '319800102', '架空県見本市試験町一丁目２番３号', '0'.repeat(16)]) {
      expect(raw.includes(text)).toBe(true);
    }
    const authentication = new X509Certificate(holderPem('taro', 'userAuthentication'));
    expect(authentication.raw.includes('山田')).toBe(false);
    expect(authentication.subjectAltName).toBeUndefined();
  });
});

describe.each(KINDS)('openssl verify, %s', (kind) => {
  const verify = async (name: CredentialsName, authority: CertificateKind) => {
    const anchor = await fileOf(`${kind}-ca.pem`, pki.authorities[authority]);
    const leaf = await fileOf(`${kind}-${name}.pem`, holderPem(name, kind));
    return run('openssl', ['verify', '-x509_strict', '-CAfile', anchor, leaf]);
  };
  const other = kind === 'userAuthentication' ? 'digitalSignature' : 'userAuthentication';

  it.each(['taro', 'hanako', 'revoked', 'wrong-key'] as const)('accepts %s', async (name) => {
    expect((await verify(name, kind)).stdout).toMatch(/: OK\n$/u);
  });

  it.each([
    { name: 'expired', authority: kind, says: /certificate has expired/u },
    { name: 'not-yet-valid', authority: kind, says: /certificate is not yet valid/u },
    { name: 'taro', authority: other, says: /unable to get local issuer certificate/u },
  ] as const)('refuses $name under the authority for $authority', async ({ name, authority, says }) => {
    await expect(verify(name, authority)).rejects.toThrow(says);
  });
});

describe.each(KINDS)('the OCSP responder, %s', (kind) => {
  it('is certified for nothing else, and not to be asked about itself', async () => {
    const { certificate, privateKey } = pki.responders[kind];
    const text = await opensslText(certificate);
    expect(text).toEqual(expect.arrayContaining(['OCSP Signing', 'Digital Signature', 'OCSP No Check:']));
    expect(text).toContain(`Issuer: ${authorityName(kind)}`);
    const authority = new X509Certificate(pki.authorities[kind]);
    expect(new X509Certificate(certificate).verify(authority.publicKey)).toBe(true);
    expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
    expect(authority.checkPrivateKey(createPrivateKey(pki.authorityKeys[kind]))).toBe(true);
  });
});

describe.each(KINDS)('the parts fit together, %s', (kind) => {
  it('authority and certificate', () => {
    const authority = new X509Certificate(pki.authorities[kind]);
    const certificate = new X509Certificate(holderPem('taro', kind));
    expect(authority.checkIssued(authority)).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(certificate.checkIssued(authority)).toBe(true);
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.issuer).toBe(authority.subject);
    expect(certificate.infoAccess ?? '').not.toMatch(/jpki\.go\.jp/u);
  });

  it.each([
    { name: 'taro', fits: true },
    { name: 'hanako', fits: true },
    { name: 'expired', fits: true },
    { name: 'not-yet-valid', fits: true },
    { name: 'revoked', fits: true },
    { name: 'wrong-key', fits: false },
  ] as const)('certificate and key of $name: $fits', ({ name, fits }) => {
    const { certificate, privateKey } = pki.credentials[name][kind];
    expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))).toBe(fits);
  });

  it('each certificate has a serial number of its own, of four bytes', () => {
    const serials = Object.values(pki.credentials).map(
      (credentials) => new X509Certificate(credentials[kind].certificate).serialNumber,
    );
    expect(new Set(serials).size).toBe(serials.length);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{7}$/u);
  });

  it('the key identifier of the authority is the one that its certificates name', async () => {
    const identifier = async (pem: string, header: string) => {
      const path = await fileOf(`${kind}-identifier.pem`, pem);
      const { stdout } = await run('openssl', ['x509', '-in', path, '-noout', '-ext', header]);
      return /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/u.exec(stdout)?.[0];
    };
    const ofAuthority = await identifier(pki.authorities[kind], 'subjectKeyIdentifier');
    expect(ofAuthority).toBeDefined();
    expect(await identifier(holderPem('taro', kind), 'authorityKeyIdentifier')).toBe(ofAuthority);
  });
});

it("a user-authentication certificate is as long as real ones, and an authority's nearly", () => {
  const lengths = Object.values(pki.credentials).map(
    ({ userAuthentication }) => new X509Certificate(userAuthentication.certificate).raw.length,
  );
  for (const length of lengths) expect(length >= 1500 && length <= 1600).toBe(true);
  for (const pem of Object.values(pki.authorities)) {
    const { length } = new X509Certificate(pem).raw;
    expect(length >= 1300 && length <= 1340).toBe(true);
  }
});

it('the revoked serial numbers are those of the revoked certificates, and of no others', () => {
  const serial = (name: CredentialsName, kind: CertificateKind) =>
    new X509Certificate(holderPem(name, kind)).serialNumber;
  for (const kind of KINDS) {
    expect(pki.revokedSerialNumbers[kind]).toEqual([serial('revoked', kind)]);
    expect(pki.revokedSerialNumbers[kind]).not.toContain(serial('taro', kind));
  }
});

it('the common name of a user-authentication certificate has the form of real ones', () => {
  const { subject } = new X509Certificate(holderPem('taro', 'userAuthentication'));
  expect(subject).toMatch(/^C=JP\nCN=[0-9]{6}[A-Z][0-9][A-Z]{6}[0-9]{8}A$/u);
});

it('names are in UTF-8, countries in PrintableString', async () => {
  const path = await fileOf('types.pem', holderPem('taro', 'digitalSignature'));
  const { stdout } = await run('openssl', [
    'x509',
    '-in',
    path,
    '-noout',
    '-subject',
    '-issuer',
    '-nameopt',
    'show_type,sep_multiline,utf8',
  ]);
  expect(stdout.match(/C=PRINTABLESTRING:JP/gu)).toHaveLength(2);
  expect(stdout.match(/(?:O|OU|L|CN)=UTF8STRING:/gu)).toHaveLength(6);
});
