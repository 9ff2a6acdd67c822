import { Refusal } from './refusal.ts';
import {
  isSignatureCertificateFailureCode,
  type SignatureCertificateResult,
  toSignatureCertificateFailure,
} from './signature-certificate/signature-certificate-result.ts';
import { signerAnchors } from './signature-certificate/signer-anchors.ts';
import { verifySignatureCertificate } from './signature-certificate/verify-signature-certificate.ts';
import { readTrustSettings, type TrustSettings } from './trust-settings.ts';

/** As for log-ins, but with the authorities for digital signature among the anchors. */
export type SignatureVerifierSettings = TrustSettings;

export interface SignatureVerifier {
  /**
   * Verifies a person's signature certificate (署名用電子証明書) and reads who its holder is. Whatever `certificate` is,
   * the answer is a result and not an exception.
   *
   * It says who the holder of the key is, not that they signed anything: that takes a signature under `publicKey`.
   *
   * @param certificate DER, and nothing else
   */
  verifySignatureCertificate(certificate: unknown): Promise<SignatureCertificateResult>;
}

/**
 * Makes a verifier of signature certificates. Settings with which nothing could be verified throw here.
 *
 * @throws TypeError naming the setting that is wrong
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const verifier = createSignatureVerifier({
 *   trustAnchors: [await readFile('jpki-digital-signature-ca.pem', 'utf8')],
 * });
 *
 * const result = await verifier.verifySignatureCertificate(certificate);
 * if (result.ok) console.log(result.holder.birthDate.iso);
 * else console.warn(result.code, result.explanation);
 * ```
 */
export function createSignatureVerifier(settings: SignatureVerifierSettings): SignatureVerifier {
  const trust = readTrustSettings(settings, 'digitalSignature');
  const anchors = signerAnchors(trust);
  return {
    async verifySignatureCertificate(certificate) {
      try {
        return await verifySignatureCertificate(certificate, anchors, trust);
      } catch (error) {
        if (error instanceof Refusal && isSignatureCertificateFailureCode(error.code)) {
          return toSignatureCertificateFailure(error.code, error.reason);
        }
        throw error;
      }
    },
  };
}
