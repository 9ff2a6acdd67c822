import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { canonicaliseDocument } from './canonicalise.ts';
import { decodeXml, XML_MAX_BYTES } from './decode-xml.ts';
import { readXml, XML_MAX_NODES } from './read-xml.ts';
import { parseXmlTree } from './xml-tree.ts';

const inclusive = { exclusive: false, comments: true, inherits: 'all' } as const;
const read = (bytes: Uint8Array): string =>
  fromUtf8(canonicaliseDocument(parseXmlTree(decodeXml(bytes).text), inclusive));

describe('what is no XML', () => {
  it.each([
    ['nothing', ''],
    ['text alone', 'text'],
    ['an element that does not end', '<a>'],
    ['an end without beginning', '</a>'],
    ['elements that cross', '<a><b></a></b>'],
    ['two root elements', '<a/><b/>'],
    ['text after the root element', '<a/>text'],
    ['an ampersand alone', '<a>b & c</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['an entity that every object has', '<a>&constructor;&__proto__;</a>'],
    ['the end of a CDATA section alone', '<a>]]></a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a reference to a control character', '<a>&#1;</a>'],
    ['a reference to half a character', '<a>&#xD800;</a>'],
    ['a non-character', '<a>\uffff</a>'],
    ['the same attribute twice', '<a b="1" b="2"/>'],
    ['the same attribute twice by two prefixes', '<a xmlns:p="urn:u" xmlns:q="urn:u" p:b="1" q:b="2"/>'],
    ['an attribute without value', '<a b/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['attributes without space between', '<a b="1"c="2"/>'],
    ['a tag in an attribute', '<a b="<"/>'],
    ['a prefix that nobody has declared', '<p:a/>'],
    ['a prefix of nothing', '<a xmlns:p=""/>'],
    ['two colons', '<a:b:c xmlns:a="urn:a"/>'],
    ['a local name that begins with a digit', '<a:0 xmlns:a="urn:a"/>'],
    ['a prefix that begins with a digit', '<a xmlns:0a="urn:a"/>'],
    ['two hyphens in a comment', '<a><!-- -- --></a>'],
    ['an instruction without a name', '<a><? x?></a>'],
    ['an instruction without space', '<a><?x?y?></a>'],
    ['an XML declaration in the middle', '<a><?xml version="1.0"?></a>'],
    ['white space before the XML declaration', ' <?xml version="1.0"?><a/>'],
    ['a CDATA section around the root element', '<![CDATA[x]]><a/>'],
  ])('%s', (_name, text) => {
    expect(() => read(toUtf8(text))).toThrow(
      expect.objectContaining({ name: 'XmlRefused', reason: 'malformed' }),
    );
  });

  it('UTF-8 that is none', () => {
    const bytes = Uint8Array.of(0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80, 0x3c, 0x2f, 0x61, 0x3e);
    expect(() => read(bytes)).toThrow(expect.objectContaining({ reason: 'malformed' }));
  });
});

describe('what is not supported', () => {
  it.each([
    ['XML 1.1', '<?xml version="1.1"?><a/>'],
    ['Shift_JIS', '<?xml version="1.0" encoding="Shift_JIS"?><a/>'],
    ['UTF-16 without its mark', "<?xml version='1.0' encoding = 'UTF-16'?><a/>"],
    ['a relative namespace', '<a xmlns="a/b"/>'],
    ['a namespace with space around it', '<a xmlns=" urn:a "/>'],
  ])('%s', (_name, text) => {
    expect(() => read(toUtf8(text))).toThrow(
      expect.objectContaining({ name: 'XmlRefused', reason: 'unsupported' }),
    );
  });

  it('more nodes than are read', () => {
    const text = `<a>${'<?a?>'.repeat(XML_MAX_NODES)}</a>`;
    expect(() => {
      readXml(text, {});
    }).toThrow(expect.objectContaining({ reason: 'unsupported' }));
  });

  it('more bytes than are read', () => {
    const bytes = new Uint8Array(XML_MAX_BYTES + 1);
    expect(() => decodeXml(bytes)).toThrow(expect.objectContaining({ reason: 'unsupported' }));
  });
});

describe('character encodings', () => {
  const text = '<?xml version="1.0"?><a>山田𠮷</a>';
  const canonical = '<a>山田𠮷</a>';
  const utf16 = () => Buffer.from(`\ufeff${text}`, 'utf16le');

  it.each([
    ['UTF-8', toUtf8(text)],
    ['UTF-8 with byte order mark', toUtf8(`\ufeff${text}`)],
    ['UTF-8, declared', toUtf8(text.replace('?>', ' encoding="utf-8"?>'))],
    ['UTF-16, little end first', Uint8Array.from(utf16())],
    ['UTF-16, big end first', Uint8Array.from(utf16().swap16())],
  ])('%s', (_name, bytes) => {
    expect(read(bytes)).toBe(canonical);
  });
});
