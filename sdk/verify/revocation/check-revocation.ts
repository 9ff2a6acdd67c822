import { types } from 'node:util';
import { Refusal } from '../refusal.ts';
import { requireSetting } from '../settings.ts';
import { TimeLimitReached, withinTimeLimit } from '../time-limit.ts';
import type {
  Revocation,
  RevocationAnswer,
  RevocationChecker,
  RevocationQuestion,
  RevocationStatus,
} from './revocation-checker.ts';
import type { REVOCATION_FAILURES } from './revocation-failures.ts';
import { unavailable } from './revocation-problems.ts';

/** What a service has chosen about revocation. */
export interface RevocationPolicy {
  readonly checker: RevocationChecker | undefined;
  readonly accept: readonly RevocationStatus[];
  readonly timeLimitMs: number;
}

const FAILURES = {
  'not-checked': 'revocation-not-checked',
  unavailable: 'revocation-unavailable',
} as const satisfies Partial<Record<RevocationStatus, keyof typeof REVOCATION_FAILURES>>;

/** What a checker says of a certificate that is in force no longer. */
export interface Revoked {
  readonly status: 'revoked';
  readonly by: string;
  readonly revokedAt: Date;
}

/**
 * Asks the service's checker, if there is one, and takes no longer than the time limit.
 *
 * @throws Refusal when the certificate is revoked, or when the service does not accept how far this could be checked
 */
export async function checkRevocation(
  question: Omit<RevocationQuestion, 'signal'>,
  policy: RevocationPolicy,
): Promise<Revocation> {
  const revocation = await findRevocation(question, policy);
  if (revocation.status === 'revoked') throw new Refusal('certificate-revoked');
  return revocation;
}

/**
 * As {@link checkRevocation}, for whoever has to know since when a certificate is revoked.
 *
 * @throws Refusal when the service does not accept how far this could be checked
 */
export async function findRevocation(
  question: Omit<RevocationQuestion, 'signal'>,
  { checker, accept, timeLimitMs }: RevocationPolicy,
): Promise<Revocation | Revoked> {
  const revocation = checker ? toRevocation(await ask(checker, question, timeLimitMs)) : NOT_CHECKED;
  const { status } = revocation;
  if (status === 'checked' || status === 'revoked' || accept.includes(status)) return revocation;
  throw new Refusal(FAILURES[status], status === 'unavailable' ? { reason: revocation.reason } : {});
}

const NOT_CHECKED: Revocation = { status: 'not-checked' };

/** A checker may be anybody's code over anybody's network: neither its silence nor its failure is an answer. */
async function ask(
  checker: RevocationChecker,
  question: Omit<RevocationQuestion, 'signal'>,
  timeLimitMs: number,
): Promise<RevocationAnswer> {
  const over = new AbortController();
  try {
    return await withinTimeLimit(timeLimitMs, () => checker.check({ ...question, signal: over.signal }));
  } catch (error) {
    return unavailable(error instanceof TimeLimitReached ? 'timed-out' : 'checker-failed');
  } finally {
    over.abort();
  }
}

function toRevocation(answer: RevocationAnswer): Revocation | Revoked {
  // A checker written without types may answer true or false, and must not pass or fail by accident.
  requireSetting(isAnswer(answer), 'the revocation checker did not answer with a RevocationAnswer');
  switch (answer.status) {
    case 'good':
      return { status: 'checked', by: answer.by, asOf: answer.asOf };
    case 'revoked':
      return { status: 'revoked', by: answer.by, revokedAt: answer.revokedAt };
    case 'unavailable':
      // Not the answer itself, in which there may be more of the person than a result should tell.
      return { status: 'unavailable', reason: answer.reason };
  }
}

/** In which a good word says whose it is and as of when, or a service could not tell how much it is worth. */
function isAnswer(answer: unknown): boolean {
  const { status, by, asOf } = Object(answer) as Readonly<Record<string, unknown>>; // whatever they are
  if (status === 'good') return typeof by === 'string' && types.isDate(asOf) && !Number.isNaN(asOf.getTime());
  return status === 'revoked' || status === 'unavailable';
}
