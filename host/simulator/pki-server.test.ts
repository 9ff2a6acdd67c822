/** OpenSSL as the client of the test PKI, and what else may come over HTTP. */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateKind } from './pki/distinguished-name.ts';
import type { CredentialsName } from './pki/test-pki.ts';
import { type PkiUrls, servePki } from './pki-server.ts';
import { loadTestPki } from './state/pki-store.ts';
import { makeFolderWithPki } from './state/temporary-state.fixture.ts';

const run = promisify(execFile);
const KINDS = ['userAuthentication', 'digitalSignature'] as const;
const ending = new AbortController();
let folder: string;
let urls: PkiUrls;
let end: Promise<void>;

beforeAll(async () => {
  folder = await makeFolderWithPki();
  const pki = await loadTestPki(folder);
  for (const kind of KINDS) {
    writeFileSync(join(folder, `${kind}-ca.pem`), pki.authorities[kind]);
    for (const name of ['taro', 'revoked'] as const) {
      writeFileSync(join(folder, `${kind}-${name}.pem`), pki.credentials[name][kind].certificate);
    }
  }
  urls = await new Promise((resolve) => {
    end = servePki({ port: 0, folder, onListening: resolve, signal: ending.signal });
  });
});
afterAll(async () => {
  ending.abort();
  await end;
});

/** What it says, also when it is not content. */
async function openssl(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run('openssl', args, { cwd: folder }).catch(
    // What execFile rejects with.
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  return stdout + stderr;
}

async function downloadList(kind: CertificateKind): Promise<string> {
  const response = await fetch(urls.crl[kind]);
  expect(response.headers.get('content-type')).toBe('application/pkix-crl');
  const name = `${kind}.crl`;
  writeFileSync(join(folder, name), Buffer.from(await response.arrayBuffer()));
  await openssl('crl', '-inform', 'DER', '-in', name, '-out', `${name}.pem`);
  return name;
}

describe.each(KINDS)('the revocation list, %s', (kind) => {
  it('is verified by openssl crl', async () => {
    const name = await downloadList(kind);
    const verify = ['-verify', '-CAfile', `${kind}-ca.pem`, '-noout', '-text'];
    const text = await openssl('crl', '-inform', 'DER', '-in', name, ...verify);
    expect(text).toContain('verify OK');
    expect(text).toContain('Version 2');
    expect(text).toMatch(/X509v3 Issuing Distribution Point: critical\s+Full Name:\s+DirName:.*CRLDP/u);
    expect(text.match(/Serial Number: [0-9A-F]{8}\n/gu)).toHaveLength(1);
  });

  it.each([
    ['taro', /: OK\n$/u],
    ['revoked', /certificate revoked/u],
  ])('openssl verify with it, %s', async (name, says) => {
    const list = await downloadList(kind);
    const check = ['-x509_strict', '-crl_check', '-extended_crl', '-CAfile', `${kind}-ca.pem`];
    const said = openssl('verify', ...check, '-CRLfile', `${list}.pem`, `${kind}-${name}.pem`);
    expect(await said).toMatch(says);
  });
});

describe.each(KINDS)('the OCSP responder, %s', (kind) => {
  const asked = (...args: readonly string[]) =>
    openssl('ocsp', '-CAfile', `${kind}-ca.pem`, '-issuer', `${kind}-ca.pem`, ...args, '-url', urls.ocsp);

  it.each([[[]], [['-sha256']], [['-no_nonce']]])('answers openssl ocsp %j', async (options) => {
    const said = await asked(...options, '-cert', `${kind}-taro.pem`, '-cert', `${kind}-revoked.pem`);
    expect(said).toContain('Response verify OK');
    expect(said).toContain(`${kind}-taro.pem: good`);
    expect(said).toContain(`${kind}-revoked.pem: revoked`);
    expect(said).not.toContain('WARNING');
  });

  it('knows no certificate that was never issued', async () => {
    expect(await asked('-serial', '0x12345678')).toContain('0x12345678: unknown');
  });

  it('says that it does not answer for another authority', async () => {
    const other = KINDS.find((each) => each !== kind) ?? kind;
    const said = asked(
      '-issuer',
      `${other}-ca.pem`,
      '-cert',
      `${other}-taro.pem`,
      '-cert',
      `${kind}-taro.pem`,
    );
    expect(await said).toMatch(/unauthorized/u);
  });
});

describe('over HTTP', () => {
  const post = (body: Uint8Array<ArrayBuffer>) => fetch(urls.ocsp, { method: 'POST', body });

  it.each([
    ['nothing', Uint8Array.of()],
    ['no DER', Uint8Array.of(0x30, 0x80)],
    ['something else', Uint8Array.of(0x30, 0x02, 0x05, 0x00)],
    ['asks about nothing', Uint8Array.of(0x30, 0x04, 0x30, 0x02, 0x30, 0x00)],
  ])('a request that is malformed, %s', async (_name, body) => {
    const response = await post(body);
    expect(Buffer.from(await response.arrayBuffer()).toString('hex')).toBe('30030a0101');
  });

  it('a request that is too long', async () => {
    expect((await post(new Uint8Array(16 * 1024 + 1))).status).toBe(500);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/ocsp'],
    ['POST', '/user-authentication.crl'],
    ['GET', '/pki.json'],
    ['GET', '/toString'],
  ])('%s %s is not there', async (method, path) => {
    expect((await fetch(new URL(path, urls.ocsp), { method })).status).toBe(404);
  });

  it('nobody is heard who comes by another address than the loopback one', async () => {
    // Linux hears 127.0.0.2 on every socket that is bound to all addresses.
    const other = urls.ocsp.replace('127.0.0.1', '127.0.0.2');
    await expect(fetch(other)).rejects.toThrow('fetch failed');
  });

  it('what is revoked meanwhile is revoked', async () => {
    const path = join(folder, 'pki.json');
    const before = readFileSync(path, 'utf8');
    const pki = await loadTestPki(folder);
    const serial = (name: CredentialsName) =>
      new X509Certificate(pki.credentials[name].userAuthentication.certificate).serialNumber;
    const revokedSerialNumbers = { ...pki.revokedSerialNumbers, userAuthentication: [serial('taro')] };
    writeFileSync(path, JSON.stringify({ ...pki, revokedSerialNumbers }));
    const authority = ['-CAfile', 'userAuthentication-ca.pem', '-issuer', 'userAuthentication-ca.pem'];
    const said = await openssl(
      'ocsp',
      ...authority,
      '-cert',
      'userAuthentication-taro.pem',
      '-url',
      urls.ocsp,
    );
    expect(said).toContain('userAuthentication-taro.pem: revoked');
    writeFileSync(path, '{');
    expect((await fetch(urls.crl.userAuthentication)).status).toBe(500);
    writeFileSync(path, before);
    expect((await fetch(urls.crl.userAuthentication)).status).toBe(200);
  });
});
