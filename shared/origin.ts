/**
 * Which origins may ask at all (docs/architecture.md, security rule 2): `https:`, and plain `http:` on this machine itself for
 * development. An opaque origin serialises as `null` and is refused with everything else.
 */

const MAX_ORIGIN_LENGTH = 253 + 'https://:65535'.length; // RFC 1035 section 2.3.4: a host name has up to 253 octets

/**
 * @param text an origin in ASCII serialisation (HTML Living Standard, "serialization of an origin")
 * @returns whether it is spelt canonically and may ask
 */
export function isAskingOrigin(text: string): boolean {
  if (text.length > MAX_ORIGIN_LENGTH || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.origin !== text) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Names and addresses that browsers hold to be potentially trustworthy: W3C Secure Contexts, section 3.1. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.[0-9]{1,3}){3}$/u.test(hostname)
  );
}
