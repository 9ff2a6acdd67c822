/**
 * What an attacker, a careless signer or another tool can make of a signed XML document, and what the verifier has to say
 * of each. Also the source of the published vectors. Not published itself.
 */
import { resign } from './resign.ts';
import { ambiguities, hiddenContent, wrappings } from './wrapping-attacks.ts';
import type { XmlAttack, XmlScene } from './xml-scene.ts';

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

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
