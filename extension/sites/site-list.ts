import type { HistoryEntry } from '../history/history-entry.ts';
import type { ManagedSettings } from '../settings/managed-settings.ts';
import { type SitePermission, sitePermission } from './site-permission.ts';

export interface SiteRow {
  readonly origin: string;
  readonly permission: SitePermission;
  /** By the history; 0 where none is kept, or when it is longer ago than it reaches. */
  readonly timesAsked: number;
  /** ISO 8601. */
  readonly lastAsked: string | undefined;
}

/** The sites that have asked, the latest first, and after them those that are only blocked. */
export function listSites(
  history: readonly HistoryEntry[],
  blocked: ReadonlySet<string>,
  managed: Pick<ManagedSettings, 'allowedSites' | 'blockedSites'>,
): readonly SiteRow[] {
  const asked = new Map<string, Pick<SiteRow, 'timesAsked' | 'lastAsked'>>();
  // The latest first, so the first one says when. A form is filled in on the person's own wish, and their own files are
  // signed so: no site has asked.
  for (const { origin, time, method } of history) {
    if (method === 'fillForm' || origin === undefined) continue;
    const { timesAsked, lastAsked } = asked.get(origin) ?? { timesAsked: 0, lastAsked: time };
    asked.set(origin, { timesAsked: timesAsked + 1, lastAsked });
  }
  return [...new Set([...asked.keys(), ...[...blocked].sort()])].map((origin) => ({
    origin,
    permission: sitePermission(origin, managed, blocked.has(origin)),
    timesAsked: asked.get(origin)?.timesAsked ?? 0,
    lastAsked: asked.get(origin)?.lastAsked,
  }));
}
