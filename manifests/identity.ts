/**
 * Every name by which browsers know Kazasu, in one place.
 * docs/architecture.md, "Names".
 */

/** Native-messaging host names: the real host and the simulated one, which a person chooses in the options. */
export const HOST_NAMES = { host: 'app.kazasu.host', simulator: 'app.kazasu.simulator' } as const;
export type HostName = (typeof HOST_NAMES)[keyof typeof HOST_NAMES];

/** `browser_specific_settings.gecko.id`. */
export const FIREFOX_ADDON_ID = 'kazasu@kazasu';

/** Public key (DER SubjectPublicKeyInfo, base64) of the `key` field; Chromium derives the extension id from it. */
export const CHROMIUM_PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAux/KXmL+FKOsesfRujqVd0rVyuBbTpCDHDkoDOhE58roSlBa+3H6hHlL+u+KrM7+bQhpfyRDoNu1tWFVYK30YHa+nJTN26joIH07+pYBlEPk3b8OeSMasVNuNJ1UX3oYhRnsrLh3GrUefZtqt5LtTR6/UU8etU+UEX8PEss+DoyV4Xg+So5pJxK8W18U/6YKjWr6isqkOpagM1RO9N62cRfxyHbYOoKhK5+9sYFw8eTp2Yra1sXr9AsR6PsREr/tbUFmrQSsW0POLrEIUoRMPWhr5OcomN4AVxdxyTVO2PlNU5xxPvauP5uwJbrdroAwx/6LGcHGrtsvoLCjXSCQGQIDAQAB';

/** Ids under which the extension runs in Chromium browsers. A store that assigns an id of its own adds one here. */
export const CHROMIUM_EXTENSION_IDS = ['ocfbfpcoaakijhoocdkflhcalgchjffd'] as const;
