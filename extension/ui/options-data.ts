/** What the options show and what they can do; reading and writing it is the entry point's. */
import type { Finding } from '../../shared/diagnosis.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import type { KeptMonths } from '../history/kept-period.ts';
import type { HostStatus } from '../host-client/check-host.ts';
import type { HostChoice } from '../host-client/host-choice.ts';
import type { LanguageChoice } from '../settings/language-choice.ts';
import type { ManagedSettings } from '../settings/managed-settings.ts';

export interface OptionsData {
  readonly hostChoice: HostChoice;
  /** Of the host that is chosen. */
  readonly hostStatus: HostStatus;
  /** The latest first. */
  readonly history: readonly HistoryEntry[];
  readonly keptMonths: KeptMonths;
  /** The origins that the person has blocked. */
  readonly blockedSites: ReadonlySet<string>;
  /** By the origins of both: what their owners have registered. */
  readonly domains: ReadonlyMap<string, string>;
  /** What the last diagnosis found; undefined while there is none. */
  readonly findings: readonly Finding[] | undefined;
  readonly language: LanguageChoice;
  readonly managed: ManagedSettings;
  /** What the person did last could not be done. */
  readonly hasFailed: boolean;
}

/** None of them waits or fails: what they change comes back as data. */
export interface OptionsActions {
  readonly chooseHost: (choice: HostChoice) => void;
  readonly checkHost: () => void;
  readonly blockSite: (origin: string) => void;
  readonly allowSite: (origin: string) => void;
  readonly forgetSite: (origin: string) => void;
  readonly keepHistory: (months: KeptMonths) => void;
  readonly eraseEntry: (id: string) => void;
  readonly eraseHistory: () => void;
  readonly diagnose: () => void;
  readonly chooseLanguage: (choice: LanguageChoice) => void;
}

export interface OptionsSectionProps {
  readonly data: OptionsData;
  readonly actions: OptionsActions;
}
