import { expect, it, vi } from 'vitest';
import { checkWith } from '../testing/revocation-scene.ts';
import { firstAnswer } from './first-answer.ts';
import type { RevocationAnswer, RevocationChecker } from './revocation-checker.ts';

const good: RevocationAnswer = { status: 'good', by: 'crl', asOf: new Date(0) };
const revoked: RevocationAnswer = { status: 'revoked', by: 'ocsp', revokedAt: new Date(0) };
const stale: RevocationAnswer = { status: 'unavailable', reason: 'crl-stale' };
const busy: RevocationAnswer = { status: 'unavailable', reason: 'ocsp-try-later' };
const failed: RevocationAnswer = { status: 'unavailable', reason: 'checker-failed' };
const answering = (answer: RevocationAnswer): RevocationChecker => ({ check: () => Promise.resolve(answer) });
const failing: RevocationChecker = { check: () => Promise.reject(new Error('no route to host')) };

it.each<[string, readonly RevocationChecker[], RevocationAnswer]>([
  ['the first that can tell', [answering(good), answering(revoked)], good],
  ['the second, when the first cannot', [answering(stale), answering(revoked)], revoked],
  ['the second, when the first fails', [failing, answering(good)], good],
  ['the last reason', [answering(stale), answering(busy)], busy],
  ['the last failure', [answering(stale), failing], failed],
])('%s', async (_name, checkers, expected) => {
  expect(await checkWith(firstAnswer(checkers))).toEqual(expected);
});

it('asks nobody in vain', async () => {
  const check = vi.fn<RevocationChecker['check']>();
  await checkWith(firstAnswer([answering(revoked), { check }]));
  expect(check).not.toHaveBeenCalled();
});

it('asks those whom it got when it was made', async () => {
  const checkers = [answering(revoked)];
  const checker = firstAnswer(checkers);
  checkers[0] = answering(good);
  expect(await checkWith(checker)).toEqual(revoked);
});

it('needs somebody to ask', () => {
  expect(() => firstAnswer([])).toThrow(TypeError);
  // A caller without types may pass anything.
  const alone = answering(good) as unknown as readonly RevocationChecker[];
  expect(() => firstAnswer(alone)).toThrow('what firstAnswer gets must be an array');
});
