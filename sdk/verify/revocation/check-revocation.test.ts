import { expect, it, vi } from 'vitest';
import type { AuthFailureCode } from '../auth-result.ts';
import { Scene } from '../testing/scene.ts';
import type {
  Revocation,
  RevocationAnswer,
  RevocationChecker,
  RevocationStatus,
} from './revocation-checker.ts';

const asOf = new Date('2026-06-01T11:00:00Z');
const revoked: RevocationAnswer = { status: 'revoked', by: 'crl', revokedAt: asOf };
const unavailable: RevocationAnswer = { status: 'unavailable', reason: 'crl-stale' };

const answering = (answer: RevocationAnswer): RevocationChecker => ({ check: () => Promise.resolve(answer) });
const failing: RevocationChecker = { check: () => Promise.reject(new Error('no route to host')) };
const throwing: RevocationChecker = {
  check: () => {
    throw new Error('not even a promise');
  },
};
const silent: RevocationChecker = { check: () => new Promise(() => undefined) };

type Accepted = Exclude<RevocationStatus, 'checked'>[];

it.each<
  [string, RevocationChecker | undefined, Accepted | undefined, Revocation | AuthFailureCode, reason?: string]
>([
  ['nobody is asked by default', undefined, undefined, { status: 'not-checked' }],
  ['nobody is asked, and that is refused', undefined, [], 'revocation-not-checked'],
  ['nobody is asked, and only failure is accepted', undefined, ['unavailable'], 'revocation-not-checked'],
  ['good', answering({ status: 'good', by: 'crl', asOf }), [], { status: 'checked', by: 'crl', asOf }],
  ['revoked', answering(revoked), undefined, 'certificate-revoked'],
  [
    'revoked, whatever is accepted',
    answering(revoked),
    ['not-checked', 'unavailable'],
    'certificate-revoked',
  ],
  ['unavailable', answering(unavailable), undefined, 'revocation-unavailable', 'crl-stale'],
  [
    'unavailable, and that is accepted',
    answering(unavailable),
    ['unavailable'],
    { status: 'unavailable', reason: 'crl-stale' },
  ],
  ['a checker that fails', failing, undefined, 'revocation-unavailable', 'checker-failed'],
  ['a checker that throws', throwing, undefined, 'revocation-unavailable', 'checker-failed'],
  [
    'its failure is not read as not asked',
    failing,
    ['not-checked'],
    'revocation-unavailable',
    'checker-failed',
  ],
  [
    'a failure that is accepted',
    failing,
    ['unavailable'],
    { status: 'unavailable', reason: 'checker-failed' },
  ],
])('%s', async (_, revocation, acceptRevocation, expected, reason) => {
  const scene = await Scene.set({
    ...(revocation && { revocation }),
    ...(acceptRevocation && { acceptRevocation }),
  });
  if (typeof expected === 'string') await scene.expectFailure(scene.token(), expected, reason);
  else expect(await scene.verify(scene.token())).toMatchObject({ ok: true, revocation: expected });
});

it('waits no longer than the time limit, and tells the checker', async () => {
  const check = vi.spyOn(silent, 'check');
  const scene = await Scene.set({ revocation: silent, revocationTimeLimitSeconds: 0.01 });
  await scene.expectFailure(scene.token(), 'revocation-unavailable', 'timed-out');
  expect(check.mock.calls[0]?.[0].signal.aborted).toBe(true);
});

it('tells the checker that nobody waits any more', async () => {
  const check = vi.fn<RevocationChecker['check']>().mockResolvedValue({ status: 'good', by: 'crl', asOf });
  const scene = await Scene.set({ revocation: { check } });
  await scene.verify(scene.token());
  expect(check.mock.calls[0]?.[0].signal.aborted).toBe(true);
});

it('leaves no timer behind', async () => {
  const waiting = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;
  const scene = await Scene.set({ revocation: answering({ status: 'good', by: 'crl', asOf }) });
  const before = waiting();
  await scene.verify(scene.token());
  expect(waiting()).toBe(before);
});

it('says that it has waited in vain, where that is accepted', async () => {
  const settings = { revocationTimeLimitSeconds: 0.01, acceptRevocation: ['unavailable'] as const };
  const scene = await Scene.set({ revocation: silent, ...settings });
  const revocation = { status: 'unavailable', reason: 'timed-out' };
  expect(await scene.verify(scene.token())).toMatchObject({ ok: true, revocation });
});

it('asks only about a token that is good in every other way', async () => {
  const check = vi.fn<RevocationChecker['check']>();
  const scene = await Scene.set({ revocation: { check } });
  await scene.expectFailure(scene.token({ payload: { aud: 'https://other.example' } }), 'audience-mismatch');
  expect(check).not.toHaveBeenCalled();
});

it.each<[string, unknown]>([
  ['true', true],
  ['nothing', undefined],
  ['nothing at all', null],
  ['a word', 'good'],
  ['another word', { status: 'checked', by: 'crl', asOf }],
  ['a good one of nobody', { status: 'good', asOf }],
  ['a good one of no time', { status: 'good', by: 'crl' }],
  ['a good one of a time that is none', { status: 'good', by: 'crl', asOf: new Date(Number.NaN) }],
  ['a good one of a time in words', { status: 'good', by: 'crl', asOf: asOf.toISOString() }],
])('does not take %s for an answer', async (_name, given) => {
  const answer = given as RevocationAnswer; // from a checker written without types
  const scene = await Scene.set({ revocation: answering(answer), acceptRevocation: ['unavailable'] });
  await expect(scene.verify(scene.token())).rejects.toThrow('did not answer with a RevocationAnswer');
});

it('shows a checker two certificates, and no memory around them', async () => {
  const check = vi.fn<RevocationChecker['check']>().mockResolvedValue({ status: 'good', by: 'crl', asOf });
  const scene = await Scene.set({ revocation: { check } });
  await scene.verify(scene.token());
  const [question] = check.mock.calls[0] ?? expect.unreachable();
  for (const octets of [question.certificate, question.issuer]) {
    expect(octets.buffer.byteLength).toBe(octets.length);
  }
});

it('gives away nothing else that a checker says', async () => {
  const answer: RevocationAnswer = { ...unavailable, ...{ serialNumber: '0A0B0C0D' } };
  const scene = await Scene.set({ revocation: answering(answer), acceptRevocation: ['unavailable'] });
  const result = await scene.verify(scene.token());
  expect(result.ok && result.revocation).toEqual(unavailable);
});
