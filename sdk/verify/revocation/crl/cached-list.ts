/** One revocation list of a service: loaded when it is needed, kept for as long as it says, renewed before that ends. */
import type { Certificate } from '../../../../signatures/x509/certificate.ts';
import { RevocationProblem, reading, requireThat, toProblem } from '../revocation-problems.ts';
import { type CertificateList, parseCertificateList } from './certificate-list.ts';
import { isOf, type VerifiedList, verifyList } from './verified-list.ts';

/**
 * Fetches one revocation list in DER, from wherever the service has it. What it throws, or that it takes too long,
 * counts as `crl-load-failed`.
 */
export type LoadCrl = (signal: AbortSignal) => Promise<Uint8Array>;

export interface CrlLimits {
  readonly maxBytes: number;
  readonly retryMs: number;
  readonly loadTimeLimitMs: number;
}

/** One load, and what has come of it for each issuer that was asked about since. */
interface Attempt {
  /** In milliseconds since 1970. */
  readonly at: number;
  isOver: boolean;
  readonly list: Promise<CertificateList>;
  /** By the octets of the issuer's certificate. */
  readonly verified: Map<string, Promise<VerifiedList>>;
}

export class CachedList {
  readonly #load: LoadCrl;
  readonly #limits: CrlLimits;
  #current: VerifiedList | undefined;
  #attempt: Attempt | undefined;

  constructor(load: LoadCrl, limits: CrlLimits) {
    this.#load = load;
    this.#limits = limits;
  }

  /**
   * The list for certificates of this issuer.
   * @throws RevocationProblem when there is none that is fresh
   */
  async fresh(issuer: Certificate, now: Date): Promise<VerifiedList> {
    const held = this.#current;
    if (!held || staleness(held, now)) return this.#renewed(issuer, now);
    requireThat(isOf(held, issuer), 'crl-of-other-issuer');
    // Nobody waits for this one, and if it fails, or is the old one still, that is good for a while.
    if (isNearlyOver(held, now)) this.#renewed(issuer, now, timeLeft(held, now) / 10).catch(() => undefined);
    return held;
  }

  /** Only a list that is good in every way takes the old one's place, and never an older one. */
  async #renewed(issuer: Certificate, now: Date, pauseMs = 0): Promise<VerifiedList> {
    const attempt = this.#attemptAt(now, Math.max(this.#limits.retryMs, pauseMs));
    const list = await verifiedOnce(attempt, await attempt.list, issuer);
    const held = this.#current;
    const newest = held && isOf(held, issuer) && held.thisUpdate > list.thisUpdate ? held : list;
    const problem = staleness(newest, now);
    if (problem) throw new RevocationProblem(problem);
    this.#current = newest;
    return newest;
  }

  /** One load at a time, and a pause between them: a server that is down is not asked at each log-in. */
  #attemptAt(now: Date, pauseMs: number): Attempt {
    const last = this.#attempt;
    if (last && (!last.isOver || Math.abs(now.getTime() - last.at) < pauseMs)) return last;
    const list = this.#loadList();
    const attempt: Attempt = { at: now.getTime(), isOver: false, list, verified: new Map() };
    const end = () => {
      attempt.isOver = true;
    };
    list.then(end, end);
    this.#attempt = attempt;
    return attempt;
  }

  async #loadList(): Promise<CertificateList> {
    const { maxBytes, loadTimeLimitMs } = this.#limits;
    const loaded: unknown = await within(loadTimeLimitMs, this.#load).catch((error: unknown) => {
      throw toProblem(error, 'crl-load-failed');
    });
    requireThat(loaded instanceof Uint8Array, 'crl-load-failed');
    requireThat(loaded.length <= maxBytes, 'crl-oversize');
    // A copy, because the loader may use its buffer again, and what was verified must stay as it is.
    return reading('crl-malformed', () => parseCertificateList(new Uint8Array(loaded)));
  }
}

/** A loader that does not listen to its signal is left alone. */
async function within(timeLimitMs: number, load: LoadCrl): Promise<Uint8Array> {
  const ending = new AbortController();
  const over = new Promise<never>((_resolve, reject) => {
    ending.signal.addEventListener('abort', () => {
      reject(new RevocationProblem('crl-load-failed'));
    });
  });
  const timer = setTimeout(() => {
    ending.abort();
  }, timeLimitMs);
  try {
    return await Promise.race([over, promised(load, ending.signal)]);
  } finally {
    clearTimeout(timer);
    // What the loader may have left open, such as the body of an answer that it did not read.
    ending.abort();
  }
}

/** A loader that throws before it promises anything has failed like any other. */
async function promised(load: LoadCrl, signal: AbortSignal): Promise<Uint8Array> {
  return await load(signal);
}

/** A long list takes a second to verify: once for each issuer, and not for each log-in that waits. */
function verifiedOnce(
  { verified }: Attempt,
  list: CertificateList,
  issuer: Certificate,
): Promise<VerifiedList> {
  const octets = Buffer.from(issuer.toBeSigned).toString('latin1');
  const begun = verified.get(octets) ?? verifyList(list, issuer);
  verified.set(octets, begun);
  return begun;
}

function staleness(
  { thisUpdate, nextUpdate }: VerifiedList,
  now: Date,
): 'crl-not-yet-valid' | 'crl-stale' | undefined {
  if (now < thisUpdate) return 'crl-not-yet-valid';
  return now < nextUpdate ? undefined : 'crl-stale';
}

/** In the last tenth of its life, when there may be a newer one. */
function isNearlyOver(list: VerifiedList, now: Date): boolean {
  return timeLeft(list, now) < timeLeft(list, list.thisUpdate) / 10;
}

/** In milliseconds. */
function timeLeft({ nextUpdate }: VerifiedList, since: Date): number {
  return nextUpdate.getTime() - since.getTime();
}
