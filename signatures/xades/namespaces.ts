/** XML Signature 1.1 (https://www.w3.org/TR/xmldsig-core1/). */
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
/** ETSI EN 319 132-1. */
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
/** Type of the reference to the signed properties, ETSI EN 319 132-1 section 4.4.2. */
export const SIGNED_PROPERTIES_TYPE = 'http://uri.etsi.org/01903#SignedProperties';
/** Its later additions. */
export const XADES_141 = 'http://uri.etsi.org/01903/v1.4.1#';
/** Exclusive XML Canonicalization 1.0: of its parameters, and the algorithm's identifier. */
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
