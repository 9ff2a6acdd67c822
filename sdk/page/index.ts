/**
 * `kazasu`: asks the person in front of this page for their My Number Card. For browsers; the server's half is
 * `kazasu/verify`.
 */
export { authenticate, type AuthenticateOptions, type AuthenticateResult } from './authenticate.ts';
export { isAvailable } from './is-available.ts';
export {
  type DocumentRefusal,
  KazasuError,
  type PageErrorCode,
  type RefusedDocument,
} from './kazasu-error.ts';
export {
  type GivenAttributes,
  readAttributes,
  type ReadAttributesOptions,
  type ReadAttributesResult,
} from './read-attributes.ts';
export {
  type DigestAlgorithm,
  type DigestToSign,
  type DocumentToSign,
  type FetchTimestamp,
  type LeftOut,
  sign,
  type SignatureMark,
  type SignCmsOptions,
  type SignDigestOptions,
  type Signed,
  type SignJwsOptions,
  type SignOptions,
  type SignPdfOptions,
  type SignResult,
  type SignXmlOptions,
} from './sign.ts';
