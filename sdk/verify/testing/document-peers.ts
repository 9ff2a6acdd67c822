/**
 * Other people's verifiers, asked about the conformance vectors: whether the signatures of a document are sound, whoever made
 * them. Debian packages `poppler-utils`, `openssl`, `xmlsec1`. Not published.
 */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compactVerify } from 'jose';
import { INTEGRITY_FAILURES } from '../../../signatures/signature-report.ts';
import { codeOf } from '../vectors/code-of.ts';
import type { DocumentFolder, VectorOf } from '../vectors/vector.ts';

const run = promisify(execFile);

/** `signed` and what is beside it as files in this folder. */
type Ask<What extends DocumentFolder> = (vector: VectorOf<What>, folder: string) => Promise<boolean>;

export const PEERS: {
  readonly [What in DocumentFolder]: { readonly name: string; readonly ask: Ask<What> };
} = {
  pdf: { name: 'pdfsig', ask: askPdfsig },
  cms: { name: 'openssl cms -verify', ask: askOpenssl },
  xml: { name: 'xmlsec1 --verify', ask: askXmlsec },
  jws: { name: 'jose', ask: askJose },
};

/** What this kit says about the same, leaving aside certificates and what was done afterwards. */
export function isSound(vector: VectorOf<DocumentFolder>): boolean {
  const code = String(codeOf(vector));
  return !Object.hasOwn(INTEGRITY_FAILURES, code) && !UNREADABLE.has(code);
}

const UNREADABLE = new Set(['document-malformed', 'document-missing', 'signature-missing']);

export function askPeer(vector: VectorOf<DocumentFolder>, folder: string): Promise<boolean> {
  switch (vector.what) {
    case 'pdf':
      return PEERS.pdf.ask(vector, folder);
    case 'cms':
      return PEERS.cms.ask(vector, folder);
    case 'xml':
      return PEERS.xml.ask(vector, folder);
    case 'jws':
      return PEERS.jws.ask(vector, folder);
  }
}

async function askPdfsig({ signed, name }: VectorOf<'pdf'>, folder: string): Promise<boolean> {
  const path = await write(folder, `${name.replace('/', '-')}.pdf`, signed);
  const { stdout } = await run('pdfsig', ['-nocert', path]).catch(() => ({ stdout: '' }));
  const verdicts = Array.from(stdout.matchAll(/Signature Validation: (.*)/gu), ([, verdict]) => verdict);
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'Signature is Valid.');
}

async function askOpenssl({ signed, name, document }: VectorOf<'cms'>, folder: string): Promise<boolean> {
  const path = await write(folder, `${name.replace('/', '-')}.p7s`, signed);
  const beside =
    document === undefined
      ? []
      : ['-content', await write(folder, `${name.replace('/', '-')}.txt`, document)];
  return succeeds('openssl', [
    ...['cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', path, '-out', '/dev/null'],
    ...beside,
  ]);
}

async function askXmlsec(
  { signed, name, documents = {} }: VectorOf<'xml'>,
  folder: string,
): Promise<boolean> {
  const path = await write(folder, `${name.replace('/', '-')}.xml`, signed);
  for (const [uri, document] of Object.entries(documents)) await write(folder, uri, document);
  const identifiers = ['--id-attr:Id', 'urn:example:form:申請'];
  return succeeds('xmlsec1', ['--verify', '--insecure', ...identifiers, path], folder);
}

/** With the key of the certificate in the header, as a service would take it. */
async function askJose({ signed, document }: VectorOf<'jws'>): Promise<boolean> {
  const [header = '', payload, signature = ''] = signed.split('.');
  try {
    const { x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { x5c: [string] };
    const { publicKey } = new X509Certificate(Buffer.from(x5c[0], 'base64'));
    const beside = document === undefined ? payload : Buffer.from(document, 'base64').toString('base64url');
    await compactVerify(`${header}.${payload === '' ? beside : payload}.${signature}`, publicKey);
    return true;
  } catch {
    return false;
  }
}

async function write(folder: string, name: string, base64: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, Buffer.from(base64, 'base64'));
  return path;
}

async function succeeds(program: string, args: readonly string[], cwd?: string): Promise<boolean> {
  try {
    await run(program, args, { cwd });
    return true;
  } catch {
    return false;
  }
}
