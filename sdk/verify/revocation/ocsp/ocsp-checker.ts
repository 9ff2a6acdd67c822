import { randomBytes } from 'node:crypto';
import { type Bytes, equalBytes } from '../../../../shared/bytes.ts';
import { requireSetting } from '../../settings.ts';
import { readOnly, TAG } from '../../../../signatures/der/der-reader.ts';
import { hasOnlyKnownCritical } from '../../../../signatures/der/der-values.ts';
import { type HttpResponse, readBody } from '../http-body.ts';
import type { RevocationAnswer, RevocationChecker, RevocationQuestion } from '../revocation-checker.ts';
import { reading, requireThat, RevocationProblem, toProblem, unavailable } from '../revocation-problems.ts';
import { readSubject } from '../subject.ts';
import { type CertId, type CertIdHash, certIdOf, isSameCertId } from './cert-id.ts';
import { encodeOcspRequest, NONCE_BYTES, OCSP_NONCE } from './ocsp-request.ts';
import { type OcspResponse, parseOcspResponse, type SingleResponse } from './ocsp-response.ts';
import { verifySigner } from './ocsp-signer.ts';

/** As much of `fetch` as is used. */
export type OcspFetch = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Record<string, string>;
    readonly body: Bytes;
    readonly redirect: 'error';
    readonly signal: AbortSignal;
  },
) => Promise<HttpResponse>;

/** Which responder is asked, and what its answer has to be. */
export interface OcspCheckerSettings {
  /** Of the responder. `http:` will do, because responses are signed. */
  readonly url: string;
  /** For a responder that wants a client certificate, or a proxy. By default the global `fetch`. */
  readonly fetch?: OcspFetch;
  /**
   * With which hash the certificate is named in the request. By default `sha256`; some responders know `sha1` only,
   * and say `unauthorized` or `unknown` to anything else. It protects nothing: the answer is signed.
   */
  readonly certIdHash?: CertIdHash;
  /**
   * Whether a response without nonce will do: some responders make theirs in advance. By default not, because an old
   * response can then be played again for as long as it is valid.
   */
  readonly acceptMissingNonce?: boolean;
  /** How far the responder's clock may be off, either way. By default 60, at most 300. */
  readonly clockSkewSeconds?: number;
  /** How old a response may be that does not say until when it is valid. By default 86,400. */
  readonly maxAgeSeconds?: number;
}

/**
 * Asks an OCSP responder (RFC 6960) at each log-in, with a fresh nonce (RFC 9654). The response has to be signed by
 * the certificate's issuer, or by a key that the issuer certified for just this.
 *
 * @throws TypeError for settings with which nothing could be checked
 * @example
 * ```ts
 * const revocation = createOcspChecker({ url: 'http://ocsp.example/' });
 * const verifier = createVerifier({ ...settings, revocation, acceptRevocation: [] });
 * ```
 */
export function createOcspChecker(settings: OcspCheckerSettings): RevocationChecker {
  const options = readSettings(settings);
  return {
    async check(question) {
      try {
        return await ask(question, options);
      } catch (error) {
        return unavailable(toProblem(error, 'checker-failed').reason);
      }
    },
  };
}

/** A good response has two to four thousand octets, most of them the responder's certificate. */
const MAX_BYTES = 64 * 2 ** 10;

interface Options {
  readonly url: string;
  readonly fetch: OcspFetch;
  readonly certIdHash: CertIdHash;
  readonly acceptMissingNonce: boolean;
  readonly skewMs: number;
  readonly maxAgeMs: number;
}

async function ask(question: RevocationQuestion, options: Options): Promise<RevocationAnswer> {
  const { certificate, issuer } = readSubject(question);
  const certId = certIdOf(certificate, issuer, options.certIdHash);
  const nonce = randomBytes(NONCE_BYTES);
  const bytes = await post(Uint8Array.from(encodeOcspRequest(certId, nonce)), question.signal, options);
  const response = reading('ocsp-malformed', () => parseOcspResponse(bytes));
  await verifySigner(response, issuer, question.now);
  requireThat(hasOnlyKnownCritical(response.extensions, [OCSP_NONCE]), 'ocsp-critical-extension');
  requireNonce(response, nonce, options);
  const single = findSingle(response, certId);
  requireFresh(response, single, question.now, options);
  return toAnswer(single);
}

async function post(
  request: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
  { url, fetch }: Options,
): Promise<Uint8Array> {
  const init = { method: 'POST', headers: HEADERS, body: request, redirect: 'error', signal } as const;
  try {
    const response = await fetch(url, init);
    requireThat(response.status === 200, 'ocsp-http-status');
    const body = await readBody(response, MAX_BYTES);
    requireThat(body !== undefined, 'ocsp-oversize');
    return body;
  } catch (error) {
    throw toProblem(error, 'ocsp-unreachable');
  }
}

/** RFC 6960 appendix A. */
const HEADERS = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };

function requireNonce({ extensions }: OcspResponse, sent: Uint8Array, { acceptMissingNonce }: Options): void {
  const extension = extensions.get(OCSP_NONCE);
  requireThat(extension !== undefined || acceptMissingNonce, 'ocsp-nonce-missing');
  if (!extension) return;
  const received = reading('ocsp-malformed', () => readOnly(extension.value, TAG.octetString).rest);
  requireThat(equalBytes(received, sent), 'ocsp-nonce-mismatch');
}

/** Exactly one, so that nobody can show one answer and mean another. */
function findSingle({ responses }: OcspResponse, certId: CertId): SingleResponse {
  const [single, ...more] = responses.filter((response) => isSameCertId(response.certId, certId));
  requireThat(single !== undefined && more.length === 0, 'ocsp-other-certificate');
  requireThat(hasOnlyKnownCritical(single.extensions, []), 'ocsp-critical-extension');
  return single;
}

/** RFC 6960 section 3.2, points 5 and 6. */
function requireFresh(
  { producedAt }: OcspResponse,
  { thisUpdate, nextUpdate }: SingleResponse,
  now: Date,
  { skewMs, maxAgeMs }: Options,
): void {
  const latest = now.getTime() + skewMs;
  requireThat(thisUpdate.getTime() <= latest && producedAt.getTime() <= latest, 'ocsp-not-yet-valid');
  const end = nextUpdate?.getTime() ?? thisUpdate.getTime() + maxAgeMs;
  requireThat(now.getTime() - skewMs < end, 'ocsp-stale');
}

function toAnswer({ status, thisUpdate }: SingleResponse): RevocationAnswer {
  switch (status.status) {
    case 'good':
      return { status: 'good', by: 'ocsp', asOf: thisUpdate };
    case 'revoked':
      return { by: 'ocsp', ...status };
    case 'unknown':
      throw new RevocationProblem('ocsp-unknown');
  }
}

function readSettings(settings: OcspCheckerSettings): Options {
  const { url, fetch = globalThis.fetch, certIdHash = 'sha256', acceptMissingNonce = false } = settings;
  const { clockSkewSeconds = 60, maxAgeSeconds = 86_400 } = settings;
  requireSetting(
    /^https?:$/u.test(protocolOf(url)),
    'url must be the http: or https: address of the responder',
  );
  requireSetting(['sha256', 'sha1'].includes(certIdHash), "certIdHash is 'sha256' or 'sha1'");
  requireSetting(clockSkewSeconds >= 0 && clockSkewSeconds <= 300, 'clockSkewSeconds must be 0 to 300');
  requireSetting(maxAgeSeconds > 0 && Number.isFinite(maxAgeSeconds), 'maxAgeSeconds must be positive');
  const times = { skewMs: clockSkewSeconds * 1000, maxAgeMs: maxAgeSeconds * 1000 };
  return { url, fetch, certIdHash, acceptMissingNonce, ...times };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
