import { KazasuError } from '../page/kazasu-error.ts';

/** What `<kazasu-login>` is told by attributes, for the types of TSX as well. */
export interface KazasuLoginAttributes {
  /** Answers a POST with `{ "nonce": "…" }`, made for this session. */
  'nonce-url'?: string | undefined;
  /** Gets `{ "token": "…" }` by POST, verifies it, and answers with JSON: 2xx is a log-in, 4xx a refusal. */
  'login-url'?: string | undefined;
  /** Where to go after the log-in. Without it the page stays, and hears `kazasu-login`. */
  'success-url'?: string | undefined;
  /** What the log-in is for, shown in Kazasu's window as the site's words: 1 to 200 characters on one line. */
  purpose?: string | undefined;
  /** Sent with both requests as `X-CSRF-Token`, for frameworks that want one. */
  'csrf-token'?: string | undefined;
  /** Where the site explains how to get Kazasu; linked when it is missing. */
  'help-url'?: string | undefined;
  /** `ja` or `en`, if it differs from that of the page around it. */
  lang?: string | undefined;
}

export const LOGIN_ATTRIBUTES = [
  'nonce-url',
  'login-url',
  'success-url',
  'purpose',
  'csrf-token',
  'help-url',
  'lang',
] as const satisfies readonly (keyof KazasuLoginAttributes)[];
type AttributeName = (typeof LOGIN_ATTRIBUTES)[number];

export interface LoginSettings {
  readonly nonceUrl: URL;
  readonly loginUrl: URL;
  readonly successUrl: URL | undefined;
  readonly purpose: string | undefined;
  readonly csrfToken: string | undefined;
}

/**
 * Read at each press, so that it does not matter when and in which order they were set.
 * @throws {@link KazasuError} `invalid-request` if one is missing, or leads to another site
 */
export function readSettings(element: Element): LoginSettings {
  return {
    nonceUrl: required(ownUrl(element, 'nonce-url'), 'nonce-url'),
    loginUrl: required(ownUrl(element, 'login-url'), 'login-url'),
    successUrl: ownUrl(element, 'success-url'),
    purpose: attribute(element, 'purpose'),
    csrfToken: attribute(element, 'csrf-token'),
  };
}

/** `undefined` unless it is a page that a link may lead to. */
export function helpUrlOf(element: Element): string | undefined {
  const url = parse(element, attribute(element, 'help-url'));
  return url && ['https:', 'http:'].includes(url.protocol) ? url.href : undefined;
}

/**
 * A token is for this origin, and so are the answers to it. A `success-url` that a service makes of its visitors' input
 * can neither lead to another site (open redirect) nor be a `javascript:` URL.
 */
function ownUrl(element: Element, name: AttributeName): URL | undefined {
  const value = attribute(element, name);
  if (value === undefined) return undefined;
  const url = parse(element, value);
  if (url?.origin === location.origin) return url;
  throw new KazasuError('invalid-request', `${name} is not a URL of the page’s own origin`);
}

function parse(element: Element, value: string | undefined): URL | undefined {
  try {
    return value === undefined ? undefined : new URL(value, element.baseURI);
  } catch {
    return undefined;
  }
}

function required(url: URL | undefined, name: AttributeName): URL {
  if (url === undefined) throw new KazasuError('invalid-request', `<kazasu-login> needs ${name}`);
  return url;
}

/** An empty attribute is what templates leave of a value that is not there. */
function attribute(element: Element, name: AttributeName): string | undefined {
  return element.getAttribute(name) || undefined;
}
