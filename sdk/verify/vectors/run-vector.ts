/**
 * Runs one conformance vector on this kit: what any implementation has to do with the format, by use. Not published.
 */
import type { KeyObject } from 'node:crypto';
import {
  type AuthResult,
  type ContentResult,
  createCrlChecker,
  createDocumentVerifier,
  createOcspChecker,
  createSignatureVerifier,
  createVerifier,
  type DocumentResult,
  type NonceStore,
  type RevocationChecker,
  type SignatureCertificateResult,
  type TrustSettings,
} from '../index.ts';
import type { DocumentFolder, Vector, VectorOf } from './vector.ts';

/** @returns what the kit says, in the form of the vector's `expected` */
export async function runVector(vector: Vector): Promise<unknown> {
  switch (vector.what) {
    case 'token':
      return outcome(await runToken(vector));
    case 'signature-certificate':
      return outcome(await runSignatureCertificate(vector));
    case 'crl':
      return asJson(await ask(createCrlChecker({ lists: vector.lists.map(loading) }), vector));
    case 'ocsp':
      return asJson(await ask(responder(vector), vector));
    case 'cms':
      return documentOutcome(
        await documentVerifier(vector).verifyCms(fromBase64(vector.signed), octetsIfAny(vector.document)),
      );
    case 'pdf':
      return documentOutcome(await documentVerifier(vector).verifyPdf(fromBase64(vector.signed)));
    case 'xml':
      return documentOutcome(
        await documentVerifier(vector).verifyXml(fromBase64(vector.signed), documentsOf(vector)),
      );
    case 'jws':
      return documentOutcome(
        await documentVerifier(vector).verifyJws(vector.signed, octetsIfAny(vector.document)),
      );
  }
}

function runToken({ settings, session, token, nonces, now }: VectorOf<'token'>) {
  const verifier = createVerifier({
    ...trustSettings(settings, now),
    origin: settings.origin,
    clockSkewSeconds: settings.clockSkewSeconds,
    accountKeySecrets: settings.accountKeySecrets.map(({ id, secret }) => ({
      id,
      secret: fromBase64(secret),
    })),
    nonces: nonceStore(nonces, new Date(now)),
  });
  return verifier.verifyAuthToken(token, { session });
}

function runSignatureCertificate({ settings, certificate, now }: VectorOf<'signature-certificate'>) {
  return createSignatureVerifier(trustSettings(settings, now)).verifySignatureCertificate(
    fromBase64(certificate),
  );
}

function documentVerifier({ settings, now }: VectorOf<DocumentFolder>) {
  const { timestampAuthorities, acceptChanges } = settings;
  return createDocumentVerifier({ ...trustSettings(settings, now), timestampAuthorities, acceptChanges });
}

function octetsIfAny(document: string | undefined) {
  return document === undefined ? undefined : fromBase64(document);
}

function documentsOf({ documents = {} }: VectorOf<'xml'>) {
  return new Map(Object.entries(documents).map(([uri, document]) => [uri, fromBase64(document)]));
}

function trustSettings(settings: VectorOf<'signature-certificate'>['settings'], now: string): TrustSettings {
  const { trustAnchors, testTrustAnchors, validitySkewSeconds, acceptRevocation, revocationLists } = settings;
  const revocation = revocationLists && createCrlChecker({ lists: revocationLists.map(loading) });
  return {
    trustAnchors,
    testTrustAnchors,
    validitySkewSeconds,
    acceptRevocation,
    ...(revocation && { revocation }),
    now: () => new Date(now),
  };
}

/** What the vector says about its nonces, asked in the order in which a store tells them apart. */
function nonceStore(nonces: VectorOf<'token'>['nonces'], now: Date): Pick<NonceStore, 'consume'> {
  if (nonces === 'unavailable') return { consume: () => Promise.reject(new Error('unavailable')) };
  return {
    consume(nonce, session) {
      const issued = nonces.find((entry) => entry.nonce === nonce);
      if (!issued) return Promise.resolve('unknown');
      if (issued.session !== session) return Promise.resolve('of-other-session');
      if (issued.used) return Promise.resolve('used');
      return Promise.resolve(new Date(issued.expires) <= now ? 'expired' : 'accepted');
    },
  };
}

/** Says what the vector has, whatever it is asked. */
function responder({ settings, response }: VectorOf<'ocsp'>): RevocationChecker {
  const fetch = () => Promise.resolve(new Response(Uint8Array.from(fromBase64(response))));
  return createOcspChecker({ url: 'http://ocsp.example/', fetch, ...settings });
}

function ask(checker: RevocationChecker, { certificate, issuer, now }: VectorOf<'crl' | 'ocsp'>) {
  return checker.check({
    certificate: fromBase64(certificate),
    issuer: fromBase64(issuer),
    now: new Date(now),
    signal: new AbortController().signal,
  });
}

function loading(list: string) {
  return () => Promise.resolve(fromBase64(list));
}

/** Without the explanation, which each implementation words for itself; the key as SubjectPublicKeyInfo. */
function outcome(result: AuthResult | SignatureCertificateResult): unknown {
  if (!result.ok) return { ok: false, code: result.code };
  return asJson('publicKey' in result ? { ...result, publicKey: toSpki(result.publicKey) } : result);
}

/** Without explanations; what was signed in base64. */
function documentOutcome(result: ContentResult | DocumentResult): unknown {
  if (!result.ok) return { ok: false, code: result.code };
  return asJson('content' in result ? { ...result, content: toBase64(result.content) } : result);
}

function toBase64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}

function toSpki(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

/** Dates as ISO 8601 has them. */
function asJson(value: object): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
