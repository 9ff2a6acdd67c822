/**
 * `kazasu simulate token`: what a log-in with a simulated card would send to a site, without browser and card, for the
 * automated tests of that site. docs/testing.md.
 */
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import {
  AUTH_TOKEN_TYPE,
  type AuthTokenHeader,
  type AuthTokenPayload,
  authTokenPayloadSchema,
} from '../../shared/auth-token.ts';
import type { Language } from '../command-line.ts';
import { MISTAKES, type MistakeTexts, unexpected } from '../usage.ts';
import { readActionArguments } from './action-options.ts';
import type { CredentialsName, TestPki } from './pki/test-pki.ts';
import { isScenarioName } from './scenario.ts';
import { loadTestPki } from './state/pki-store.ts';
import { SIMULATE_TEXTS } from './texts.ts';

/** The scenarios that differ in what the card signs with; no token comes of the others, or the same as of `normal`. */
const CREDENTIALS: Readonly<Record<string, CredentialsName>> = {
  normal: 'taro',
  'other-person': 'hanako',
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  revoked: 'revoked',
  'wrong-key': 'wrong-key',
};

/** @returns the token, or what of the arguments was not understood */
export async function printToken(
  args: readonly string[],
  folder: string,
  language: Language,
): Promise<{ readonly done: readonly string[] } | { readonly mistake: readonly string[] }> {
  const options = parseOptions(args, language);
  if ('mistake' in options) return { mistake: [options.mistake] };
  const { origin, nonce, credentials } = options;
  const pki = await loadTestPki(folder);
  const payload = { aud: origin, nonce, iat: Math.floor(Date.now() / 1000) };
  return { done: [simulatedToken(pki.credentials[credentials].userAuthentication, payload)] };
}

interface TokenOptions {
  readonly origin: string;
  readonly nonce: string;
  readonly credentials: CredentialsName;
}

const OPTIONS = { origin: { type: 'string' }, nonce: { type: 'string' } } as const;

function parseOptions(
  args: readonly string[],
  language: Language,
): TokenOptions | { readonly mistake: string } {
  const mistakes = MISTAKES[language];
  const read = readActionArguments(args, OPTIONS, mistakes);
  if ('mistake' in read) return read;
  const { values, positionals } = read;
  const [scenario = 'normal', extra] = positionals;
  if (extra !== undefined) return { mistake: unexpected(extra, mistakes) };
  const credentials = Object.hasOwn(CREDENTIALS, scenario) ? CREDENTIALS[scenario] : undefined;
  if (credentials === undefined) return { mistake: refuseScenario(scenario, language) };
  const bound = readBinding(values, mistakes);
  return 'mistake' in bound ? bound : { ...bound, credentials };
}

function refuseScenario(scenario: string, language: Language): string {
  return isScenarioName(scenario)
    ? SIMULATE_TEXTS[language].noToken(scenario)
    : MISTAKES[language].scenario(scenario);
}

/** What the token is bound to; the host would refuse anything else too. */
function readBinding(
  { origin, nonce }: { readonly origin?: string | boolean; readonly nonce?: string | boolean },
  mistakes: MistakeTexts,
): Pick<TokenOptions, 'origin' | 'nonce'> | { readonly mistake: string } {
  const { aud, nonce: wellFormedNonce } = authTokenPayloadSchema.entries;
  if (!v.is(aud, origin)) return { mistake: mistakes.value('--origin') };
  if (!v.is(wellFormedNonce, nonce)) return { mistake: mistakes.value('--nonce') };
  return { origin, nonce };
}

/** RFC 7515 section 5.1, with what only a simulated card says in its header. */
function simulatedToken(
  { certificate, privateKey }: TestPki['credentials'][CredentialsName]['userAuthentication'],
  payload: AuthTokenPayload,
): string {
  const header: AuthTokenHeader = {
    alg: 'RS256',
    typ: AUTH_TOKEN_TYPE,
    x5c: [new X509Certificate(certificate).raw.toString('base64')],
    simulated: true,
  };
  const signingInput = `${encode(header)}.${encode(payload)}`;
  const signature = sign('RSA-SHA256', Buffer.from(signingInput), createPrivateKey(privateKey));
  return `${signingInput}.${signature.toString('base64url')}`;
}

function encode(part: AuthTokenHeader | AuthTokenPayload): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
