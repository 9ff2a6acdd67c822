import type { ManagedSettings } from '../settings/managed-settings.ts';

/** Whether a site may ask, and who has decided it. Unless somebody has, every site may. */
export type SitePermission =
  | { readonly allowed: true; readonly decidedBy: undefined | 'organisation' }
  | { readonly allowed: false; readonly decidedBy: 'person' | 'organisation' };

/** The organisation decides before the person; of what it has said, what is stricter. */
export function sitePermission(
  origin: string,
  managed: Pick<ManagedSettings, 'allowedSites' | 'blockedSites'>,
  isBlockedByPerson: boolean,
): SitePermission {
  const isIn = (list: ManagedSettings['blockedSites']): boolean =>
    list.some((pattern) => pattern.matches(origin));
  const isListed = managed.allowedSites !== undefined && isIn(managed.allowedSites);
  if (isIn(managed.blockedSites)) return { allowed: false, decidedBy: 'organisation' };
  if (managed.allowedSites !== undefined && !isListed) return { allowed: false, decidedBy: 'organisation' };
  if (isBlockedByPerson) return { allowed: false, decidedBy: 'person' };
  return { allowed: true, decidedBy: isListed ? 'organisation' : undefined };
}
