/**
 * What an organisation has decided for its computers: `storage.managed`, docs/managed-settings.md. A value that cannot
 * be read counts as the strictest one: an organisation that has restricted something, with a mistake in it, has still
 * meant to restrict it.
 */
import * as v from 'valibot';
import { parseSitePattern, type SitePattern } from '../sites/site-pattern.ts';

export interface ManagedSettings {
  readonly blockedSites: readonly SitePattern[];
  /** When it is set, only these may ask. */
  readonly allowedSites: readonly SitePattern[] | undefined;
  /** `false`: none is kept, whatever the person has chosen. */
  readonly history: boolean;
  /** `false`: the simulated card cannot be chosen. */
  readonly simulator: boolean;
  /** The settings that cannot be read. */
  readonly mistakes: readonly ManagedSetting[];
}

const patternSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.transform(parseSitePattern),
  v.custom<SitePattern>((pattern) => pattern !== undefined),
);
const patternsSchema = v.pipe(v.array(patternSchema), v.maxLength(10_000));

const SETTINGS = {
  blockedSites: patternsSchema,
  allowedSites: patternsSchema,
  history: v.boolean(),
  simulator: v.boolean(),
} as const;
export type ManagedSetting = keyof typeof SETTINGS;
export const MANAGED_SETTINGS = Object.keys(SETTINGS) as readonly ManagedSetting[]; // Object.keys forgets the literal keys

const managedSettingsSchema = v.object({
  blockedSites: v.optional(v.fallback(SETTINGS.blockedSites, []), []),
  allowedSites: v.optional(v.fallback(SETTINGS.allowedSites, [])),
  history: v.optional(v.fallback(SETTINGS.history, false), true),
  simulator: v.optional(v.fallback(SETTINGS.simulator, false), true),
});

/** @param stored what `storage.managed` has; what is not a setting of ours is ignored */
export function parseManagedSettings(stored: Readonly<Record<string, unknown>>): ManagedSettings {
  const { allowedSites, ...settings } = v.parse(managedSettingsSchema, stored);
  const mistakes = MANAGED_SETTINGS.filter(
    (name) => stored[name] !== undefined && !v.is(SETTINGS[name], stored[name]),
  );
  // Whom an unreadable list was to block nobody knows, so nobody may ask.
  return { ...settings, allowedSites: mistakes.includes('blockedSites') ? [] : allowedSites, mistakes };
}
