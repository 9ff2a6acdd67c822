/** XAdES properties of a signature: ETSI EN 319 132-1 sections 4.3 and 5. */
import { equalBytes } from '../../shared/bytes.ts';
import { startHash } from '../running-hash.ts';
import { SignatureFailure } from '../signature-failure.ts';
import { attributeOf, childrenNamed, onlyChild, optionalChild, textOf } from '../xml/element-content.ts';
import type { XmlElement } from '../xml/xml-tree.ts';
import { acceptedAlgorithm, DIGEST_METHOD } from './algorithms.ts';
import { DS, XADES } from './namespaces.ts';
import { identifierOf, readBase64, type XmlSignature } from './read-signature.ts';

export interface QualifyingProperties {
  /** What the signature refers to. */
  readonly signedProperties: XmlElement;
  readonly claimedTime: Date | undefined;
  /** Anybody may have added them. */
  readonly unsignedSignatureProperties: XmlElement | undefined;
  /** Whether it is the certificate (DER) that the signer names. */
  readonly isSigner: (certificate: Uint8Array) => boolean;
}

/** @throws SignatureFailure, SyntaxError */
export function readQualifyingProperties({
  element,
  qualifyingProperties,
}: XmlSignature): QualifyingProperties {
  if (!qualifyingProperties) throw unbound('no QualifyingProperties');
  const id = attributeOf(element, 'Id');
  if (id === undefined || attributeOf(qualifyingProperties, 'Target') !== `#${id}`)
    throw unbound('the properties are those of another signature');
  const signedProperties = onlyChild(qualifyingProperties, XADES, 'SignedProperties');
  const signatureProperties = optionalChild(signedProperties, XADES, 'SignedSignatureProperties');
  if (!signatureProperties) throw unbound('no SignedSignatureProperties');
  const unsignedProperties = optionalChild(qualifyingProperties, XADES, 'UnsignedProperties');
  return {
    signedProperties,
    claimedTime: readTime(optionalChild(signatureProperties, XADES, 'SigningTime')),
    unsignedSignatureProperties:
      unsignedProperties && optionalChild(unsignedProperties, XADES, 'UnsignedSignatureProperties'),
    isSigner: readSigner(signatureProperties),
  };
}

/** Section 5.2.2, and section 5.2.2 of its forerunner TS 101 903, which differ in what follows the digest. */
function readSigner(signatureProperties: XmlElement): QualifyingProperties['isSigner'] {
  const lists = ['SigningCertificateV2', 'SigningCertificate'].flatMap((name) =>
    childrenNamed(signatureProperties, XADES, name),
  );
  const [list, ...others] = lists;
  if (!list) throw unbound('no SigningCertificate');
  if (others.length > 0) throw new SignatureFailure('signer-ambiguous', 'more than one SigningCertificate');
  // The first one is the signer's; those of its authorities may follow.
  const [certificate] = childrenNamed(list, XADES, 'Cert');
  if (!certificate) throw new SyntaxError('no Cert');
  const certificateDigest = onlyChild(certificate, XADES, 'CertDigest');
  const algorithm = acceptedAlgorithm(
    DIGEST_METHOD,
    identifierOf(onlyChild(certificateDigest, DS, 'DigestMethod')),
  );
  const digest = readBase64(onlyChild(certificateDigest, DS, 'DigestValue'));
  return (der) => equalBytes(startHash(algorithm).update(der).digest(), digest);
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

/** Section 5.2.1. One without a time zone is no certain time. */
function readTime(element: XmlElement | undefined): Date | undefined {
  if (!element) return undefined;
  const text = textOf(element).trim();
  const time = new Date(text);
  return DATE_TIME.test(text) && !Number.isNaN(time.getTime()) ? time : undefined;
}

function unbound(reason: string): SignatureFailure {
  return new SignatureFailure('signer-certificate-unbound', reason);
}
