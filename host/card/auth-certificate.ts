import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';

/** What the host needs to know of the user-authentication certificate. Nobody's trust is decided here. */
export interface AuthCertificate {
  readonly der: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whether the certificate's key made this RSASSA-PKCS1-v1_5 signature with SHA-256 over the message. */
  readonly verifies: (message: Uint8Array, signature: Uint8Array) => boolean;
}

/**
 * @throws `card-malformed` for what is no X.509 certificate; `card-unsupported` for a key that is not RSA, as the
 *   next generation of the card will have
 */
export async function parseAuthCertificate(der: Bytes): Promise<AuthCertificate> {
  // Loaded here because it takes longer than everything else between the host's start and its answer to `hello`.
  const { verify, X509Certificate } = await import('node:crypto');
  const certificate = malformedUnless(() => new X509Certificate(der));
  const key = malformedUnless(() => certificate.publicKey);
  if (key.asymmetricKeyType !== 'rsa') throw new KazasuError('card-unsupported', 'not an RSA key');
  return {
    der,
    notBefore: parseDate(certificate.validFrom),
    notAfter: parseDate(certificate.validTo),
    verifies: (message, signature) => verify('sha256', message, key, signature),
  };
}

/** @throws `certificate-not-yet-valid`, `certificate-expired`: RFC 5280 section 4.1.2.5, both ends included */
export function assertValidAt({ notBefore, notAfter }: AuthCertificate, now: Date): void {
  if (now < notBefore) throw new KazasuError('certificate-not-yet-valid');
  if (now > notAfter) throw new KazasuError('certificate-expired');
}

function malformedUnless<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new KazasuError('card-malformed', 'not an X.509 certificate', { cause });
  }
}

/** OpenSSL's spelling, `Oct 20 14:59:59 2025 GMT`. */
function parseDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new KazasuError('card-malformed', 'validity without a date');
  return date;
}
