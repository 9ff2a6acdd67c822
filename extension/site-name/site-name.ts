import { readableHost } from './readable-host.ts';

/** An origin, taken apart so that what its owner has registered can be made prominent. The parts make it up in order. */
export interface SiteName {
  readonly scheme: string;
  /** What its owner may put before the domain at will, shortened at its left end when it is long. */
  readonly before: string;
  readonly domain: string;
  readonly port: string;
}

/** About one line of the prompt. */
const BEFORE_MAX_LENGTH = 40;

/**
 * @param origin as the browser serialises it
 * @param registrableDomain of it; without one, which addresses and `localhost` have not, the whole host is the domain
 */
export function siteName(origin: string, registrableDomain?: string): SiteName {
  const { protocol, hostname, port } = new URL(origin);
  const host = hostname.replace(/\.$/u, '');
  const domain =
    registrableDomain !== undefined && isWithin(host, registrableDomain) ? registrableDomain : host;
  return {
    scheme: `${protocol}//`,
    before: shortened(readableHost(host.slice(0, host.length - domain.length))),
    domain: readableHost(domain),
    port: port && `:${port}`,
  };
}

/** An origin for a search: as the browser writes it, and as a person reads and would type it. */
export function searchedName(origin: string): string {
  return `${origin} ${siteName(origin).domain}`;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function shortened(labels: string): string {
  if (labels.length <= BEFORE_MAX_LENGTH) return labels;
  const end = labels.slice(1 - BEFORE_MAX_LENGTH);
  // Whole labels, as far as there are any.
  return `…${end.slice(0, -1).includes('.') ? end.slice(end.indexOf('.')) : end}`;
}
