import type { DocumentFolder } from '../vector.ts';
import { NOON, person } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import { runVector } from '../run-vector.ts';
import type { Vector } from '../vector.ts';
import { makeFrom } from './certificate-draft.ts';
import { SIGNATURE_ORDER_ROWS, TOKEN_ORDER_ROWS } from './order-rows.ts';
import { CMS_ROWS, VALID_CMS_ROWS } from './cms-rows.ts';
import {
  DOCUMENT_SETTINGS,
  type DocumentCase,
  type DocumentRow,
  type ValidDocumentRow,
} from './document-rows.ts';
import { JWS_ROWS, VALID_JWS_ROWS } from './jws-rows.ts';
import { PDF_ROWS, VALID_PDF_ROWS } from './pdf-rows.ts';
import { VALID_XML_ROWS, XML_ROWS } from './xml-rows.ts';
import { base64, NOW } from './people.ts';
import { CRL_ANSWER_ROWS, CRL_PROBLEM_ROWS } from './crl-rows.ts';
import { OCSP_ANSWER_ROWS, OCSP_PROBLEM_ROWS } from './ocsp-rows.ts';
import {
  GOOD_SIGNATURE_CERTIFICATE,
  SIGNATURE_ROWS,
  type SignatureDefect,
  VALID_SIGNATURE_ROWS,
} from './signature-rows.ts';
import { GOOD_LOGIN, type TokenDefect, tokenOf } from './token-draft.ts';
import { TOKEN_ROWS } from './token-rows.ts';
import { VALID_TOKEN_ROWS } from './valid-token-rows.ts';

/**
 * All conformance vectors, the same ones each time but for the keys, which are made anew and kept by nobody.
 *
 * What a case comes to is written down by hand for each that is refused; of the others the code is `ok`, `good` or
 * `revoked`, and what else is in the answer is taken from this kit.
 */
export async function makeVectors(): Promise<readonly Vector[]> {
  return await Promise.all([
    ...VALID_TOKEN_ROWS.map(([name, about, make]) => withOutcome(tokenVector(name, about, make))),
    ...[...TOKEN_ROWS, ...TOKEN_ORDER_ROWS].map(([name, code, about, defect, like]) =>
      refused(tokenVector(name, about, defect), code, like),
    ),
    ...VALID_SIGNATURE_ROWS.map(([name, about, make]) => withOutcome(signatureVector(name, about, make))),
    ...[...SIGNATURE_ROWS, ...SIGNATURE_ORDER_ROWS].map(([name, code, about, defect, like]) =>
      refused(signatureVector(name, about, defect), code, like),
    ),
    ...CRL_ANSWER_ROWS.map(([name, about, made]) => withOutcome(crlVector(name, about, made))),
    ...CRL_PROBLEM_ROWS.map(([name, reason, about, made]) =>
      unavailable(crlVector(name, about, made), reason),
    ),
    ...OCSP_ANSWER_ROWS.map(([name, about, made]) => withOutcome(ocspVector(name, about, made))),
    ...OCSP_PROBLEM_ROWS.map(([name, reason, about, made]) =>
      unavailable(ocspVector(name, about, made), reason),
    ),
    ...documentVectors('cms', base64, VALID_CMS_ROWS, CMS_ROWS),
    ...documentVectors('pdf', base64, VALID_PDF_ROWS, PDF_ROWS),
    ...documentVectors('xml', base64, VALID_XML_ROWS, XML_ROWS),
    ...documentVectors('jws', (text) => text, VALID_JWS_ROWS, JWS_ROWS),
  ]);
}

type Unjudged = Vector extends infer Each ? (Each extends Vector ? Omit<Each, 'expected'> : never) : never;

function tokenVector(name: string, about: string, make: TokenDefect): Unjudged {
  const draft = make(GOOD_LOGIN);
  return { name: `token/${name}`, what: 'token', about, ...draft.case, token: tokenOf(draft) };
}

function signatureVector(name: string, about: string, make: SignatureDefect): Unjudged {
  const draft = make(GOOD_SIGNATURE_CERTIFICATE);
  const certificate = base64(makeFrom(draft.certificate));
  return {
    name: `signature-certificate/${name}`,
    what: 'signature-certificate',
    about,
    ...draft.case,
    certificate,
  };
}

const subject = {
  certificate: base64(person),
  issuer: base64(authority.certificate),
  now: NOON.toISOString(),
};

function crlVector(name: string, about: string, lists: readonly Uint8Array[]): Unjudged {
  return { name: `crl/${name}`, what: 'crl', about, ...subject, lists: lists.map(base64) };
}

function ocspVector(name: string, about: string, response: Uint8Array): Unjudged {
  const settings = { acceptMissingNonce: true, clockSkewSeconds: 60 };
  return { name: `ocsp/${name}`, what: 'ocsp', about, ...subject, settings, response: base64(response) };
}

function documentVectors<Signed>(
  what: DocumentFolder,
  spell: (signed: Signed) => string,
  valid: readonly ValidDocumentRow<Signed>[],
  rows: readonly DocumentRow<Signed>[],
): readonly Promise<Vector>[] {
  const vector = (name: string, about: string, made: DocumentCase<Signed>): Unjudged => ({
    name: `${what}/${name}`,
    what,
    about,
    now: (made.now ?? NOW).toISOString(),
    settings: { ...DOCUMENT_SETTINGS, ...made.settings },
    signed: spell(made.signed),
    ...(made.document && { document: base64(made.document) }),
    ...(made.documents && { documents: mapValues(made.documents, base64) }),
  });
  return [
    ...valid.map(([name, about, made]) => withOutcome(vector(name, about, made))),
    ...rows.map(([name, code, about, made, like]) => refused(vector(name, about, made), code, like)),
  ];
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function refused(vector: Unjudged, code: string, like = 'valid'): Promise<Vector> {
  return Promise.resolve(judged({ ...vector, like: `${vector.what}/${like}` }, { ok: false, code }));
}

function unavailable(vector: Unjudged, reason: string): Promise<Vector> {
  return Promise.resolve(
    judged({ ...vector, like: `${vector.what}/good` }, { status: 'unavailable', reason }),
  );
}

async function withOutcome(vector: Unjudged): Promise<Vector> {
  return judged(vector, await runVector(judged(vector, {})));
}

function judged(vector: Unjudged, expected: unknown): Vector {
  // Each kind has an outcome of its own form, which reading the file proves.
  return { ...vector, expected } as Vector;
}
