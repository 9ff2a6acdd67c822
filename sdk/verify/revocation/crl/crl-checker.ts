import { requireSetting } from '../../settings.ts';
import type { RevocationAnswer, RevocationChecker } from '../revocation-checker.ts';
import {
  reading,
  requireThat,
  RevocationProblem,
  type RevocationProblemCode,
  unavailable,
} from '../revocation-problems.ts';
import { readSubject, type Subject } from '../subject.ts';
import { CachedList, type CrlLimits, type LoadCrl } from './cached-list.ts';
import { isInScope } from './crl-scope.ts';

/** Which lists there are, and what loading them may cost. */
export interface CrlCheckerSettings {
  /**
   * One for each list that the service has, such as `crlFile(path)` or `crlUrl(url)`: of each generation of the
   * authority, and of each distribution point where lists are split by it. Mirrors of one list are one loader's
   * business.
   */
  readonly lists: readonly LoadCrl[];
  /** Longer lists are refused before they are parsed. By default 64 MiB, which is two million entries. */
  readonly maxBytes?: number;
  /** At least this long between two loads of a list, whatever came of the first. By default 30. */
  readonly retrySeconds?: number;
  /** By default 60. */
  readonly loadTimeLimitSeconds?: number;
}

/**
 * Looks certificates up in revocation lists (RFC 5280 section 5) of their issuer. A list is loaded at the first
 * question, kept until its `nextUpdate` and renewed in the background shortly before, verified as a whole, and
 * answers from memory.
 *
 * Only complete lists of version 2: changes alone (delta), lists for other issuers too (indirect) and lists for some
 * reasons only are refused, each with a code of its own (`REVOCATION_PROBLEMS`).
 *
 * @throws TypeError for settings with which nothing could be checked
 * @example
 * ```ts
 * const revocation = createCrlChecker({ lists: [crlFile('/var/lib/jpki/user-authentication.crl')] });
 * const verifier = createVerifier({ ...settings, revocation, acceptRevocation: [] });
 * ```
 */
export function createCrlChecker(settings: CrlCheckerSettings): RevocationChecker {
  const limits = readLimits(settings);
  const lists = settings.lists.map((load) => new CachedList(load, limits));
  return {
    async check(question) {
      try {
        const subject = readSubject(question);
        return await firstOrRevoked(lists.map((list) => lookUp(list, subject, question.now)));
      } catch (error) {
        return unavailable(reasonOf(error));
      }
    },
  };
}

/**
 * The first list that applies: one that cannot be loaded must not hold up the others. Where several are at hand, one
 * that has the certificate counts for more than an older one that does not.
 */
async function firstOrRevoked(answers: readonly Promise<RevocationAnswer>[]): Promise<RevocationAnswer> {
  let revoked: RevocationAnswer | undefined;
  const first = await Promise.any(
    answers.map(async (answer) => {
      const given = await answer;
      if (given.status === 'revoked') revoked ??= given;
      return given;
    }),
  );
  return revoked ?? first;
}

async function lookUp(
  cached: CachedList,
  { certificate, issuer }: Subject,
  now: Date,
): Promise<RevocationAnswer> {
  const { scope, revoked, thisUpdate } = await cached.fresh(issuer, now);
  requireThat(
    reading('certificate-unreadable', () => isInScope(scope, certificate)),
    'crl-of-other-distribution-point',
  );
  const entry = reading('crl-malformed', () => revoked.find(certificate.serialNumber));
  if (entry) return { status: 'revoked', by: 'crl', ...entry };
  // A date of its own, because the service may change it, and the list goes on.
  return { status: 'good', by: 'crl', asOf: new Date(thisUpdate) };
}

/** Of several lists, the one that came nearest to an answer tells what is wrong. */
function reasonOf(error: unknown): RevocationProblemCode {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  const reasons = errors.map((each) => (each instanceof RevocationProblem ? each.reason : 'checker-failed'));
  const nearest = reasons.toSorted((one, other) => OF_OTHERS.indexOf(one) - OF_OTHERS.indexOf(other))[0];
  return nearest ?? 'checker-failed';
}

/** Lists that are all right, but not about this certificate: the last to be named. */
const OF_OTHERS: readonly RevocationProblemCode[] = [
  'crl-of-other-distribution-point',
  'crl-of-other-issuer',
];

/** Positions in a list are kept in 32 bits. */
const MOST_BYTES = 2 ** 32 - 2;

function readLimits(settings: CrlCheckerSettings): CrlLimits {
  const { lists, maxBytes = 64 * 2 ** 20, retrySeconds = 30, loadTimeLimitSeconds = 60 } = settings;
  requireSetting(
    Array.isArray(lists) && lists.length > 0 && lists.every((load) => typeof load === 'function'),
    'lists needs a function for each revocation list, such as crlFile(path)',
  );
  requireSetting(maxBytes > 0 && maxBytes <= MOST_BYTES, 'maxBytes must be positive and below 4 GiB');
  requireSetting(retrySeconds >= 0 && Number.isFinite(retrySeconds), 'retrySeconds must be 0 or more');
  requireSetting(
    loadTimeLimitSeconds > 0 && loadTimeLimitSeconds <= 3600,
    'loadTimeLimitSeconds must be positive, up to 3600',
  );
  return { maxBytes, retryMs: retrySeconds * 1000, loadTimeLimitMs: loadTimeLimitSeconds * 1000 };
}
