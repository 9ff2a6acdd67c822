import type { Bytes } from '../../shared/bytes.ts';
import { KazasuError } from '../../shared/errors.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { TEST_ISSUER_ORGANISATION } from '../../shared/jpki.ts';
import { isEncodedDigest } from './digest-info.ts';

/** What the host needs to know of a certificate on the card. Nobody's trust is decided here. */
export interface CardCertificate {
  readonly der: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Issued by a test authority, as every simulated card's certificates are. */
  readonly isTest: boolean;
  /** Whether the certificate's key made this RSASSA-PKCS1-v1_5 signature over the digest. */
  verifiesDigest(algorithm: DigestAlgorithm, digest: Uint8Array, signature: Uint8Array): boolean;
}

/**
 * @throws `card-malformed` for what is no X.509 certificate; `card-unsupported` for a key that is not RSA, as the
 *   next generation of the card will have
 */
export async function parseCertificate(der: Bytes): Promise<CardCertificate> {
  // Loaded here because it takes longer than everything else between the host's start and its answer to `hello`.
  const { constants, publicDecrypt, X509Certificate } = await import('node:crypto');
  const certificate = malformedUnless(() => new X509Certificate(der));
  const publicKey = malformedUnless(() => certificate.publicKey);
  if (publicKey.asymmetricKeyType !== 'rsa') throw new KazasuError('card-unsupported', 'not an RSA key');
  const rsa = { key: publicKey, padding: constants.RSA_NO_PADDING };
  return {
    der,
    notBefore: parseDate(certificate.validFrom),
    notAfter: parseDate(certificate.validTo),
    isTest: hasTestIssuer(certificate.issuer),
    verifiesDigest: (algorithm, digest, signature) => {
      const encoded = undefinedIfThrown(() => publicDecrypt(rsa, signature));
      // As long as the modulus, and so is what comes out of it: RFC 8017 section 8.2.2, step 1. OpenSSL takes a shorter one.
      return encoded?.length === signature.length && isEncodedDigest(encoded, algorithm, digest);
    },
  };
}

/** @throws `certificate-not-yet-valid`, `certificate-expired`: RFC 5280 section 4.1.2.5, both ends included */
export function assertValidAt({ notBefore, notAfter }: CardCertificate, now: Date): void {
  if (now < notBefore) throw new KazasuError('certificate-not-yet-valid');
  if (now > notAfter) throw new KazasuError('certificate-expired');
}

/**
 * @param issuer as Node.js spells it: an attribute a line, with every line feed inside a value escaped, so that no
 *   value can pretend to be an attribute. That is enough for what it decides, which is how loudly the card is said to
 *   be simulated.
 */
function hasTestIssuer(issuer: string): boolean {
  return issuer.split('\n').includes(`O=${TEST_ISSUER_ORGANISATION}`);
}

function malformedUnless<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new KazasuError('card-malformed', 'not an X.509 certificate', { cause });
  }
}

/** A signature longer than the modulus, or not below it, is none. */
function undefinedIfThrown<T>(decrypt: () => T): T | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}

/** OpenSSL's spelling, `Oct 20 14:59:59 2025 GMT`. */
function parseDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new KazasuError('card-malformed', 'validity without a date');
  return date;
}
