import { readList, requireSetting } from '../settings.ts';
import type { RevocationAnswer, RevocationChecker, RevocationQuestion } from './revocation-checker.ts';
import { unavailable } from './revocation-problems.ts';

/**
 * One checker after the other until one can tell, such as revocation lists first and a responder for what they leave
 * open. They share the verifier's time limit. If nobody can tell, the reason is the last one's.
 *
 * @throws TypeError without a checker
 * @example
 * ```ts
 * firstAnswer([createCrlChecker({ lists }), createOcspChecker({ url })])
 * ```
 */
export function firstAnswer(checkers: readonly RevocationChecker[]): RevocationChecker {
  const inOrder = readList(checkers, 'what firstAnswer gets');
  requireSetting(inOrder.length > 0, 'firstAnswer needs at least one checker');
  return {
    async check(question) {
      let answer: RevocationAnswer = unavailable('checker-failed');
      for (const checker of inOrder) {
        answer = await checkSafely(checker, question);
        if (answer.status !== 'unavailable') break;
      }
      return answer;
    },
  };
}

async function checkSafely(
  checker: RevocationChecker,
  question: RevocationQuestion,
): Promise<RevocationAnswer> {
  try {
    return await checker.check(question);
  } catch {
    return unavailable('checker-failed');
  }
}
