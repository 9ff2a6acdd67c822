/** libxml2, which other people's software verifies XML signatures with, is the peer (Debian: libxml2-utils). */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { CANONICAL_METHODS, INCLUSIVE } from '../xades/algorithms.ts';
import { canonicaliseDocument } from './canonicalise.ts';
import { decodeXml } from './decode-xml.ts';
import { XmlRefused } from './xml-refused.ts';
import { arbitraryXml } from './testing/arbitrary-xml.ts';
import { parseXmlTree } from './xml-tree.ts';

/** All of them with comments, as xmllint writes them. */
const FORMS = [
  ['--c14n', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'],
  ['--c14n11', 'http://www.w3.org/2006/12/xml-c14n11#WithComments'],
  ['--exc-c14n', 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments'],
] as const;

describe('the canonical forms', () => {
  it.each(FORMS)('are those of xmllint %s', (option, identifier) => {
    const method = CANONICAL_METHODS.get(identifier);
    if (!method) throw new Error('no such form');
    const property = fc.property(arbitraryXml, (xml) => {
      const canonical = canonicaliseDocument(parseXmlTree(xml), method);
      expect(fromUtf8(canonical)).toBe(xmllint(xml, option).output);
    });
    fc.assert(property, { numRuns: 30 });
  });
});

/** What mistakes are made of. */
const FRAGMENTS = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '?',
  '!',
  '-',
  '=',
  ':',
  ';',
  '#',
  '[',
  ']',
  ' ',
  '\t',
  '\r',
  '\n',
  'x',
  '0',
  '.',
  '\u0001',
  '\ufffe',
  '\u00b7',
  '&#0;',
  '&#xD800;',
  '&x;',
  '&#10;',
  ']]>',
  '<!--',
  '-->',
  '<?',
  '?>',
  '<![CDATA[',
  '<x>',
  '</x>',
  '<:x/>',
  '<x:/>',
  '<x:0/>',
  'xmlns=""',
  ' xml:lang="ja"',
  ' xmlns:xml="urn:x"',
  ' xmlns:xmlns="urn:x"',
  '<?xml version="1.0"?>',
];

describe('what is read', () => {
  it('is what xmllint takes for well-formed, and says the same', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat(2), fragment: fc.constantFrom('', ...FRAGMENTS) });
    const edited = fc
      .tuple(arbitraryXml, fc.array(edit, { minLength: 1, maxLength: 2 }))
      .map(([xml, edits]) => {
        // Of addresses of the web it checks more than their characters.
        let text = xml.replaceAll('http://', 'urn:');
        for (const { at, length, fragment } of edits) {
          const index = at % text.length;
          text = text.slice(0, index) + fragment + text.slice(index + length);
        }
        return fromUtf8(toUtf8(text));
      });
    const property = fc.property(edited, (xml) => {
      const read = canonicalOrUndefined(xml);
      if (read === undefined) return;
      expect(read).toBe(xmllint(xml, '--c14n').output);
    });
    fc.assert(property, { numRuns: 100 });
  });
});

function canonicalOrUndefined(xml: string): string | undefined {
  try {
    const { text } = decodeXml(toUtf8(xml));
    return fromUtf8(canonicaliseDocument(parseXmlTree(text), { ...INCLUSIVE, comments: true }));
  } catch (error) {
    if (error instanceof XmlRefused) return undefined;
    throw error;
  }
}

function xmllint(
  xml: string | Uint8Array,
  option: string,
): { readonly accepted: boolean; readonly output: string } {
  const { status, stdout } = spawnSync('xmllint', [option, '--nonet', '-'], { input: xml });
  return { accepted: status === 0, output: stdout.toString('utf8') };
}
