import { requireSetting } from '../settings.ts';

/** One certificate in DER, or one or more in PEM. */
export type CertificateSource = string | Uint8Array;

/**
 * The certificates of a setting.
 * @param what they are, for the error
 * @param read gets DER of its own, because what was recognised by its fingerprint must stay as it is
 * @throws TypeError
 */
export function readCertificates<Read>(
  source: CertificateSource,
  what: string,
  read: (der: Uint8Array) => Read,
): Read[] {
  const ders = typeof source === 'string' ? decodePem(source, what) : [source];
  return ders.map((der) => {
    try {
      return read(new Uint8Array(der));
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw new TypeError(`kazasu/verify: ${what} is not an X.509 certificate in DER`, { cause });
    }
  });
}

/** RFC 7468 section 5. */
function decodePem(text: string, what: string): Uint8Array[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/gu);
  const ders = Array.from(blocks, ([, base64 = '']) => Buffer.from(base64, 'base64'));
  requireSetting(ders.length > 0, `${what} given as text must be in PEM`);
  return ders;
}
