/** XML Security Library on libxml2 and OpenSSL is the peer, in both directions (Debian: xmlsec1). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from '../../shared/bytes.ts';
import { DIGEST_ALGORITHMS } from '../../shared/jpki.ts';
import { makeTestSigner, toPem } from '../testing/test-signer.ts';
import { arbitraryXml } from '../xml/testing/arbitrary-xml.ts';
import { DS, XADES } from './namespaces.ts';
import { reportXml } from './report-xml.ts';
import { signXml } from './testing/sign-xml.ts';

const signer = makeTestSigner('山田 太郎');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kazasu-xmlsec-'));
  writeFileSync(join(folder, 'certificate.pem'), toPem('CERTIFICATE', signer.certificate));
  writeFileSync(join(folder, 'key.pem'), signer.privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const XMLNS = 'xmlns="urn:x" xmlns:b="urn:b" xmlns:a="urn:a"';
const DOCUMENTS: Readonly<Record<string, string>> = {
  'a tag without content': '<root/>',
  'a tag without content, with attributes': `<b:root ${XMLNS} b:x = "/>" />\n`,
  'an empty element': '<root></root  >',
  'a byte order mark': '\ufeff<?xml version="1.0" encoding="utf-8"?><root>x</root>',
  Japanese:
    '<?xml version="1.0" encoding="UTF-8"?>\n<申請 氏名="山田　太郎">金千円を支払います。𠮷野家</申請>\n',
  'namespaces that only values use': '<root xmlns:xs="urn:xs" type="xs:string"><b xmlns=""/></root>',
  'attributes and namespaces in another order': `<root b:z="1" z="2" ${XMLNS} a:z="3" a="4"><a:x xmlns:a="urn:a"/></root>`,
  'CDATA sections': '<root><![CDATA[<a>&amp;]]>]]&gt;<![CDATA[]]></root>',
  'lines that end with CR LF': '<?xml version="1.0"?>\r\n<root a="1\r\n2">\r\n\ttext\r\n</root>\r\n',
  'characters that are references': '<root a="&#9;&#10;&#13;&lt;&quot;&amp;&#x20BB7;">&#13;&gt;&apos;</root>',
  'comments and instructions around the root':
    '<!--a--><?x  y ?>\n<root><!--b--><?z?></root>\n<!--c--><?after?>\n',
};

describe('xmlsec1 verifies', () => {
  it.each(Object.entries(DOCUMENTS))('%s', async (_name, document) => {
    expect(verify(await signXml(document, signer))).toBe(true);
  });

  it.each(DIGEST_ALGORITHMS)('%s', async (digestAlgorithm) => {
    expect(verify(await signXml('<root/>', signer, { digestAlgorithm }))).toBe(true);
    const detached = { digestAlgorithm, packaging: 'detached', name: 'document' } as const;
    writeFileSync(join(folder, 'document'), 'any bytes');
    expect(verify(await signXml('any bytes', signer, detached))).toBe(true);
  });

  it.each(['契約書 第1版.pdf', 'a:b#c?d%20&e;.txt'])('a detached signature of %s', async (name) => {
    writeFileSync(join(folder, name), 'any bytes\r\n');
    const signature = await signXml('any bytes\r\n', signer, { packaging: 'detached', name });
    expect(verify(signature)).toBe(true);
    writeFileSync(join(folder, name), 'other bytes');
    expect(verify(signature)).toBe(false);
  });

  it('each of three signatures, and none after a change', async () => {
    let xml: Uint8Array = toUtf8('<root>1000</root>');
    for (const digestAlgorithm of DIGEST_ALGORITHMS) xml = await signXml(xml, signer, { digestAlgorithm });
    const nth = (depth: number) =>
      `//*[count(ancestor-or-self::*[local-name()="Signature"])=${depth}][local-name()="Signature"]`;
    expect([1, 2, 3].map((depth) => verify(xml, '--node-xpath', nth(depth)))).toEqual([true, true, true]);
    const changed = fromUtf8(xml).replace('1000', '9000');
    expect([1, 2, 3].map((depth) => verify(changed, '--node-xpath', nth(depth)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('whatever is signed', async () => {
    const property = fc.asyncProperty(arbitraryXml, async (document) => {
      const xml = await signXml(document, signer);
      expect(verify(xml)).toBe(true);
      expect(await reportXml(xml)).toMatchObject([{ integrity: { ok: true } }]);
    });
    await fc.assert(property, { numRuns: 10 });
  });
});

const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const FORMS = [
  INCLUSIVE,
  `${INCLUSIVE}#WithComments`,
  'http://www.w3.org/2006/12/xml-c14n11',
  'http://www.w3.org/2006/12/xml-c14n11#WithComments',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
];

describe('what xmlsec1 has signed', () => {
  it.each(FORMS)('verifies: %s', async (form) => {
    const xml = sign(template({ form, properties: true }));
    expect(verify(xml)).toBe(true);
    expect(await reportXml(toUtf8(xml))).toMatchObject([
      {
        integrity: { ok: true },
        certificate: Uint8Array.from(signer.certificate),
        coverage: { kind: 'whole-document' },
      },
    ]);
  });

  it('verifies: prefixes of an exclusive form that are inclusive', async () => {
    const prefixes =
      '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="b #default unused"/>';
    const xml = sign(
      template({ form: 'http://www.w3.org/2001/10/xml-exc-c14n#', properties: true, prefixes }),
    );
    expect(await reportXml(toUtf8(xml))).toMatchObject([{ integrity: { ok: true } }]);
  });

  it.each([
    ['without XAdES properties', { properties: false }, 'signer-certificate-unbound'],
    [
      'with a digest by SHA-1',
      { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' },
      'signature-algorithm-weak',
    ],
  ])('is refused %s', async (_name, choices, code) => {
    const xml = sign(template({ form: INCLUSIVE, properties: true, ...choices }));
    expect(verify(xml)).toBe(true);
    expect(await reportXml(toUtf8(xml))).toMatchObject([{ integrity: { ok: false, code } }]);
  });
});

interface Choices {
  /** Of everything that is signed. */
  readonly form: string;
  readonly properties: boolean;
  readonly prefixes?: string;
  readonly digest?: string;
}

/** In another form than this software writes: other prefixes, white space, the signature in the middle. */
function template({ form, properties, prefixes = '', digest }: Choices): string {
  const method = `Algorithm="${digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256'}"`;
  const reference = (attributes: string, transforms: string) => `
      <Reference ${attributes}><Transforms>${transforms}<Transform Algorithm="${form}">${prefixes}</Transform></Transforms>
        <DigestMethod ${method}/><DigestValue/></Reference>`;
  const certificateDigest = spawnSync('openssl', ['dgst', '-sha256', '-binary'], {
    input: signer.certificate,
  }).stdout;
  return `<?xml version="1.0"?>
<a ${XMLNS} xml:lang="ja" xml:space="preserve"><!-- one --><b:c d="e"/>
  <Signature xmlns="${DS}" Id="s"><SignedInfo>
    <CanonicalizationMethod Algorithm="${form}">${prefixes}</CanonicalizationMethod>
    <!-- two --><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"/>${reference(
      'URI=""',
      '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>',
    )}${properties ? reference('URI="#p" Type="http://uri.etsi.org/01903#SignedProperties"', '') : ''}
    </SignedInfo><SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo>
    <Object><q:QualifyingProperties xmlns:q="${XADES}" Target="#s"><!-- three --><q:SignedProperties Id="p">
      <q:SignedSignatureProperties><q:SigningTime>2026-11-22T13:00:00+09:00</q:SigningTime><q:SigningCertificateV2><q:Cert>
        <q:CertDigest><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
        <DigestValue>${certificateDigest.toString('base64')}</DigestValue></q:CertDigest></q:Cert></q:SigningCertificateV2>
      </q:SignedSignatureProperties></q:SignedProperties></q:QualifyingProperties></Object>
  </Signature>山田　太郎<![CDATA[&]]></a>`;
}

const SIGNED_PROPERTIES = ['--id-attr:Id', `${XADES}:SignedProperties`];

function sign(xml: string): string {
  const key = ['--privkey-pem', 'key.pem,certificate.pem'];
  const { status, stdout, stderr } = xmlsec1(['--sign', ...SIGNED_PROPERTIES, ...key], xml);
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString();
}

function verify(xml: string | Uint8Array, ...options: readonly string[]): boolean {
  const key = ['--pubkey-cert-pem', 'certificate.pem'];
  return xmlsec1(['--verify', ...SIGNED_PROPERTIES, ...key, ...options], xml).status === 0;
}

function xmlsec1(options: readonly string[], xml: string | Uint8Array) {
  const file = join(folder, 'input.xml');
  writeFileSync(file, xml);
  return spawnSync('xmlsec1', [...options, file], { cwd: folder });
}
