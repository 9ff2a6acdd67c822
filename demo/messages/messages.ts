import type { PageErrorCode } from 'kazasu';
import type { LinkRefusal } from '../accounts.ts';
import type { Office } from '../moving/notification.ts';
import type { Profile, SignUpField } from '../profile.ts';
import type { VerificationSteps } from '../verification-report.ts';
import type { DateTexts } from './dates.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Language } from './language.ts';

/** Every text of the site. */
export interface Messages {
  readonly siteName: string;
  readonly demoNotice: string;
  readonly toContent: string;
  readonly menu: string;
  readonly logOut: string;
  readonly simulated: { readonly title: string; readonly text: string };
  readonly login: {
    readonly title: string;
    readonly heading: readonly string[];
    readonly lead: string;
    /** Shown in Kazasu's own window as the site's words. */
    readonly purpose: string;
    readonly noScript: string;
    readonly newHere: string;
    readonly privacy: string;
    readonly stepsHeading: string;
    readonly steps: readonly { readonly title: string; readonly text: string }[];
  };
  readonly register: {
    readonly title: string;
    readonly lead: string;
    readonly returning: { readonly title: string; readonly text: string };
    /** Out of here, without an account. */
    readonly back: string;
    readonly copyHeading: string;
    readonly copyText: string;
    readonly copy: string;
    readonly copied: string;
    readonly purpose: string;
    readonly formHeading: string;
    readonly noProof: string;
    readonly fields: Readonly<Record<SignUpField, FieldText>>;
    readonly sexes: Readonly<Record<Profile['sex'], string>>;
    readonly choose: string;
    readonly submit: string;
    readonly wrongHeading: string;
  };
  readonly account: {
    readonly title: string;
    /** The heading: this, and the person's name. */
    readonly welcome: string;
    readonly name: (name: string) => string;
    readonly lead: string;
    readonly stated: string;
    readonly cardEndsSoon: (day: string) => string;
    readonly notReceived: string;
    readonly notReceivedItems: readonly string[];
    readonly notReceivedNote: string;
  };
  readonly cards: {
    readonly title: string;
    readonly lead: string;
    readonly linkedOn: string;
    readonly validUntil: string;
    readonly key: string;
    readonly thisOne: string;
    readonly simulated: string;
    readonly unlink: string;
    /** For a screen reader, which hears the buttons one by one. */
    readonly unlinkNumber: (number: number) => string;
    readonly unlinkNote: string;
    readonly number: (number: number) => string;
    readonly addHeading: string;
    readonly addText: string;
    readonly addWarning: string;
    readonly add: string;
    readonly purpose: string;
  };
  readonly moving: {
    readonly title: string;
    readonly lead: string;
    readonly formHeading: string;
    readonly fields: Readonly<Record<'newAddress' | 'movedOn', FieldText>>;
    /** What the forms say besides. */
    readonly known: (name: string, address: string) => string;
    readonly signing: string;
    readonly submit: string;
    readonly purpose: string;
    readonly officesHeading: string;
    readonly offices: Readonly<Record<Office, { readonly name: string; readonly form: string }>>;
  };
  readonly moved: {
    readonly title: string;
    readonly lead: (moment: string) => string;
    readonly verified: string;
    readonly form: string;
    readonly signer: string;
    readonly address: string;
    readonly claimedTime: string;
    readonly noTime: string;
    readonly checked: string;
    readonly checks: {
      readonly integrity: string;
      readonly document: string;
      readonly certificate: (day: string) => string;
      readonly revocation: (isChecked: boolean) => string;
      readonly name: (isSame: boolean) => string;
      readonly time: (isProven: boolean) => string;
    };
    readonly believed: string;
  };
  readonly verified: {
    readonly title: string;
    readonly lead: (moment: string) => string;
    readonly steps: { readonly [Step in keyof VerificationSteps]: StepText<VerificationSteps[Step]> };
    readonly forDevelopers: string;
  };
  /** Shown in the place where something was tried; "busy" is what its button says meanwhile. */
  readonly problems: Readonly<Record<ProblemCode, Problem>>;
  readonly busy: string;
}

/**
 * What can go wrong as the page sees it: Kazasu's ten codes, the codes with which this site's server refuses (those of
 * the verifier that a person can do something about, and its own), and a server that does not answer.
 */
export type ProblemCode = PageErrorCode | RefusalCode | 'site-unreachable';

export type RefusalCode =
  | 'certificate-revoked'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'issued-in-future'
  | 'issued-too-long-ago'
  | 'nonce-store-unavailable'
  | 'revocation-unavailable'
  | LinkRefusal
  | 'last-card'
  | 'login-too-old'
  | 'move-incomplete'
  | 'refused';

export interface Problem {
  readonly title: string;
  /** What to do next. */
  readonly text: string;
}

/** One of the checks of a log-in: what it is, what it came to, what that means. */
export interface StepText<Step> {
  readonly title: string;
  readonly value: (step: Step, dates: DateTexts) => string;
  readonly text: string;
}

export interface FieldText {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong, as what to do about it. */
  readonly wrong: string;
}

export const MESSAGES: Readonly<Record<Language, Messages>> = { ja, en };
