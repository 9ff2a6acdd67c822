/** Files signed by people of the simulator's test PKI, and `kazasu verify` in this process. */
import { createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { prepareCades } from '../../signatures/cades/prepare-cades.ts';
import { prepareJws } from '../../signatures/jws/prepare-jws.ts';
import { signPdf } from '../../signatures/pades/testing/sign-pdf.ts';
import { joinParts, signPrepared, testDocument } from '../../signatures/testing/signed-parts.ts';
import type { TestSigner } from '../../signatures/testing/test-signer.ts';
import { OpensslTsa } from '../../signatures/timestamp/testing/openssl-tsa.ts';
import { timestampRequest } from '../../signatures/timestamp/timestamp-request.ts';
import { readTimestampResponse } from '../../signatures/timestamp/timestamp-response.ts';
import { prepareXades } from '../../signatures/xades/prepare-xades.ts';
import { createTestPki } from '../simulator/pki/create-test-pki.ts';
import { issueRevocationList } from '../simulator/pki/revocation-list.ts';
import type { CredentialsName } from '../simulator/pki/test-pki.ts';
import { runVerifyCommand } from './command.ts';

export const directory = mkdtempSync(join(tmpdir(), 'kazasu-verify-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const pki = await createTestPki(new Date());
export const TEXT = toUtf8('転入届\n');
export const XML = toUtf8('<?xml version="1.0"?><notice><to>市長</to></notice>');

export function write(name: string, content: Uint8Array | string): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}

/** The test authorities, as `kazasu simulate ca` prints them. */
export const CA = write('ca.pem', pki.authorities.digitalSignature);
export const LOGIN_CA = write('login-ca.pem', pki.authorities.userAuthentication);

/** Of no simulated card by its name, and none that this version knows. */
export const NEXT_CA = write('next-ca.der', ofNextGeneration(pki.authorities.digitalSignature));

export function fingerprintOf(file: string): string {
  return new X509Certificate(readFileSync(file)).fingerprint256.replaceAll(':', '');
}

/** The certificate with other names of the same length, signed again by the test authority: RSA, 256 bytes at the end. */
function ofNextGeneration(pem: string): Buffer {
  const der = new X509Certificate(pem).raw.toString('latin1').replaceAll('JPKI-TEST', 'JPKI-NEXT');
  const certificate = Buffer.from(der, 'latin1');
  // Both SEQUENCEs, of the certificate and of what is signed, have a length of two bytes: 30 82 LL LL.
  const signed = certificate.subarray(4, 8 + certificate.readUInt16BE(6));
  sign('sha256', signed, pki.authorityKeys.digitalSignature).copy(certificate, certificate.length - 256);
  return certificate;
}

/** `next` is taro with a certificate of the next generation. */
type SignerName = CredentialsName | 'next';

function signerOf(name: SignerName): TestSigner {
  const { certificate, privateKey } = pki.credentials[name === 'next' ? 'taro' : name].digitalSignature;
  return {
    name,
    privateKey: createPrivateKey(privateKey),
    publicKey: createPublicKey(privateKey),
    certificate: new Uint8Array(
      name === 'next' ? ofNextGeneration(certificate) : new X509Certificate(certificate).raw,
    ),
  };
}

type Packaging = 'enveloping' | 'detached';
const OPTIONS = { digestAlgorithm: 'SHA-256', timestamps: false } as const;

export async function signedCms(packaging: Packaging, by: SignerName = 'taro'): Promise<Uint8Array> {
  const prepared = await prepareCades(testDocument(TEXT, 'SHA-256'), { ...OPTIONS, packaging });
  const { parts } = await signPrepared(prepared, { signer: signerOf(by) });
  return joinParts(parts, TEXT);
}

/** With a time stamp of now. */
export async function stampedCms(): Promise<{ signed: Uint8Array; authority: Uint8Array }> {
  const tsa = await OpensslTsa.start();
  const stamp = async (signature: Uint8Array): Promise<Uint8Array> => {
    const request = timestampRequest(signature);
    return readTimestampResponse(await tsa.answer(request), request);
  };
  const options = { ...OPTIONS, timestamps: true, packaging: 'enveloping' } as const;
  const prepared = await prepareCades(testDocument(TEXT, 'SHA-256'), options);
  const { parts } = await signPrepared(prepared, { signer: signerOf('taro'), stamp });
  await tsa.stop();
  return { signed: joinParts(parts, TEXT), authority: tsa.signer.certificate };
}

/** What the test authority has revoked, DER. */
export function revocationList(): Uint8Array {
  return issueRevocationList('digitalSignature', pki, new Date());
}

export async function signedJws(packaging: Packaging): Promise<Uint8Array> {
  const prepared = await prepareJws(testDocument(TEXT, 'SHA-256'), { ...OPTIONS, packaging });
  const { parts } = await signPrepared(prepared, { signer: signerOf('taro') });
  return joinParts(parts, TEXT);
}

export async function signedXml(packaging: 'enveloped' | 'detached'): Promise<Uint8Array> {
  // Named 申請書, which a detached signature refers to.
  const document = testDocument(XML, 'SHA-256', 'application/xml');
  const prepared = await prepareXades(document, { ...OPTIONS, packaging });
  const { parts } = await signPrepared(prepared, { signer: signerOf('taro') });
  return joinParts(parts, XML);
}

/** @param by who signs, one after the other */
export async function signedPdf(...by: readonly CredentialsName[]): Promise<Uint8Array> {
  let pdf = toUtf8(PDF);
  for (const name of by) pdf = Uint8Array.from(await signPdf(pdf, { signer: signerOf(name) }));
  return pdf;
}

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function verify(args: readonly string[], language = 'C'): Promise<Run> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const status = await runVerifyCommand(args, {
    stdout: (line) => stdout.push(line),
    stderr: (line) => stderr.push(line),
    env: { LANG: language },
  });
  return { status, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

export async function json(args: readonly string[]): Promise<{ status: number; value: unknown }> {
  const { status, stdout } = await verify([...args, '--json']);
  return { status, value: JSON.parse(stdout) };
}

/** One empty page, with offsets that are right. */
const PDF = pdfOf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
]);

function pdfOf(objects: readonly string[]): string {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}
