import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { startHash } from '../running-hash.ts';
import { joinParts, signPrepared } from '../testing/signed-parts.ts';
import { makeTestSigner } from '../testing/test-signer.ts';
import { canonicaliseElement } from '../xml/canonicalise.ts';
import { parseXmlTree } from '../xml/xml-tree.ts';
import { CANONICAL_METHODS, EXCLUSIVE_CANONICAL_XML } from './algorithms.ts';
import { documentUri, prepareXades } from './prepare-xades.ts';
import { signXml } from './testing/sign-xml.ts';

const signer = makeTestSigner('山田 太郎');

function prepare(
  bytes: Uint8Array,
  packaging: 'enveloped' | 'detached' = 'enveloped',
  type = 'application/xml',
) {
  const content = new Blob([Uint8Array.from(bytes)]);
  const document = { name: '申請書.xml', type, content, hash: startHash('SHA-256').update(bytes) };
  return prepareXades(document, { digestAlgorithm: 'SHA-256', packaging });
}

describe('an enveloped signature', () => {
  it.each([
    ['<root>x</root>', '<root>x', '</root>'],
    ['<root>x</root\n>\r\n<!-- </root> -->\n', '<root>x', '</root\n>\r\n<!-- </root> -->\n'],
    [
      '\ufeff<?xml version="1.0"?><root a="1" ></root>',
      '\ufeff<?xml version="1.0"?><root a="1" >',
      '</root>',
    ],
    ['<根>山田\r\n<a/></根>', '<根>山田\r\n<a/>', '</根>'],
    ['<b:root xmlns:b="urn:b" b:x="/>"/>', '<b:root xmlns:b="urn:b" b:x="/>">', '</b:root>'],
    ['<root />\n', '<root >', '</root>\n'],
  ])('in %j leaves every other byte as it was', async (document, before, after) => {
    const xml = fromUtf8(await signXml(document, signer));
    expect(xml.slice(0, before.length)).toBe(before);
    expect(xml.slice(-after.length)).toBe(after);
    const signature = xml.slice(before.length, -after.length);
    expect(signature).toMatch(/^<ds:Signature .*<\/ds:Signature>$/su);
  });

  it('names spans of the document instead of repeating it', async () => {
    const bytes = toUtf8('<根>山田</根>');
    const { parts, signature } = await signPrepared(await prepare(bytes), { signer });
    const [before, middle, after] = parts;
    expect(parts).toHaveLength(3);
    expect([before, after]).toEqual([
      { offset: 0, length: 11 },
      { offset: 11, length: 6 },
    ]);
    expect(middle).toEqual(signature);
    expect(joinParts(parts, bytes)).toHaveLength(17 + signature.length);
  });

  it('stands in an Object of the last one, when there are others', async () => {
    const once = fromUtf8(await signXml('<root/>', signer));
    const twice = fromUtf8(await signXml(once, signer));
    const [head, tail] = [once.slice(0, once.indexOf('</ds:Signature>')), '</ds:Signature></root>'];
    expect(
      twice.startsWith(`${head}<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature `),
    ).toBe(true);
    expect(twice.endsWith(`</ds:Signature></ds:Object>${tail}`)).toBe(true);
  });

  it.each([
    ['xml-malformed', toUtf8('')],
    ['xml-malformed', toUtf8('{"a":1}')],
    ['xml-malformed', toUtf8('<a>')],
    ['xml-malformed', toUtf8('<a></a><b/>')],
    ['xml-malformed', Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e)],
    ['xml-doctype', toUtf8('<!DOCTYPE a><a/>')],
    ['xml-unsupported', toUtf8('<?xml version="1.0" encoding="Shift_JIS"?><a/>')],
    ['xml-unsupported', toUtf8('<?xml version="1.1"?><a/>')],
    ['xml-unsupported', Uint8Array.from(Buffer.from('\ufeff<a/>', 'utf16le'))],
    ['xml-unsupported', toUtf8('<a xmlns="relative"/>')],
    ['xml-unsupported', toUtf8('<ArchiveTimeStamp xmlns="http://uri.etsi.org/01903/v1.4.1#"/>')],
    ['xml-unsupported', toUtf8('<a>'.repeat(300) + '</a>'.repeat(300))],
  ])('is refused: %s', async (reason, bytes) => {
    await expect(prepare(bytes)).rejects.toMatchObject({ name: 'DocumentRefused', reason });
  });

  it('is refused when it is more than a message holds', async () => {
    const token = new Uint8Array(400 * 1024);
    const stamp = () => Promise.resolve(token);
    const refused = { name: 'DocumentRefused', reason: 'signature-oversize' };
    await expect(signXml('<a/>', signer, { stamp })).rejects.toMatchObject(refused);
  });
});

describe('the octets that are signed or stamped', () => {
  const exclusive = CANONICAL_METHODS.get(EXCLUSIVE_CANONICAL_XML);
  const canonical = (xml: string, name: string): string => {
    const element = parseXmlTree(xml).elements.find(({ local }) => local === name);
    return element && exclusive ? fromUtf8(canonicaliseElement(element, exclusive)) : '';
  };

  it('are those in the file, wherever the signature stands', async () => {
    let stamped = new Uint8Array();
    const stamp = (octets: Uint8Array) => {
      stamped = Uint8Array.from(octets);
      return Promise.resolve(Uint8Array.of(0x30, 0x00));
    };
    const xml = fromUtf8(
      await signXml('<ds:x xmlns:ds="urn:x" xmlns="urn:y" xml:lang="ja"/>', signer, { stamp }),
    );
    for (const name of ['SignedInfo', 'SignatureValue', 'SignedProperties'])
      expect(xml).toContain(canonical(xml, name));
    expect(fromUtf8(stamped)).toBe(canonical(xml, 'SignatureValue'));
  });
});

describe('a detached signature', () => {
  it('is a file of its own, about whatever the document is', async () => {
    const { parts, signature } = await signPrepared(
      await prepare(toUtf8('<!no XML>'), 'detached', 'text/plain; a="<&>"'),
      { signer },
    );
    const file = fromUtf8(joinParts(parts, new Uint8Array()));
    expect(file).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${fromUtf8(signature)}\n`);
    expect(file).toContain('<xades:MimeType>text/plain; a="&lt;&amp;&gt;"</xades:MimeType>');
    expect(file).toContain(' URI="%E7%94%B3%E8%AB%8B%E6%9B%B8.xml">');
  });

  it.each([
    ['a b.txt', 'a%20b.txt'],
    ['a:b#c?d%20', 'a%3Ab%23c%3Fd%2520'],
    ['\ud800', '%EF%BF%BD'],
  ])('names %j', (name, uri) => {
    expect(documentUri(name)).toBe(uri);
  });
});
