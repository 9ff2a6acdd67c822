import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type SiteName, siteName } from '../site-name/site-name.ts';

/** By origin, the part of the host that its owner has registered, as far as it is known. It comes from the background. */
export const DomainsContext = createContext<ReadonlyMap<string, string>>(new Map());

export function useSiteName(origin: string): SiteName {
  return siteName(origin, useContext(DomainsContext).get(origin));
}
