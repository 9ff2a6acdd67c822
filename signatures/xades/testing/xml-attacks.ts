/**
 * What an attacker, a careless signer or another tool can make of a signed XML document, and what the verifier has to say
 * of each. Also the source of the published vectors. Not published itself.
 */
import type { SignatureFailureCode } from '../../signature-report.ts';
import { fromUtf8 } from '../../../shared/bytes.ts';
import type { TestSigner } from '../../testing/test-signer.ts';
import { resign } from './resign.ts';
import { signXml } from './sign-xml.ts';

export interface XmlScene {
  /** Whose signature is expected. */
  readonly signer: TestSigner;
  /** Somebody else, with a certificate of the same name. */
  readonly stranger: TestSigner;
  /** A document that `signer` has signed, enveloped. */
  readonly signed: string;
  /** The same, by an identifier of the root element instead of the whole document. */
  readonly signedById: string;
  /** A document that is nothing but a detached signature of `DETACHED_NAME`. */
  readonly detached: string;
}

export const DETACHED_NAME = '文書 1.txt';
export const DETACHED_CONTENT = '金千円を支払います。\r\n';

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<申請 xmlns="urn:example:form" Id="form">\n' +
  '  <氏名>山田　太郎</氏名>\n  <金額 Id="amount">1000</金額>\n</申請>\n';

export async function makeXmlScene(signer: TestSigner, stranger: TestSigner): Promise<XmlScene> {
  const signed = fromUtf8(await signXml(DOCUMENT, signer));
  const detached = await signXml(DETACHED_CONTENT, signer, { packaging: 'detached', name: DETACHED_NAME });
  return {
    signer,
    stranger,
    signed,
    signedById: resign(signed.replace('URI=""', 'URI="#form"'), signer),
    detached: fromUtf8(detached),
  };
}

export interface XmlAttack {
  /** What the first signature's report says. */
  readonly code: SignatureFailureCode;
  readonly xml: string;
  /** How many signatures there are: one by default. */
  readonly signatures?: number;
}

/** By name. */
export function xmlAttacks(scene: XmlScene): Readonly<Record<string, XmlAttack>> {
  return {
    ...changes(scene),
    ...wrappings(scene),
    ...hiddenContent(scene),
    ...ambiguities(scene),
    ...bindings(scene),
    ...references(scene),
    ...algorithms(scene),
  };
}

/** Somebody edits what was signed. */
function changes({ signed, signedById }: XmlScene): Record<string, XmlAttack> {
  return {
    'content changed': { code: 'digest-mismatch', xml: signed.replace('1000', '9000') },
    'attribute added': { code: 'digest-mismatch', xml: signed.replace('<氏名>', '<氏名 読み="やまだ">') },
    'processing instruction added': {
      code: 'digest-mismatch',
      xml: signed.replace('<申請', '<?xml-stylesheet href="evil.css"?><申請'),
    },
    'style sheet added where only the root element is signed': {
      code: 'coverage-gap',
      xml: signedById.replace('<申請', '<?xml-stylesheet href="evil.css"?><申請'),
    },
    'text turned into an instruction': {
      code: 'digest-mismatch',
      xml: signed.replace('>1000<', '><?t 1000?><'),
    },
    'namespace of values rebound': {
      code: 'digest-mismatch',
      xml: signed.replace('<氏名>', '<氏名 xmlns:t="urn:other">'),
    },
    'signing time changed': { code: 'digest-mismatch', xml: signed.replace('2026-11-22T', '2020-11-22T') },
    'signature value changed': {
      code: 'signature-invalid',
      xml: signed.replace(
        /(<ds:SignatureValue[^>]*>)(.)/u,
        (_, tag: string, first: string) => tag + (first === 'A' ? 'B' : 'A'),
      ),
    },
    'signature value cut': {
      code: 'signature-malformed',
      xml: signed.replace(/(<ds:SignatureValue[^>]*>)./u, '$1'),
    },
  };
}

/** XML signature wrapping: the signed element is somewhere else than the one that is read. */
function wrappings({ signedById }: XmlScene): Record<string, XmlAttack> {
  const { declaration, open, content, signature } = dissect(signedById);
  const original = `${open}${content}</申請>`;
  const evilContent = content.replace('1000', '9000');
  const evilOpen = open.replace('Id="form"', 'Id="evil"');
  const wrap = (root: string): string => `${declaration}${root}`;
  const inObject = signature.replace('</ds:Signature>', `<ds:Object>${original}</ds:Object></ds:Signature>`);
  return {
    'wrapping 1: the original in an Object of the signature': {
      code: 'signature-form-unsupported',
      xml: wrap(`${evilOpen}${evilContent}${inObject}</申請>`),
    },
    'wrapping 2: the original beside the signature': {
      code: 'coverage-gap',
      xml: wrap(`${evilOpen}${evilContent}${signature}${original}</申請>`),
    },
    'wrapping 3: the forgery before the original': {
      code: 'coverage-gap',
      xml: wrap(`<all>${evilOpen}${evilContent}</申請>${open}${content}${signature}</申請></all>`),
    },
    'wrapping 4: the original inside the forgery': {
      code: 'coverage-gap',
      xml: wrap(`${evilOpen}${evilContent}${open}${content}${signature}</申請></申請>`),
    },
    'wrapping 5: both have the identifier, the forgery is the root': {
      code: 'reference-ambiguous',
      xml: wrap(`${open}${evilContent}${signature}${original}</申請>`),
    },
    'wrapping 6: both have the identifier, the original in an Object': {
      code: 'signature-form-unsupported',
      xml: wrap(`${open}${evilContent}${inObject}</申請>`),
    },
    'wrapping 7: both have the identifier, the original first': {
      code: 'reference-ambiguous',
      xml: wrap(`${open}<wrapper>${original}</wrapper>${evilContent}${signature}</申請>`),
    },
    'wrapping 8: the original in the key information': {
      code: 'signature-form-unsupported',
      xml: wrap(
        `${evilOpen}${evilContent}${signature.replace('</ds:KeyInfo>', `${original}</ds:KeyInfo>`)}</申請>`,
      ),
    },
  };
}

/** Nobody has signed it, and a reader who searches the whole document finds it. */
function hiddenContent({ signed, signer }: XmlScene): Record<string, XmlAttack> {
  const hidden = '<金額 xmlns="urn:example:form">9000</金額>';
  const code = 'signature-form-unsupported';
  const before = (tag: string, xml: string): string => signed.replace(tag, xml + tag);
  return {
    'hidden in an Object': { code, xml: before('</ds:Signature>', `<ds:Object>${hidden}</ds:Object>`) },
    'hidden in the key information': { code, xml: before('</ds:KeyInfo>', hidden) },
    'hidden in the unsigned properties': {
      code,
      xml: before(
        '</xades:QualifyingProperties>',
        `<xades:UnsignedProperties>${hidden}</xades:UnsignedProperties>`,
      ),
    },
    'hidden as a signature in the key information': {
      code,
      xml: before('</ds:KeyInfo>', '<ds:Signature></ds:Signature>'),
      signatures: 2,
    },
    'a manifest in place of references': {
      code,
      xml: resign(
        before('</ds:Signature>', '<ds:Object><ds:Manifest Id="m"></ds:Manifest></ds:Object>'),
        signer,
      ),
    },
    'a key to be fetched': {
      code,
      xml: before('</ds:KeyInfo>', '<ds:RetrievalMethod URI="http://127.0.0.1/"></ds:RetrievalMethod>'),
    },
  };
}

/** Two readers could take two elements. */
function ambiguities({ signedById, signed, signer }: XmlScene): Record<string, XmlAttack> {
  const twin = (attribute: string): string =>
    resign(signedById.replace('<氏名>', `<氏名 ${attribute}>`), signer);
  const properties = /<xades:SignedProperties.*<\/xades:SignedProperties>/u.exec(signed)?.[0] ?? '';
  const id = /Id="(signature-[^"]*-properties)"/u.exec(signed)?.[1] ?? '';
  return {
    'identifier twice': { code: 'reference-ambiguous', xml: twin('Id="form"') },
    'identifier twice, as ID': { code: 'reference-ambiguous', xml: twin('ID="form"') },
    'identifier twice, as xml:id': { code: 'reference-ambiguous', xml: twin('xml:id="form"') },
    'identifier twice, as wsu:Id': {
      code: 'reference-ambiguous',
      xml: twin('xmlns:wsu="urn:example:wsu" wsu:Id="form"'),
    },
    'identifier of the properties twice': {
      code: 'reference-ambiguous',
      xml: resign(signed.replace('<氏名>', `<氏名 Id="${id}">`), signer),
    },
    'signed properties elsewhere, others in their place': {
      code: 'signer-certificate-unbound',
      xml: signed
        .replace(properties, properties.replace(id, `${id}-2`))
        .replace('<氏名>', `${properties}<氏名>`),
    },
    'signed properties twice': {
      code: 'signature-malformed',
      xml: signed.replace(properties, properties + properties),
    },
    'SignedInfo twice': {
      code: 'signature-malformed',
      xml: signed.replace(/<ds:SignedInfo.*<\/ds:SignedInfo>/u, '$&$&'),
    },
    'a comment in a digest': {
      code: 'signature-malformed',
      xml: signed.replace(/(<ds:DigestValue>..)/u, '$1<!---->'),
    },
  };
}

/** By whose certificate? */
function bindings({ signed, signer, stranger }: XmlScene): Record<string, XmlAttack> {
  const certificate = base64(signer.certificate);
  const properties = /<ds:Object>.*<\/ds:Object>/u.exec(signed)?.[0] ?? '';
  const propertiesReference = /<ds:Reference Type=.*?<\/ds:Reference>/u.exec(signed)?.[0] ?? '';
  const binding = /<xades:SigningCertificateV2>.*<\/xades:SigningCertificateV2>/u.exec(signed)?.[0] ?? '';
  return {
    'another certificate': {
      code: 'signer-certificate-unbound',
      xml: signed.replace(certificate, base64(stranger.certificate)),
    },
    'no certificate': {
      code: 'signer-certificate-missing',
      xml: signed.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/u, ''),
    },
    'the signature of somebody else': { code: 'signature-invalid', xml: resign(signed, stranger) },
    'no properties': {
      code: 'signer-certificate-unbound',
      xml: resign(signed.replace(properties, '').replace(propertiesReference, ''), signer),
    },
    'properties that are not signed': {
      code: 'signer-certificate-unbound',
      xml: resign(signed.replace(propertiesReference, ''), signer),
    },
    'properties of another signature': {
      code: 'signer-certificate-unbound',
      xml: signed.replace('Target="#', 'Target="#x'),
    },
    'no signing certificate in the properties': {
      code: 'signer-certificate-unbound',
      xml: resign(signed.replace(binding, ''), signer),
    },
    'two signing certificates': {
      code: 'signer-ambiguous',
      xml: resign(signed.replace(binding, binding + binding), signer),
    },
    'two lots of properties': {
      code: 'signer-ambiguous',
      xml: signed.replace(properties, properties + properties),
    },
  };
}

/** What is signed is not the document. */
function references({ signed, detached, signer }: XmlScene): Record<string, XmlAttack> {
  const refer = (uri: string): string => resign(signed.replace('URI=""', `URI="${uri}"`), signer);
  const transform = (xml: string): string =>
    resign(signed.replace('<ds:Transforms>', `<ds:Transforms>${xml}`), signer);
  const unsupported = 'signature-form-unsupported';
  const filter = 'http://www.w3.org/2002/06/xmldsig-filter2';
  return {
    'only a part is signed': { code: 'coverage-gap', xml: refer('#amount') },
    'nothing of that identifier': { code: 'coverage-gap', xml: refer('#nothing') },
    'by XPointer': { code: unsupported, xml: refer('#xpointer(/)') },
    'without URI': { code: unsupported, xml: resign(signed.replace(' URI=""', ''), signer) },
    'a document on the web': { code: unsupported, xml: refer('http://127.0.0.1/form.xml') },
    'a file': { code: unsupported, xml: refer('file:///etc/passwd') },
    'a signature of nothing but itself': {
      code: 'coverage-gap',
      xml: resign(
        detached.replace(
          /URI="%[^>]*>/u,
          `URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform></ds:Transforms>`,
        ),
        signer,
      ),
    },
    'transform: XPath': {
      code: unsupported,
      xml: transform(
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(self::*)</ds:XPath></ds:Transform>',
      ),
    },
    'transform: XPath Filter 2.0': {
      code: unsupported,
      xml: transform(
        `<ds:Transform Algorithm="${filter}"><XPath xmlns="${filter}" Filter="subtract">/</XPath></ds:Transform>`,
      ),
    },
    'transform: XSLT': {
      code: unsupported,
      xml: transform('<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>'),
    },
    'transform: base64': {
      code: unsupported,
      xml: transform('<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></ds:Transform>'),
    },
    'transform: twice canonical': {
      code: unsupported,
      xml: transform(
        '<ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></ds:Transform>',
      ),
    },
  };
}

function algorithms({ signed, signer }: XmlScene): Record<string, XmlAttack> {
  const replace = (from: string, to: string): string => resign(signed.replace(from, to), signer);
  const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
  const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
  const rsa = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
  const certificateDigest = /<ds:DigestMethod xmlns:ds="[^"]*" Algorithm="[^"]*">/u.exec(signed)?.[0] ?? '';
  const canonical = 'CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"';
  return {
    'SHA-1: signature': {
      code: 'signature-algorithm-weak',
      xml: replace(rsa, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'),
    },
    'SHA-1: digest of the document': { code: 'signature-algorithm-weak', xml: replace(sha256, sha1) },
    'SHA-1: digest of the certificate': {
      code: 'signature-algorithm-weak',
      xml: replace(certificateDigest, certificateDigest.replace(sha256, sha1)),
    },
    'HMAC with a key that everybody knows': {
      code: 'signature-form-unsupported',
      xml: replace(rsa, 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256'),
    },
    'HMAC of no length': {
      code: 'signature-form-unsupported',
      xml: signed.replace(
        `Algorithm="${rsa}">`,
        `Algorithm="${rsa}"><ds:HMACOutputLength>0</ds:HMACOutputLength>`,
      ),
    },
    'no algorithm': { code: 'signature-form-unsupported', xml: replace(rsa, 'none') },
    'unknown canonical form': {
      code: 'signature-form-unsupported',
      xml: replace(canonical, 'CanonicalizationMethod Algorithm="urn:example:none"'),
    },
  };
}

/** Document type declarations, with which a file is not read at all. */
export function documentTypeAttacks({ signed }: XmlScene): Readonly<Record<string, string>> {
  const declare = (doctype: string, content = signed): string => content.replace('<申請', `${doctype}<申請`);
  const laughs = Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  );
  return {
    'an empty one': declare('<!DOCTYPE 申請>'),
    'an entity in the document': declare(
      '<!DOCTYPE 申請 [<!ENTITY x "9000">]>',
      signed.replace('1000', '&x;'),
    ),
    'an external entity': declare(
      '<!DOCTYPE 申請 [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      signed.replace('1000', '&x;'),
    ),
    'an external subset': declare('<!DOCTYPE 申請 SYSTEM "http://127.0.0.1/evil.dtd">'),
    'a billion laughs': declare(
      `<!DOCTYPE 申請 [<!ENTITY l0 "ha">${laughs.join('')}]>`,
      signed.replace('1000', '&l9;'),
    ),
    'an attribute that becomes an identifier': declare('<!DOCTYPE 申請 [<!ATTLIST 氏名 名 ID #IMPLIED>]>'),
    'a default attribute': declare('<!DOCTYPE 申請 [<!ATTLIST 金額 通貨 CDATA "USD">]>'),
  };
}

function dissect(signed: string) {
  const [, declaration = '', open = '', content = '', signature = ''] =
    /^(.*?)(<申請[^>]*>)(.*)(<ds:Signature .*<\/ds:Signature>)<\/申請>/su.exec(signed) ?? [];
  return { declaration, open, content, signature };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
