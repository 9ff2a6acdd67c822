import type { Bytes } from '../../shared/bytes.ts';
import { SignatureFailure } from '../signature-failure.ts';
import { type CanonicalMethod, canonicaliseDocument, canonicaliseElement } from '../xml/canonicalise.ts';
import type { XmlDocument, XmlElement } from '../xml/xml-tree.ts';

/** Octets beyond those of eight signatures of the whole document: enough for a hundred of a small one. */
const SPARE_OCTETS = 16 * 1024 * 1024;

/**
 * Writes canonical forms of parts of one document, but not without end: references cost little to write, and much to
 * follow, and all of them together are to take time in proportion to the document.
 */
export class Canonicaliser {
  readonly #document: XmlDocument;
  #left: number;

  /** @param length of the document, in bytes */
  constructor(document: XmlDocument, length: number) {
    this.#document = document;
    this.#left = 8 * length + SPARE_OCTETS;
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
    this.#left -= octets.length;
    if (this.#left < 0)
      throw new SignatureFailure('signature-form-unsupported', 'refers to more than is read');
    return octets;
  }
}
