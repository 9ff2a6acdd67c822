/**
 * XAdES signatures of level B-B, or B-T with a time stamp: ETSI EN 319 132-1
 * (docs/decisions/0023-xml-signatures-by-a-strict-parser-and-a-canonicaliser-of-our-own.md).
 */
import { fromUtf8, toHex, toUtf8 } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { NEW_BYTES_MAX } from '../../shared/signing.ts';
import {
  type BoundDocument,
  DocumentRefused,
  type Part,
  type PreparedDocument,
  type SignableDocument,
  type SignedArtefact,
} from '../container.ts';
import { startHash } from '../running-hash.ts';
import { CanonicalWriter } from '../xml/canonical-writer.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import { readXml } from '../xml/read-xml.ts';
import { XmlRefused } from '../xml/xml-refused.ts';
import { CANONICAL_XML, ENVELOPED_SIGNATURE, INCLUSIVE } from './algorithms.ts';
import { findInsertion, type Insertion } from './insertion.ts';
import {
  type DocumentReference,
  type SignatureDescription,
  spellSignature,
  spellSignatureValue,
  spellSignedInfo,
} from './signature-element.ts';

export interface XadesOptions {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly packaging: 'enveloped' | 'detached';
}

/** What is signed, and where the signature goes. */
interface Plan {
  readonly document: DocumentReference;
  /** The signed document, or the file of the signature. */
  readonly place: (signature: string) => readonly Part[];
}

/**
 * `enveloped`: the signature stands in the document, which is XML in UTF-8. `detached`: the signature is an XML file of
 * its own and names the document, which may be anything, by its name.
 * @throws DocumentRefused `xml-malformed`, `xml-doctype` or `xml-unsupported`
 */
export async function prepareXades(
  document: SignableDocument,
  options: XadesOptions,
): Promise<PreparedDocument> {
  const plan =
    options.packaging === 'enveloped' ? await planEnveloped(document, options) : planDetached(document);
  const id = `signature-${toHex(crypto.getRandomValues(new Uint8Array(16))).toLowerCase()}`;
  return {
    bind: (signer) =>
      Promise.resolve(
        bindTo({ id, digestAlgorithm: options.digestAlgorithm, document: plan.document, signer }, plan),
      ),
  };
}

function bindTo(description: SignatureDescription, { place }: Plan): BoundDocument {
  const { digestAlgorithm } = description;
  return {
    digestAlgorithm,
    digest: startHash(digestAlgorithm)
      .update(toUtf8(spellSignedInfo(description)))
      .digest(),
    timestampInput: (signature) => toUtf8(spellSignatureValue(description, signature)),
    finish: (signature, timestampToken): SignedArtefact => {
      const element = spellSignature(description, signature, timestampToken);
      const parts = place(element);
      if (parts.some((part) => part instanceof Uint8Array && part.length > NEW_BYTES_MAX))
        throw new DocumentRefused('signature-oversize');
      return { parts, signature: toUtf8(element) };
    },
  };
}

function planDetached({ name, type, hash }: SignableDocument): Plan {
  return {
    document: { uri: documentUri(name), transforms: [], digest: hash.clone().digest(), type },
    place: (signature) => [toUtf8(`<?xml version="1.0" encoding="UTF-8"?>\n${signature}\n`)],
  };
}

/** A relative reference of one segment (RFC 3986 section 4.2): the document lies beside its signature. */
export function documentUri(name: string): string {
  // Half a surrogate pair, which has no UTF-8, becomes U+FFFD.
  return encodeURIComponent(fromUtf8(toUtf8(name)));
}

async function planEnveloped({ content, type }: SignableDocument, options: XadesOptions): Promise<Plan> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  try {
    return planInsertion(bytes, type, options.digestAlgorithm);
  } catch (error) {
    if (error instanceof XmlRefused) throw new DocumentRefused(`xml-${error.reason}`, { cause: error });
    throw error;
  }
}

/**
 * Canonical XML is inclusive here: of a whole document it depends on nothing around it, and covers namespace
 * declarations that only values use (`xsi:type="p:name"`), which the exclusive form leaves open.
 */
const TRANSFORMS = [ENVELOPED_SIGNATURE, CANONICAL_XML] as const;

function planInsertion(bytes: Uint8Array, type: string, digestAlgorithm: DigestAlgorithm): Plan {
  const { text, encoding } = decodeXml(bytes);
  if (encoding !== 'utf-8') throw new XmlRefused('unsupported', 'a signature is written in UTF-8');
  const insertion = findInsertion(text);
  const digest = canonicalDigest(insert(text, insertion, ''), digestAlgorithm);
  const start = toUtf8(text.slice(0, insertion.start)).length;
  const end = start + (insertion.end - insertion.start);
  return {
    document: { uri: '', transforms: TRANSFORMS, digest, type },
    place: (signature) => [
      { offset: 0, length: start },
      toUtf8(`${insertion.opening}${signature}${insertion.closing}`),
      { offset: end, length: bytes.length - end },
    ],
  };
}

function insert(text: string, { start, end, opening, closing }: Insertion, signature: string): string {
  return `${text.slice(0, start)}${opening}${signature}${closing}${text.slice(end)}`;
}

const FLUSH_LENGTH = 0x10000;

/** Of the document as it is when the transforms have taken the signature out. */
function canonicalDigest(text: string, algorithm: DigestAlgorithm): Uint8Array {
  const hash = startHash(algorithm);
  let pending = '';
  readXml(
    text,
    new CanonicalWriter(INCLUSIVE, (written) => {
      pending += written;
      if (pending.length < FLUSH_LENGTH) return;
      hash.update(toUtf8(pending));
      pending = '';
    }),
  );
  return hash.update(toUtf8(pending)).digest();
}
