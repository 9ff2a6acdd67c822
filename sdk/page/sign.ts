import { fromBase64, toBase64 } from '../../shared/base64.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import {
  type SignatureMark,
  type SignedDocument as SignedParts,
  type SignRequest,
  signRequestSchema as request,
  signResultSchema as result,
} from '../../shared/signing.ts';
import { ask } from './ask.ts';
import { assembleArtefact } from './assemble-artefact.ts';
import { KazasuError } from './kazasu-error.ts';
import { type FetchTimestamp, signingReplies } from './signing-replies.ts';

export type { DigestAlgorithm, FetchTimestamp, SignatureMark };

/** A document, as the person is shown it. */
export interface DocumentToSign {
  /** Shown, and the name of a file that is saved: 1 to 255 characters, without slash, backslash and control characters. */
  readonly name: string;
  /**
   * Media type: the person can read `application/pdf`, `text/plain`, XML, JSON and images. It decides how the document is
   * shown, and is that of the format where there is only one: `application/pdf` for PAdES, XML for an enveloped XAdES.
   */
  readonly type: string;
  /** Up to 256 MiB. What the caller changes in it afterwards is not signed. Text becomes UTF-8. */
  readonly content: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | string;
}

/** Something that the caller cannot show. The person is told so, and asked about each one. */
export interface DigestToSign {
  readonly name: string;
  /** Of `digestAlgorithm`: 32 bytes for SHA-256. */
  readonly digest: Uint8Array;
}

interface CommonOptions {
  /** `SHA-256` by default. */
  readonly digestAlgorithm?: DigestAlgorithm | undefined;
  /** The person may leave documents out; by default it is all or none. */
  readonly mayLeaveOut?: boolean | undefined;
  /** What the signatures are for, in the site's own words: 1 to 200 characters of plain text on one line, shown as such. */
  readonly purpose?: string | undefined;
  /** Gives the request up. The promise then rejects with the signal's `reason`, as `fetch` does. */
  readonly signal?: AbortSignal | undefined;
}

/** 1 to 100 documents, all signed in the same format. */
interface DocumentsOptions extends CommonOptions {
  readonly documents: readonly DocumentToSign[];
}

interface TimestampOptions {
  /**
   * Fetches a time stamp (RFC 3161) for each signature: level B-T instead of B-B. What it throws, the promise rejects with.
   */
  readonly timestamp?: FetchTimestamp | undefined;
}

/** PAdES, ETSI EN 319 142-1: the signature stands in the PDF, behind what was there. */
export interface SignPdfOptions extends DocumentsOptions, TimestampOptions {
  readonly format: 'pades';
  /** A visible mark with the signer's name, at the same place in each document; none by default. */
  readonly mark?: SignatureMark | undefined;
}

/** CAdES, ETSI EN 319 122-1: a CMS SignedData beside the document (`detached`, by default) or around it. */
export interface SignCmsOptions extends DocumentsOptions, TimestampOptions {
  readonly format: 'cades';
  readonly packaging?: 'detached' | 'enveloping' | undefined;
}

/** XAdES, ETSI EN 319 132-1: a `ds:Signature` in the XML document (`enveloped`, by default) or beside any document. */
export interface SignXmlOptions extends DocumentsOptions, TimestampOptions {
  readonly format: 'xades';
  readonly packaging?: 'enveloped' | 'detached' | undefined;
}

/** A JSON Web Signature in compact serialisation, RFC 7515, with its payload (`enveloping`, by default) or without. */
export interface SignJwsOptions extends DocumentsOptions {
  readonly format: 'jws';
  readonly packaging?: 'enveloping' | 'detached' | undefined;
}

/** Bare signatures, RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2), of digests. */
export interface SignDigestOptions extends CommonOptions {
  readonly format: 'digest';
  readonly documents: readonly DigestToSign[];
}

/** What a page asks for when it asks for signatures. */
export type SignOptions =
  | SignPdfOptions
  | SignCmsOptions
  | SignXmlOptions
  | SignJwsOptions
  | SignDigestOptions;

/** A document that was signed. */
export interface Signed {
  readonly outcome: 'signed';
  /** As in the request. */
  readonly name: string;
  /** The signed document, or the signature where it is detached, as a file. */
  readonly signed: Blob;
  /** The signature alone: the CMS SignedData, the `ds:Signature` element, the JWS, or the bare signature of a digest. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** A document that the person did not want to sign. */
export interface LeftOut {
  readonly outcome: 'left-out';
  readonly name: string;
}

/** What the person’s consent, card and password come to: nothing has been verified yet. */
export interface SignResult<Outcome extends Signed | LeftOut = Signed | LeftOut> {
  /** In the order of the request. */
  readonly documents: readonly Outcome[];
  /** The signature certificate (署名用電子証明書) in DER. It holds name, address, birth date and sex of the signer. */
  readonly certificate: Uint8Array<ArrayBuffer>;
}

/** RFC 8118, RFC 7193, RFC 7303, RFC 7515. */
const MEDIA_TYPES: Readonly<Record<SignOptions['format'], string>> = {
  pades: 'application/pdf',
  cades: 'application/cms',
  xades: 'application/xml',
  jws: 'application/jose',
  digest: 'application/octet-stream',
};

/**
 * Asks the person to sign documents with their card and its signature password (6 to 16 letters and digits), in a window
 * of the extension's own, where they can read each document first: all of them are signed, or none.
 * Call it from the handler of a click or a key press. It settles within 35 minutes at the latest.
 *
 * @throws {@link KazasuError} with one of the {@link PageErrorCode}s; for `document-refused` it says which one, and why
 * @throws what reading a file or `timestamp` has thrown
 * @throws the signal's `reason` once it is aborted
 *
 * @example
 * ```ts
 * button.addEventListener('click', async () => {
 *   const documents = [{ name: '転入届.pdf', type: 'application/pdf', content: pdf }];
 *   const { documents: [form] } = await sign({ format: 'pades', documents, purpose: '転入の届出' });
 *   if (form) await fetch('/applications', { method: 'POST', body: form.signed });
 * });
 * ```
 */
export async function sign(
  options: SignOptions & { readonly mayLeaveOut?: false | undefined },
): Promise<SignResult<Signed>>;
export async function sign(options: SignOptions): Promise<SignResult>;
export async function sign(options: SignOptions): Promise<SignResult> {
  const { documents, timestamp, signal, ...rest }: SignOptions & TimestampOptions = options;
  const taken = documents.map(takeDocument);
  const described = {
    ...rest,
    method: 'sign',
    documents: taken.map(({ description }) => description),
    ...(timestamp && { timestamps: true }),
  };
  const reply = signingReplies(
    taken.map(({ content }) => content),
    timestamp,
  );
  // Whatever the caller has passed, `ask` looks at it first.
  const answer = await ask({ request, result }, described as SignRequest, { signal, reply });
  const outcomes = taken.map(({ description: { name }, content }, index) => {
    const parts = answer.documents[index];
    if (!parts || (parts.outcome === 'left-out' && !options.mayLeaveOut)) {
      throw new KazasuError('internal', 'the extension answered for other documents');
    }
    return outcomeOf(parts, { name, content, type: MEDIA_TYPES[options.format] });
  });
  return { documents: await Promise.all(outcomes), certificate: fromBase64(answer.certificate) };
}

interface TakenDocument {
  readonly description: SignRequest['documents'][number];
  /** A snapshot. */
  readonly content: Blob;
}

function takeDocument(document: DocumentToSign | DigestToSign): TakenDocument {
  if ('digest' in document) {
    const { digest, ...description } = document;
    return { description: { ...description, digest: toBase64(digest) }, content: new Blob() };
  }
  const { content: given, ...description } = document;
  // Callers without types can pass anything, of which Blob would make a text: `undefined`, or `[object Object]`.
  const isContent =
    typeof given === 'string' ||
    given instanceof Blob ||
    given instanceof ArrayBuffer ||
    ArrayBuffer.isView(given);
  if (!isContent) throw new KazasuError('invalid-request', 'a content is a Blob, bytes or text');
  const content = new Blob([given]);
  return { description: { ...description, size: content.size }, content };
}

async function outcomeOf(
  parts: SignedParts,
  { name, content, type }: { name: string; content: Blob; type: string },
): Promise<Signed | LeftOut> {
  if (parts.outcome === 'left-out') return { outcome: 'left-out', name };
  return {
    outcome: 'signed',
    name,
    signed: new Blob(await assembleArtefact(parts.parts, content), { type }),
    signature: fromBase64(parts.signature),
  };
}
