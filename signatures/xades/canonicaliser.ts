import type { Bytes } from '../../shared/bytes.ts';
import { SignatureFailure } from '../signature-failure.ts';
import { type CanonicalMethod, canonicaliseDocument, canonicaliseElement } from '../xml/canonicalise.ts';
import { XML_MAX_BYTES } from '../xml/decode-xml.ts';
import type { XmlDocument, XmlElement } from '../xml/xml-tree.ts';

/** Octets. As much as four of the largest documents have, or many signatures of a small one. */
const CANONICAL_MAX = 4 * XML_MAX_BYTES;

/** Writes canonical forms of parts of one document, but not without end: references cost little to write, and much to follow. */
export class Canonicaliser {
  readonly #document: XmlDocument;
  #written = 0;

  constructor(document: XmlDocument) {
    this.#document = document;
  }

  /** @param without is left out */
  document(method: CanonicalMethod, without?: XmlElement): Bytes {
    return this.#count(canonicaliseDocument(this.#document, method, without));
  }

  /** @param without is left out */
  element(element: XmlElement, method: CanonicalMethod, without?: XmlElement): Bytes {
    return this.#count(canonicaliseElement(element, method, without));
  }

  /** Counted afterwards: the last one is no longer than the document and what it inherits. */
  #count(octets: Bytes): Bytes {
    this.#written += octets.length;
    if (this.#written > CANONICAL_MAX)
      throw new SignatureFailure('signature-form-unsupported', 'refers to more than is read');
    return octets;
  }
}
