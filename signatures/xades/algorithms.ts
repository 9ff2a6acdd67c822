/** Identifiers of algorithms in XML signatures: XML Signature 1.1 section 6, RFC 9231. */
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '../../shared/jpki.ts';
import { SignatureFailure } from '../signature-failure.ts';
import type { CanonicalMethod } from '../xml/canonicalise.ts';

export const DIGEST_METHOD = {
  'SHA-256': 'http://www.w3.org/2001/04/xmlenc#sha256',
  'SHA-384': 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  'SHA-512': 'http://www.w3.org/2001/04/xmlenc#sha512',
} as const satisfies Record<DigestAlgorithm, string>;

/** RSASSA-PKCS1-v1_5. */
export const SIGNATURE_METHOD = {
  'SHA-256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'SHA-384': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'SHA-512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
} as const satisfies Record<DigestAlgorithm, string>;

/** With one of these a signature can be forged, or will be: by what their identifiers end in. */
const WEAK = /[#-](?:md2|md5|sha1|ripemd160|sha224)$/u;

/**
 * The digest algorithm that an identifier stands for.
 * @throws SignatureFailure
 */
export function acceptedAlgorithm(
  methods: Readonly<Record<DigestAlgorithm, string>>,
  identifier: string,
): DigestAlgorithm {
  const algorithm = DIGEST_ALGORITHMS.find((name) => methods[name] === identifier);
  if (algorithm) return algorithm;
  const code = WEAK.test(identifier) ? 'signature-algorithm-weak' : 'signature-form-unsupported';
  throw new SignatureFailure(code, `algorithm ${identifier}`);
}

export const ENVELOPED_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

export const CANONICAL_XML = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const CANONICAL_XML_11 = 'http://www.w3.org/2006/12/xml-c14n11';
export const EXCLUSIVE_CANONICAL_XML = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Canonical XML 1.0 without comments. */
export const INCLUSIVE: CanonicalMethod = { exclusive: false, comments: false, inherits: 'all' };
const inclusive11: CanonicalMethod = { exclusive: false, comments: false, inherits: 'language-and-space' };
const EXCLUSIVE: CanonicalMethod = { exclusive: true, comments: false, inherits: 'nothing' };

/** By identifier. */
export const CANONICAL_METHODS: ReadonlyMap<string, CanonicalMethod> = new Map([
  [CANONICAL_XML, INCLUSIVE],
  [`${CANONICAL_XML}#WithComments`, { ...INCLUSIVE, comments: true }],
  [CANONICAL_XML_11, inclusive11],
  [`${CANONICAL_XML_11}#WithComments`, { ...inclusive11, comments: true }],
  [EXCLUSIVE_CANONICAL_XML, EXCLUSIVE],
  [`${EXCLUSIVE_CANONICAL_XML}WithComments`, { ...EXCLUSIVE, comments: true }],
]);
