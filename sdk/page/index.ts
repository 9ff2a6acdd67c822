/**
 * `kazasu`: asks the person in front of this page for their My Number Card. For browsers; the server's half is
 * `kazasu/verify`.
 */
export { authenticate, type AuthenticateOptions, type AuthenticateResult } from './authenticate.ts';
export { isAvailable } from './is-available.ts';
export { KazasuError, type PageErrorCode } from './kazasu-error.ts';
export {
  type GivenAttributes,
  readAttributes,
  type ReadAttributesOptions,
  type ReadAttributesResult,
} from './read-attributes.ts';
