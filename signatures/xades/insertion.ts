/**
 * Where an enveloped signature stands in a document, found in its text, so that nothing of it is written anew.
 *
 * The first signature is the last child of the root element. A later one stands in an Object of the last signature
 * before it: there the enveloped-signature transform of that one leaves it out together with its own signature, so that
 * it stays valid, and is covered by the later one (XML Signature 1.1 sections 4.6 and 6.6.4).
 */
import { readXml } from '../xml/read-xml.ts';
import { XmlRefused } from '../xml/xml-refused.ts';
import { DS, XADES, XADES_141 } from './namespaces.ts';

export interface Insertion {
  /** The part of the text that is replaced by `opening`, the signature and `closing`; empty but for a tag like `<root/>`. */
  readonly start: number;
  readonly end: number;
  readonly opening: string;
  readonly closing: string;
}

/** @throws XmlRefused */
export function findInsertion(text: string): Insertion {
  const { element, isSignature } = findContainer(text);
  const opening = isSignature ? `<ds:Object xmlns:ds="${DS}">` : '';
  const closing = isSignature ? '</ds:Object>' : '';
  // Neither in an end tag nor in a start tag is there another `<` than its first character.
  const start = text.lastIndexOf('<', element.end - 1);
  if (element.end !== element.startTagEnd) return { start, end: start, opening, closing };
  return {
    start: element.end - 2,
    end: element.end,
    opening: `>${opening}`,
    closing: `${closing}</${element.name}>`,
  };
}

interface Extent {
  readonly name: string;
  /** Behind its start tag, and behind its end tag; both are the same place in a tag like `<root/>`. */
  readonly startTagEnd: number;
  end: number;
}

/** The signature that begins last, or else the root element. */
function findContainer(text: string): { readonly element: Extent; readonly isSignature: boolean } {
  const open: Extent[] = [];
  let root: Extent | undefined;
  let lastSignature: Extent | undefined;
  readXml(text, {
    open: (tag, end) => {
      const extent = { name: tag.name, startTagEnd: end, end };
      open.push(extent);
      root ??= extent;
      // It covers the Objects of its signature (ETSI EN 319 132-1 section 5.5.2): one more would break it.
      if (tag.local === 'ArchiveTimeStamp' && (tag.uri === XADES || tag.uri === XADES_141))
        throw new XmlRefused('unsupported', 'an archive time stamp');
      if (tag.uri === DS && tag.local === 'Signature') lastSignature = extent;
    },
    close: (end) => {
      const extent = open.pop();
      if (extent) extent.end = end;
    },
  });
  const element = lastSignature ?? root;
  // Cannot be: the parser refuses a document without an element.
  if (!element) throw new SyntaxError('no root element');
  return { element, isSignature: element === lastSignature };
}
