import type { DocumentChange, DocumentFailureCode, TimestampProblemCode } from 'kazasu/verify';
import type { Language } from '../command-line.ts';
import type { FileProblem } from './file-report.ts';
import { EN } from './texts-en.ts';
import { JA } from './texts-ja.ts';
import type { VerifyErrorCode } from './verify-command-error.ts';

type Field = 'document' | 'time' | 'certificate' | 'revocation' | 'reason';

/** What `kazasu verify` says. */
export interface VerifyTexts {
  readonly field: Readonly<Record<Field, string>>;
  readonly change: Readonly<Record<DocumentChange, string>>;
  readonly timestampProblem: Readonly<Record<TimestampProblemCode, string>>;
  readonly unchanged: string;
  readonly notChecked: string;
  readonly error: Readonly<Record<VerifyErrorCode, (file: string, sha256: string) => string>>;
  problem(code: DocumentFailureCode | FileProblem): string;
  valid(signatures: number): string;
  notValid(problem: string, code: string): string;
  /** Of a file in which no signature was looked at, or a signature without what it is about. */
  notJudged(problem: string, code: string): string;
  simulated(name: string): string;
  changedSince(changes: readonly string[]): string;
  proven(moment: string): string;
  /** @param why it is not proven */
  claimed(moment: string, why: string): string;
  unknownTime(why: string): string;
  until(date: string): string;
  notRevoked(moment: string): string;
  revokedLater(moment: string): string;
  revocationUnavailable(reason: string): string;
  /** Of a day in Japan. */
  date(date: Date): string;
  /** Of a moment in Japan. */
  moment(date: Date): string;
}

export const VERIFY_TEXTS: Readonly<Record<Language, VerifyTexts>> = { en: EN, ja: JA };
