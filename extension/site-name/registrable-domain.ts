import { getDomain } from 'tldts';

/**
 * The part of a host name that its owner has registered: one label more than the longest public suffix. Suffixes under
 * which a company lets others have names (`github.io`) count, because their owners are different people.
 *
 * @param origin of the asking page
 * @returns in punycode; undefined for an address, for `localhost`, and for a public suffix itself
 * @see https://publicsuffix.org/list/
 */
export function registrableDomainOf(origin: string): string | undefined {
  return getDomain(new URL(origin).hostname, { allowPrivateDomains: true }) ?? undefined;
}
