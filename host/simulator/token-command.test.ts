import { X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { authTokenHeaderSchema, authTokenPayloadSchema } from '../../shared/auth-token.ts';
import { runSimulateCommand } from './command.ts';
import { SCENARIO_NAMES } from './scenario.ts';
import { readSlot } from './state/slot.ts';
import { sharedTestPki, temporaryStateWithPki } from './state/temporary-state.fixture.ts';

const ORIGIN = 'http://localhost:3000';
const NONCE = '-A.9_~+/='.repeat(5);
const BOUND = ['--origin', ORIGIN, '--nonce', NONCE];

async function simulateToken(...args: readonly string[]) {
  const { env, folder } = await temporaryStateWithPki();
  const stdout: string[] = [];
  const stderr: string[] = [];
  const status = await runSimulateCommand(['token', ...args], {
    stdout: (line) => void stdout.push(line),
    stderr: (line) => void stderr.push(line),
    env,
  });
  return { status, token: stdout.join('\n'), stderr: stderr.join('\n'), folder };
}

it('prints a token for this origin and nonce, of now, that an independent library verifies', async () => {
  const before = Math.floor(Date.now() / 1000);
  const { status, token } = await simulateToken(...BOUND);
  expect(status).toBe(0);
  const { x5c, simulated } = v.parse(authTokenHeaderSchema, decodeProtectedHeader(token));
  expect(simulated).toBe(true);
  const certificate = new X509Certificate(Buffer.from(x5c[0], 'base64'));
  const { payload } = await compactVerify(token, certificate.publicKey);
  const claims = v.parse(authTokenPayloadSchema, JSON.parse(Buffer.from(payload).toString()));
  expect(claims).toMatchObject({ aud: ORIGIN, nonce: NONCE });
  expect(claims.iat).toBeGreaterThanOrEqual(before);
  expect(claims.iat).toBeLessThanOrEqual(Date.now() / 1000);
});

it('needs no card in the reader, and leaves the reader as it is', async () => {
  const { folder } = await simulateToken(...BOUND, 'other-person');
  expect(readSlot(folder)).toMatchObject({ inserted: false, scenario: 'normal' });
});

it.each([
  { args: BOUND, credentials: 'taro' },
  { args: [...BOUND, 'normal'], credentials: 'taro' },
  { args: ['other-person', ...BOUND], credentials: 'hanako' },
  { args: [...BOUND, 'expired'], credentials: 'expired' },
  { args: [...BOUND, 'not-yet-valid'], credentials: 'not-yet-valid' },
  { args: [...BOUND, 'revoked'], credentials: 'revoked' },
  { args: [...BOUND, 'wrong-key'], credentials: 'wrong-key' },
] as const)('$args has the certificate of $credentials', async ({ args, credentials }) => {
  const { token } = await simulateToken(...args);
  const pki = await sharedTestPki();
  const { certificate } = pki.credentials[credentials].userAuthentication;
  expect(decodeProtectedHeader(token).x5c).toEqual([new X509Certificate(certificate).raw.toString('base64')]);
});

describe('what makes no token: the mistake, the usage, and status 2', () => {
  it.each([
    { args: [], mistake: 'Missing or unexpected value: --origin' },
    { args: ['--origin'], mistake: 'Missing or unexpected value: --origin' },
    { args: ['--origin', ORIGIN], mistake: 'Missing or unexpected value: --nonce' },
    { args: ['--origin', `${ORIGIN}/`, '--nonce', NONCE], mistake: 'Missing or unexpected value: --origin' },
    {
      args: ['--origin', 'http://shop.example', '--nonce', NONCE],
      mistake: 'Missing or unexpected value: --origin',
    },
    { args: ['--origin', ORIGIN, '--nonce', 'short'], mistake: 'Missing or unexpected value: --nonce' },
    { args: [...BOUND, '--pin', '1234'], mistake: 'Unknown option: --pin' },
    { args: [...BOUND, 'normal', 'expired'], mistake: 'Unexpected argument: expired' },
    { args: [...BOUND, 'toString'], mistake: 'Unknown scenario: toString' },
  ])('$args', async ({ args, mistake }) => {
    const { status, token, stderr } = await simulateToken(...args);
    expect({ status, token }).toEqual({ status: 2, token: '' });
    expect(stderr.startsWith(`${mistake}\nUsage: kazasu simulate`)).toBe(true);
  });

  it.each(
    SCENARIO_NAMES.filter(
      (name) =>
        !['normal', 'other-person', 'expired', 'not-yet-valid', 'revoked', 'wrong-key'].includes(name),
    ),
  )('%s', async (scenario) => {
    const { status, stderr } = await simulateToken(...BOUND, scenario);
    expect(status).toBe(2);
    expect(stderr.split('\n')[0]).toBe(`No token of its own: ${scenario}`);
  });
});
