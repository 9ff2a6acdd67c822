/** A time-stamp authority for tests: `openssl ts -reply` (RFC 3161), with no network between. */
import { Openssl } from '../../testing/openssl.ts';
import {
  extendedKeyUsage,
  makeTestSigner,
  type TestExtension,
  type TestSigner,
  type TestSignerSettings,
} from '../../testing/test-signer.ts';

export interface OpensslTsaSettings {
  /** Of its certificate: critical, and for time-stamping alone, by default. */
  readonly extensions?: readonly TestExtension[];
  readonly keys?: TestSignerSettings['keys'];
  readonly issuer?: TestSigner;
  /** By which it signs: `sha256` by default. */
  readonly digest?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** By which it names its certificate: `sha256` by default. */
  readonly certificateDigest?: 'sha1' | 'sha256' | 'sha512';
}

export class OpensslTsa {
  readonly signer: TestSigner;
  readonly #openssl: Openssl;
  /** One answer after the other, as they share the file with the serial number. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(signer: TestSigner, openssl: Openssl) {
    this.signer = signer;
    this.#openssl = openssl;
  }

  static async start(settings: OpensslTsaSettings = {}): Promise<OpensslTsa> {
    const { keys, issuer, extensions = [extendedKeyUsage(true, TIME_STAMPING)] } = settings;
    const signer = makeTestSigner('試験タイムスタンプ局', {
      extensions,
      ...(keys && { keys }),
      ...(issuer && { issuer }),
    });
    const openssl = await Openssl.start();
    await openssl.writeSigner('tsa', signer);
    await openssl.write('serial', '01');
    await openssl.write('tsa.cnf', configuration(settings));
    return new OpensslTsa(signer, openssl);
  }

  /** TimeStampResp, DER; one that refuses is an answer, too. */
  answer(request: Uint8Array): Promise<Uint8Array> {
    const answer = this.#last.then(() => this.#answer(request));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #answer(request: Uint8Array): Promise<Uint8Array> {
    await this.#openssl.write('request', request);
    await this.#openssl.run(
      ...['ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa', '-queryfile', 'request'],
      ...['-out', 'response'],
    );
    return this.#openssl.read('response');
  }

  async stop(): Promise<void> {
    await this.#openssl.stop();
  }
}

/** RFC 3161 section 2.3 */
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

const configuration = ({ digest = 'sha256', certificateDigest = 'sha256' }: OpensslTsaSettings): string => `
[tsa]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = ${digest}
default_policy = 1.2.392.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
clock_precision_digits = 3
ess_cert_id_alg = ${certificateDigest}
ordering = yes
tsa_name = yes
`;
