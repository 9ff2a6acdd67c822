import type { RevocationStatus } from 'kazasu/verify';
import type { PageErrorCode } from 'kazasu';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Language } from './language.ts';

/** Every text of the site. */
export interface Messages {
  readonly siteName: string;
  readonly demoNotice: string;
  readonly login: {
    readonly title: string;
    readonly heading: readonly string[];
    readonly lead: string;
    readonly button: string;
    readonly busy: string;
    /** Shown in Kazasu's own window as the site's words. */
    readonly purpose: string;
    readonly noScript: string;
    readonly privacy: string;
    readonly stepsHeading: string;
    readonly steps: readonly { readonly title: string; readonly text: string }[];
  };
  readonly problems: Readonly<Record<ProblemCode, Problem>>;
  readonly account: {
    readonly title: string;
    readonly heading: string;
    readonly lead: string;
    readonly simulated: string;
    readonly simulatedNote: string;
    readonly accountKey: string;
    readonly accountKeyNote: string;
    readonly validity: string;
    readonly validFromTo: (from: string, to: string) => string;
    readonly validityNote: string;
    readonly revocation: string;
    readonly revocationStatus: Readonly<Record<RevocationStatus, string>>;
    readonly revocationNote: string;
    readonly notReceived: string;
    readonly notReceivedItems: readonly string[];
    readonly logOut: string;
  };
}

/** What can go wrong as the page sees it: Kazasu's nine codes, and this site's own two. */
export type ProblemCode = PageErrorCode | 'log-in-refused' | 'site-unreachable';

export interface Problem {
  readonly title: string;
  /** What to do next. */
  readonly text: string;
  readonly steps?: readonly string[];
}

export const MESSAGES: Readonly<Record<Language, Messages>> = { ja, en };
