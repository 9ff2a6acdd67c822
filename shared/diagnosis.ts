/**
 * What a diagnosis can find, layer by layer from the browser down to the card. A finding has a stable code, which the
 * person is told in words under `diagnosis.<code>`, and nothing personal: no PIN, no certificate, no file name.
 */
import * as v from 'valibot';

export const DIAGNOSIS_LAYERS = [
  'extension',
  'policy',
  'registration',
  'helper',
  'pcsc',
  'readers',
  'card',
  'pins',
  'certificates',
] as const;
export type DiagnosisLayer = (typeof DIAGNOSIS_LAYERS)[number];

/** `note`: worth knowing, and in nobody's way. `problem`: something does not work, and there is a remedy. */
export type FindingLevel = 'ok' | 'note' | 'problem';

interface FindingRow {
  readonly layer: DiagnosisLayer;
  readonly level: FindingLevel;
}

const row = (layer: DiagnosisLayer, level: FindingLevel): FindingRow => ({ layer, level });

export const FINDINGS = {
  'extension-version': row('extension', 'ok'),
  'simulator-chosen': row('extension', 'note'),

  'policy-none': row('policy', 'ok'),
  'policy-blocks-helper': row('policy', 'problem'),
  'policy-blocks-user-helpers': row('policy', 'problem'),

  registered: row('registration', 'ok'),
  'registered-elsewhere': row('registration', 'problem'),
  'launcher-missing': row('registration', 'problem'),
  'not-registered': row('registration', 'note'),

  'helper-version': row('helper', 'ok'),
  'helper-unreachable': row('helper', 'problem'),

  'pcsc-running': row('pcsc', 'ok'),
  'pcsc-unavailable': row('pcsc', 'problem'),
  'pcsc-not-installed': row('pcsc', 'problem'),

  'reader-found': row('readers', 'ok'),
  'no-reader': row('readers', 'problem'),

  'card-found': row('card', 'ok'),
  'no-card': row('card', 'note'),
  'card-simulated': row('card', 'note'),
  'card-in-use': row('card', 'problem'),
  'card-mute': row('card', 'problem'),
  'card-unsupported': row('card', 'problem'),
  'card-unreadable': row('card', 'problem'),

  'pin-in-order': row('pins', 'ok'),
  'pin-tries-used': row('pins', 'note'),
  'pin-blocked': row('pins', 'problem'),

  'certificate-valid': row('certificates', 'ok'),
  'certificate-present': row('certificates', 'ok'),
  'certificate-expires-soon': row('certificates', 'note'),
  'certificate-expired': row('certificates', 'problem'),
  'certificate-not-yet-valid': row('certificates', 'problem'),
  'certificate-missing': row('certificates', 'note'),
} as const satisfies Record<string, FindingRow>;

export type FindingCode = keyof typeof FINDINGS;
export const FINDING_CODES = Object.keys(FINDINGS) as readonly FindingCode[]; // Object.keys forgets the literal keys

export const findingSchema = v.strictObject({
  code: v.picklist(FINDING_CODES),
  /** What it is about: a browser, a version, a reader, a kind of PIN or certificate, an error code. */
  subject: v.optional(v.pipe(v.string(), v.maxLength(128))),
  /** Tries left. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15))),
  /** The last moment of a certificate, or the first one when that is still to come. */
  date: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});
export type Finding = v.InferOutput<typeof findingSchema>;

/** From this long before its end a certificate's expiry is worth knowing: JPKI renews from three months before. */
export const EXPIRES_SOON_MS = 92 * 24 * 60 * 60 * 1000;
