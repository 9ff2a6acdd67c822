/** What is read is not what was signed: it stands elsewhere, is hidden, or there are two of it. Not published. */
import { resign } from './resign.ts';
import type { XmlAttack, XmlScene } from './xml-scene.ts';

/** XML signature wrapping: the signed element is somewhere else than the one that is read. */
export function wrappings({ signedById }: XmlScene): Record<string, XmlAttack> {
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
export function hiddenContent({ signed, signer }: XmlScene): Record<string, XmlAttack> {
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
export function ambiguities({ signedById, signed, signer }: XmlScene): Record<string, XmlAttack> {
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

function dissect(signed: string) {
  const [, declaration = '', open = '', content = '', signature = ''] =
    /^(.*?)(<申請[^>]*>)(.*)(<ds:Signature .*<\/ds:Signature>)<\/申請>/su.exec(signed) ?? [];
  return { declaration, open, content, signature };
}
