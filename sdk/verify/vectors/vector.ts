/**
 * The format of a conformance vector: one case in one JSON file (README.md). Not published.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

const base64Schema = v.pipe(v.string(), v.base64());
const instantSchema = v.pipe(v.string(), v.isoTimestamp());

/** By whom certificates have to be issued. Authorities are in PEM, and pinned by SHA-256. */
const trust = {
  trustAnchors: v.array(v.strictObject({ certificate: v.string(), sha256: v.string() })),
  testTrustAnchors: v.array(v.string()),
  validitySkewSeconds: v.number(),
  /** Revocation lists in DER; without it nobody is asked. */
  revocationLists: v.optional(v.array(base64Schema)),
  acceptRevocation: v.array(v.picklist(['not-checked', 'unavailable'])),
};

/** What a service has said about signed documents. */
const documentTrust = {
  ...trust,
  /** Certificates in PEM. */
  timestampAuthorities: v.array(v.string()),
  acceptChanges: v.array(v.picklist(['form-filled', 'annotation-changed'])),
};

/** What the service has issued; `unavailable` for a store that cannot be asked. */
const nonceStoreSchema = v.union([
  v.literal('unavailable'),
  v.array(
    v.strictObject({ nonce: v.string(), session: v.string(), expires: instantSchema, used: v.boolean() }),
  ),
]);

const common = {
  /** Its file without `.json`. */
  name: v.string(),
  /** What is wrong, or right, about it. */
  about: v.string(),
  /** The case that is the same but for the one defect that gives this one its code; absent where there is none. */
  like: v.optional(v.string()),
  now: instantSchema,
};
const failureSchema = v.strictObject({ ok: v.literal(false), code: v.string() });
const verdictSchema = v.variant('ok', [failureSchema, v.looseObject({ ok: v.literal(true) })]);
const answerSchema = v.looseObject({ status: v.picklist(['good', 'revoked', 'unavailable']) });
/** A person's certificate and its issuer's, in DER. */
const subject = { certificate: base64Schema, issuer: base64Schema };

export const vectorSchema = v.variant('what', [
  v.strictObject({
    ...common,
    what: v.literal('token'),
    settings: v.strictObject({
      ...trust,
      origin: v.string(),
      clockSkewSeconds: v.number(),
      accountKeySecrets: v.array(v.strictObject({ id: v.string(), secret: base64Schema })),
    }),
    nonces: nonceStoreSchema,
    /** From which the token came. */
    session: v.string(),
    /** Whatever the page sent, which need not be text. */
    token: v.unknown(),
    expected: verdictSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('signature-certificate'),
    settings: v.strictObject(trust),
    certificate: base64Schema,
    expected: verdictSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('crl'),
    ...subject,
    lists: v.array(base64Schema),
    expected: answerSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('ocsp'),
    ...subject,
    settings: v.strictObject({ acceptMissingNonce: v.boolean(), clockSkewSeconds: v.number() }),
    response: base64Schema,
    expected: answerSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('cms'),
    settings: v.strictObject(documentTrust),
    signed: base64Schema,
    /** Beside the signature. */
    document: v.optional(base64Schema),
    expected: verdictSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('pdf'),
    settings: v.strictObject(documentTrust),
    signed: base64Schema,
    expected: verdictSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('xml'),
    settings: v.strictObject(documentTrust),
    signed: base64Schema,
    /** By the URI with which a detached signature refers to them. */
    documents: v.optional(v.record(v.string(), base64Schema)),
    expected: verdictSchema,
  }),
  v.strictObject({
    ...common,
    what: v.literal('jws'),
    settings: v.strictObject(documentTrust),
    signed: v.string(),
    document: v.optional(base64Schema),
    expected: verdictSchema,
  }),
]);
export type Vector = v.InferOutput<typeof vectorSchema>;
export type VectorOf<What extends Vector['what']> = Extract<Vector, { what: What }>;

/** Folders of the cases beside this file, one for each kind of input. */
export const VECTOR_FOLDERS = [
  'token',
  'signature-certificate',
  'crl',
  'ocsp',
  'pdf',
  'cms',
  'xml',
  'jws',
] as const satisfies Vector['what'][];

/** Those of signed documents. */
export type DocumentFolder = Extract<(typeof VECTOR_FOLDERS)[number], 'pdf' | 'cms' | 'xml' | 'jws'>;

/** All of them, by name. */
export function readVectors(): ReadonlyMap<string, Vector> {
  const vectors = VECTOR_FOLDERS.flatMap((folder) => {
    const files = readdirSync(new URL(`${folder}/`, import.meta.url)).filter((file) =>
      file.endsWith('.json'),
    );
    return files.toSorted().map((file) => readVector(`${folder}/${file}`));
  });
  return new Map(vectors.map((vector) => [vector.name, vector]));
}

function readVector(file: string): Vector {
  const json: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
  return v.parse(vectorSchema, json);
}
