import { isAskingOrigin } from '../../shared/origin.ts';

/** An origin, or all names below and including a domain: `https://service.example.jp`, `https://*.example.go.jp`. */
export interface SitePattern {
  readonly text: string;
  matches(origin: string): boolean;
}

/**
 * A pattern as organisations write it. Like a match pattern of the WebExtension API, `*.` stands for any subdomains
 * and for none; unlike one it has no path, and a port stands for itself.
 * @returns undefined for what is neither, so that a mistake is noticed and not just without effect
 */
export function parseSitePattern(text: string): SitePattern | undefined {
  const [scheme = '', domain] = text.split('://*.');
  if (domain === undefined) {
    return isLiteral(text) ? { text, matches: (origin) => origin === text } : undefined;
  }
  const apex = `${scheme}://${domain}`;
  if (!isLiteral(apex) || !isDomainName(new URL(apex).hostname)) return undefined;
  const isBelow = (origin: string): boolean =>
    origin.startsWith(`${scheme}://`) && origin.endsWith(`.${domain}`);
  return { text, matches: (origin) => origin === apex || isBelow(origin) };
}

/** A star is a valid character of a host name (URL Living Standard), which no site has. */
function isLiteral(text: string): boolean {
  return isAskingOrigin(text) && !text.includes('*');
}

/** An address has nothing below it. */
function isDomainName(hostname: string): boolean {
  return !hostname.startsWith('[') && !/^[0-9.]+$/u.test(hostname);
}
