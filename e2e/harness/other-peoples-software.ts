/** What the recipients of signed documents have: each says by its exit status whether it accepts a signature. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** A folder of its own, with the authority's certificate in it, in which the programs run. */
export class Recipient {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param authority of the signature certificates, in PEM */
  static async trusting(authority: string): Promise<Recipient> {
    const recipient = new Recipient(await mkdtemp(join(tmpdir(), 'kazasu-recipient-')));
    await recipient.receive('ca.pem', authority);
    return recipient;
  }

  async receive(name: string, content: Uint8Array | string): Promise<void> {
    await writeFile(join(this.#folder, name), content);
  }

  /** poppler. @returns how many signatures the file has; all of them are valid, and the last one is on all of it */
  async pdfSignatures(name: string): Promise<number> {
    const { output } = await this.#run('pdfsig', '-nocert', name);
    const signatures = output.split(/^Signature #\d+:$/mu).slice(1);
    const isValid = signatures.every((text) => text.includes('Signature Validation: Signature is Valid.'));
    const isTotal = signatures.at(-1)?.includes('- Total document signed') === true;
    if (!isValid || !isTotal) throw new Error(output);
    return signatures.length;
  }

  /** OpenSSL. @returns the content */
  async cmsContent(name: string, detached?: string): Promise<string> {
    const content = detached === undefined ? [] : ['-content', detached];
    const args = ['-verify', '-binary', '-inform', 'DER', '-in', name, ...content];
    return await this.#accepted('openssl', 'cms', ...args, '-CAfile', 'ca.pem', '-purpose', 'any');
  }

  /** XML Security Library. */
  async acceptsXml(name: string): Promise<boolean> {
    const properties = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
    const keys = ['--trusted-pem', 'ca.pem', '--enabled-key-data', 'x509'];
    const { status, output } = await this.#run('xmlsec1', '--verify', ...properties, ...keys, name);
    if (status !== 0) throw new Error(output);
    return true;
  }

  /** OpenSSL, by the public key of a certificate in DER. */
  async acceptsBareSignature(name: string, certificate: string, content: string): Promise<boolean> {
    const key = await this.#accepted(
      'openssl',
      'x509',
      '-inform',
      'DER',
      '-in',
      certificate,
      '-pubkey',
      '-noout',
    );
    await this.receive('key.pem', key);
    await this.#accepted('openssl', 'dgst', '-sha512', '-verify', 'key.pem', '-signature', name, content);
    return true;
  }

  async leave(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }

  async #accepted(command: string, ...args: readonly string[]): Promise<string> {
    const { status, stdout, output } = await this.#run(command, ...args);
    if (status !== 0) throw new Error(output);
    return stdout;
  }

  /** In the folder: some of them read names in files as paths. */
  #run(command: string, ...args: readonly string[]): ReturnType<typeof runProgram> {
    return runProgram({ ...process.env, LC_ALL: 'C.UTF-8' }, 'env', '-C', this.#folder, command, ...args);
  }
}
