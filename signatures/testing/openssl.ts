/** OpenSSL's command line, as a peer in the tests of signatures. Debian package `openssl`. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type TestSigner, toPem } from './test-signer.ts';

const run = promisify(execFile);

/** A directory of its own, in which the commands run. */
export class Openssl {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async start(): Promise<Openssl> {
    return new Openssl(await mkdtemp(join(tmpdir(), 'kazasu-openssl-')));
  }

  /** @throws Error with what OpenSSL said, when it fails */
  async run(...args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await run('openssl', args, { cwd: this.#directory });
    return stdout + stderr;
  }

  async write(name: string, content: Uint8Array | string): Promise<void> {
    await writeFile(join(this.#directory, name), content);
  }

  async read(name: string): Promise<Uint8Array> {
    return Uint8Array.from(await readFile(join(this.#directory, name)));
  }

  /** As `NAME.pem` and `NAME.key`. */
  async writeSigner(name: string, { certificate, privateKey }: TestSigner): Promise<void> {
    await this.write(`${name}.pem`, toPem('CERTIFICATE', certificate));
    await this.write(`${name}.key`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }

  async stop(): Promise<void> {
    await rm(this.#directory, { recursive: true });
  }
}
