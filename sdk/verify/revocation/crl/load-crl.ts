/** Where revocation lists come from. */
import { readFile } from 'node:fs/promises';
import { type HttpResponse, readBody } from '../http-body.ts';
import { RevocationProblem } from '../revocation-problems.ts';
import type { LoadCrl } from './cached-list.ts';

/** A file in DER, read anew whenever its list has expired: for a service that has something else fetch it. */
export function crlFile(path: string): LoadCrl {
  return (signal) => readFile(path, { signal });
}

/**
 * An address, fetched by HTTP GET. Plain `http:` will do, because the list is signed; redirects are refused.
 */
export function crlUrl(
  url: string,
  { fetch = globalThis.fetch, maxBytes = 64 * 2 ** 20 }: CrlUrlOptions = {},
): LoadCrl {
  return async (signal) => {
    const response = await fetch(url, { redirect: 'error', signal });
    if (response.status !== 200) throw new Error(`HTTP status ${response.status}`);
    const body = await readBody(response, maxBytes);
    if (!body) throw new RevocationProblem('crl-oversize');
    return body;
  };
}

/** How an address is fetched. */
export interface CrlUrlOptions {
  /** Another one, such as with a client certificate; by default the global one. */
  readonly fetch?: CrlFetch;
  /** As for `createCrlChecker`. */
  readonly maxBytes?: number;
}

/** As much of `fetch` as is used. */
export type CrlFetch = (
  url: string,
  init: { readonly redirect: 'error'; readonly signal: AbortSignal },
) => Promise<HttpResponse>;
