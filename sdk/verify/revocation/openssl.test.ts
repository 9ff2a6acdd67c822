/** OpenSSL makes the lists and the responses, and reads the requests. */
import { execFile } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWith, person } from '../testing/revocation-scene.ts';
import { authority } from '../testing/scene.ts';
import { keyPair, makeLeaf } from '../testing/test-pki.ts';
import { makeResponder } from '../testing/test-ocsp.ts';
import { createCrlChecker } from './crl/crl-checker.ts';
import { crlFile } from './crl/load-crl.ts';
import { createOcspChecker, type OcspCheckerSettings, type OcspFetch } from './ocsp/ocsp-checker.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'kazasu-test-'));
const file = (name: string) => join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`;
const keyPem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' });

const revokedPerson = makeLeaf(authority, { serialNumber: '0C0C0C0C' });
const strangerPerson = makeLeaf(authority, { serialNumber: '0D0D0D0D' });
/** Of `openssl ca`: status, end of validity, time and reason of revocation, serial number, file, name. */
const INDEX = [
  'V\t300101145959Z\t\t0A0B0C0D\tunknown\t/CN=valid',
  'R\t300101145959Z\t260520030405Z,keyCompromise\t0C0C0C0C\tunknown\t/CN=revoked',
  '',
].join('\n');
const CONFIGURATION = `
[ca]
default_ca = test
[test]
database = ${file('index.txt')}
crlnumber = ${file('crlnumber')}
default_md = sha256
crl_extensions = extensions
default_crl_days = 1
[extensions]
authorityKeyIdentifier = keyid:always
`;

beforeAll(async () => {
  await Promise.all([
    writeFile(file('ca.pem'), pem(authority.certificate)),
    writeFile(file('ca.key'), keyPem(authority.keys.privateKey)),
    writeFile(file('responder.pem'), pem(makeResponder())),
    writeFile(file('responder.key'), keyPem(keyPair('responder').privateKey)),
    writeFile(file('index.txt'), INDEX),
    writeFile(file('crlnumber'), '01\n'),
    writeFile(file('ca.conf'), CONFIGURATION),
  ]);
});

const revoked = { status: 'revoked', revokedAt: new Date('2026-05-20T03:04:05Z'), reason: 'keyCompromise' };
const now = () => new Date();

describe('openssl ca -gencrl', () => {
  const generate = async (...options: readonly string[]) => {
    const ca = [
      'ca',
      '-gencrl',
      '-config',
      'ca.conf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-out',
      'list.pem',
    ];
    await run('openssl', [...ca, ...options], { cwd: folder });
    await run('openssl', ['crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.crl'], { cwd: folder });
    return createCrlChecker({ lists: [crlFile(file('list.crl'))] });
  };

  it('makes lists that answer', async () => {
    const checker = await generate();
    expect(await checkWith(checker, { now: now() })).toMatchObject({ status: 'good', by: 'crl' });
    expect(await checkWith(checker, { now: now(), certificate: revokedPerson })).toEqual({
      ...revoked,
      by: 'crl',
    });
  });

  it('makes no list that is believed when it signs with SHA-1', async () => {
    const answer = await checkWith(await generate('-md', 'sha1'), { now: now() });
    expect(answer).toEqual({ status: 'unavailable', reason: 'crl-algorithm' });
  });
});

describe('openssl ocsp', () => {
  /** As a responder that reads the request from a file, because that needs no port. */
  const responding =
    (...options: readonly string[]): OcspFetch =>
    async (_url, { body }) => {
      await writeFile(file('request.der'), body);
      const responder = [
        '-index',
        'index.txt',
        '-CA',
        'ca.pem',
        '-rsigner',
        'responder.pem',
        '-rkey',
        'responder.key',
      ];
      const files = ['-reqin', 'request.der', '-respout', 'response.der'];
      await run('openssl', ['ocsp', ...responder, ...files, ...options], { cwd: folder });
      return new Response(Uint8Array.from(await readFile(file('response.der'))));
    };
  const checker = (settings: Partial<OcspCheckerSettings>, ...options: readonly string[]) =>
    createOcspChecker({ url: 'http://ocsp.example/', fetch: responding(...options), ...settings });

  it.each([
    ['SHA-256', 'sha256', []],
    ['SHA-1', 'sha1', []],
    ['SHA-256, until tomorrow', 'sha256', ['-ndays', '1']],
    ['SHA-256, named by its key', 'sha256', ['-resp_key_id']],
    ['SHA-256, by the issuer itself', 'sha256', ['-rsigner', 'ca.pem', '-rkey', 'ca.key']],
  ] as const)('answers about the certificate by %s', async (_name, certIdHash, options) => {
    const asked = checker({ certIdHash }, ...options);
    expect(await checkWith(asked, { now: now(), certificate: person })).toMatchObject({
      status: 'good',
      by: 'ocsp',
    });
    expect(await checkWith(asked, { now: now(), certificate: revokedPerson })).toEqual({
      ...revoked,
      by: 'ocsp',
    });
  });

  it.each([
    ['it does not know the certificate', [], 'ocsp-unknown'],
    ['it leaves its certificate out', ['-resp_no_certs'], 'ocsp-responder-unknown'],
    ['it signs with SHA-1', ['-rmd', 'sha1'], 'ocsp-algorithm'],
  ])('is not believed when %s', async (_name, options, reason) => {
    const asked = checker({}, ...options);
    const answer = await checkWith(asked, { now: now(), certificate: strangerPerson });
    expect(answer).toEqual({ status: 'unavailable', reason });
  });
});
