/** One service, several processes, one Redis: a token is good once, whichever process sees it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSessionNonce } from './session-nonce.ts';
import { type ManyProcesses, type ServiceAnswer, startManyProcesses } from '../testing/many-processes.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { authority, leaf, leafKeys, ORIGIN, pin } from '../testing/scene.ts';
import { headerFor, makeToken } from '../testing/test-token.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const PROCESSES = 3;
/** Of Redis, which on a busy machine is slow and not away. */
const TIME_LIMIT_SECONDS = 60;
/** Of real verifications, on a machine that does other work beside. */
const PATIENCE_MS = 180_000;

let redis: PrivateRedis;
let service: ManyProcesses;
beforeAll(async () => {
  redis = await startPrivateRedis();
  service = await startManyProcesses({
    processes: PROCESSES,
    socket: redis.socket,
    timeLimitSeconds: TIME_LIMIT_SECONDS,
    origin: ORIGIN,
    authority: {
      certificate: authority.certificate.toString('base64'),
      sha256: pin(authority.certificate).sha256,
    },
    now: NOON,
  });
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop();
  await redis.stop();
});

/** Signing takes longer than verifying, so a token is made once and offered often. */
function tokenWith(nonce: string): string {
  const payload = { aud: ORIGIN, nonce, iat: NOON / 1000 };
  return makeToken({ header: headerFor(leaf), payload, key: leafKeys.privateKey });
}

async function issueTo(sessions: readonly string[]): Promise<{ session: string; token: string }[]> {
  const nonces = await Promise.all(sessions.map((session) => service.nonce(session)));
  return sessions.map((session, index) => ({ session, token: tokenWith(nonces[index] ?? '') }));
}

const sessionsNamed = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);
const said = (answers: readonly ServiceAnswer[]): string[] => answers.map((answer) => answer.said);

it('of 10,000 attempts at once exactly the valid ones are accepted', { timeout: PATIENCE_MS }, async () => {
  const people = await issueTo(sessionsNamed('person', 2000));
  // As if from a service with another Redis, and as no service of ours spells them.
  const invented = sessionsNamed('stranger', 100).map((session, index) =>
    tokenWith(
      index % 2 ? makeSessionNonce(session, Date.now() + 600_000).nonce : `${session}${'n'.repeat(43)}`,
    ),
  );
  // Side by side, so that they are under way at the same moment: three times by its own session, once by another's, and
  // a nonce that nobody issued.
  const attempts = people.flatMap(({ session, token }, index) => [
    { kind: 'own', token, session },
    { kind: 'of-other', token, session: `thief-of-${session}` },
    { kind: 'own', token, session },
    { kind: 'unknown', token: invented[index % invented.length] ?? '', session },
    { kind: 'own', token, session },
  ]);
  expect(attempts).toHaveLength(10_000);

  const answers = await Promise.all(attempts.map(({ token, session }) => service.logIn(token, session)));

  const saidTo = (wanted: string) => answers.filter((_, index) => attempts[index]?.kind === wanted);
  expect(new Set(said(saidTo('of-other')))).toEqual(new Set(['nonce-of-other-session']));
  expect(new Set(said(saidTo('unknown')))).toEqual(new Set(['nonce-unknown']));
  const own = people.map((_, index) => [0, 2, 4].flatMap((place) => answers[5 * index + place] ?? []));
  for (const three of own) expect(said(three).toSorted()).toEqual(['accepted', 'nonce-used', 'nonce-used']);
  // No accident of who was asked: every process has accepted some, and replays met other processes.
  const accepted = answers.filter((answer) => answer.said === 'accepted');
  expect(accepted).toHaveLength(people.length);
  const processesOf = (some: readonly ServiceAnswer[]) => new Set(some.map((answer) => answer.process)).size;
  expect(processesOf(accepted)).toBe(PROCESSES);
  expect(own.filter((three) => processesOf(three) > 1).length).toBeGreaterThan(100);
});

it('while Redis is away nobody is accepted, and from then on who begins anew', {
  timeout: PATIENCE_MS,
}, async () => {
  const people = await issueTo(sessionsNamed('unlucky', 200));
  const all = () => Promise.all(people.map(({ token, session }) => service.logIn(token, session)));
  const underWay = [all(), all()];
  await Promise.race(underWay);
  await redis.kill();
  const meanwhile = (await Promise.all(underWay)).map(said);
  people.forEach((_, index) => {
    const verdicts = meanwhile.map((round) => round[index]);
    expect(verdicts.filter((verdict) => verdict === 'accepted').length).toBeLessThanOrEqual(1);
  });

  expect(new Set(said(await all()))).toEqual(new Set(['nonce-store-unavailable']));
  expect(await service.nonce('unlucky-0')).toBe('no-nonce');

  await redis.start();
  await expect.poll(() => service.nonce('late'), { timeout: PATIENCE_MS }).not.toBe('no-nonce');
  expect(new Set(said(await all()))).not.toContain('accepted');
});
