/** What the person is told of each finding, and what they can do about it. */
import type { DiagnosisLayer, Finding, FindingCode, FindingLevel } from '../../shared/diagnosis.ts';
import { ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';
import { errorKeys, type MessageKey, type Translate } from './text.ts';
import { dayInJapan } from './time-text.ts';

export const LAYER_NAME: Readonly<Record<DiagnosisLayer, MessageKey>> = {
  extension: 'diagnosis.layer_extension',
  policy: 'diagnosis.layer_policy',
  registration: 'diagnosis.layer_registration',
  helper: 'diagnosis.layer_helper',
  pcsc: 'diagnosis.layer_pcsc',
  readers: 'diagnosis.layer_readers',
  card: 'diagnosis.layer_card',
  pins: 'diagnosis.layer_pins',
  certificates: 'diagnosis.layer_certificates',
};

export const LEVEL_NAME: Readonly<Record<FindingLevel, MessageKey>> = {
  ok: 'diagnosis.level_ok',
  note: 'diagnosis.level_note',
  problem: 'diagnosis.level_problem',
};

interface FindingText {
  readonly title: string;
  readonly remedy?: string;
}

export function findingText(finding: Finding, t: Translate): FindingText {
  const { code, subject = '', count = 0, date } = finding;
  if (isErrorFinding(code)) {
    const named = ERROR_FINDINGS[code] === 'subject' ? subject : ERROR_FINDINGS[code];
    const keys = errorKeys(ERROR_CODES.find((known) => known === named) ?? 'internal');
    return { title: t(keys.title), remedy: t(keys.text) };
  }
  const { title, remedy } = TEXTS[code];
  const about = [subjectText(subject, t), count, date === undefined ? '' : dayInJapan(date, t)];
  return { title: t(title, about), ...(remedy && { remedy: t(remedy, about) }) };
}

/** Findings that the prompt shows as errors too, in the same words; of some the subject is the error. */
const ERROR_FINDINGS = {
  'helper-unreachable': 'subject',
  'card-unreadable': 'subject',
  'pcsc-unavailable': 'pcsc-unavailable',
  'pcsc-not-installed': 'pcsc-not-installed',
  'card-in-use': 'card-in-use',
  'card-mute': 'card-mute',
  'card-unsupported': 'card-unsupported',
} as const satisfies Partial<Record<FindingCode, ErrorCode | 'subject'>>;

type ErrorFinding = keyof typeof ERROR_FINDINGS;
type TextCode = Exclude<FindingCode, ErrorFinding>;

function isErrorFinding(code: FindingCode): code is ErrorFinding {
  return Object.hasOwn(ERROR_FINDINGS, code);
}

interface TextRow {
  /** `$1` what it is about, `$2` the tries left, `$3` a date. */
  readonly title: MessageKey;
  readonly remedy?: MessageKey;
}

const TEXTS: Readonly<Record<TextCode, TextRow>> = {
  'extension-version': { title: 'diagnosis.extension_version' },
  'simulator-chosen': { title: 'diagnosis.simulator_chosen', remedy: 'diagnosis.simulator_chosen_remedy' },
  'policy-none': { title: 'diagnosis.policy_none' },
  'policy-blocks-helper': { title: 'diagnosis.policy_blocks', remedy: 'diagnosis.policy_remedy' },
  'policy-blocks-user-helpers': { title: 'diagnosis.policy_blocks', remedy: 'diagnosis.policy_remedy' },
  registered: { title: 'diagnosis.registered' },
  'registered-elsewhere': {
    title: 'diagnosis.registered_elsewhere',
    remedy: 'diagnosis.register_again_remedy',
  },
  'launcher-missing': { title: 'diagnosis.launcher_missing', remedy: 'diagnosis.register_again_remedy' },
  'not-registered': { title: 'diagnosis.not_registered', remedy: 'diagnosis.not_registered_remedy' },
  'helper-version': { title: 'diagnosis.helper_version' },
  'pcsc-running': { title: 'diagnosis.pcsc_running' },
  'reader-found': { title: 'diagnosis.reader_found' },
  'no-reader': { title: 'diagnosis.no_reader', remedy: 'diagnosis.no_reader_remedy' },
  'card-found': { title: 'diagnosis.card_found' },
  'no-card': { title: 'diagnosis.no_card', remedy: 'diagnosis.no_card_remedy' },
  'card-simulated': { title: 'diagnosis.card_simulated' },
  'pin-in-order': { title: 'diagnosis.pin_tries' },
  'pin-tries-used': { title: 'diagnosis.pin_tries', remedy: 'diagnosis.pin_tries_used_remedy' },
  'pin-blocked': { title: 'diagnosis.pin_blocked', remedy: 'diagnosis.pin_blocked_remedy' },
  'certificate-valid': { title: 'diagnosis.certificate_valid' },
  'certificate-present': { title: 'diagnosis.certificate_present' },
  'certificate-expires-soon': {
    title: 'diagnosis.certificate_valid',
    remedy: 'diagnosis.certificate_expires_soon_remedy',
  },
  'certificate-expired': {
    title: 'diagnosis.certificate_expired',
    remedy: 'diagnosis.certificate_renew_remedy',
  },
  'certificate-not-yet-valid': {
    title: 'diagnosis.certificate_not_yet_valid',
    remedy: 'diagnosis.certificate_clock_remedy',
  },
  'certificate-missing': {
    title: 'diagnosis.certificate_missing',
    remedy: 'diagnosis.certificate_missing_remedy',
  },
};

/** The names of things on the card; browsers, readers and versions stand for themselves. */
const SUBJECTS: Readonly<Record<string, MessageKey>> = {
  userAuthentication: 'diagnosis.user_authentication',
  digitalSignature: 'diagnosis.digital_signature',
  cardInfoInput: 'diagnosis.card_info_input',
  'individual-number-card': 'diagnosis.individual_number_card',
  android: 'diagnosis.smartphone',
  iphone: 'diagnosis.smartphone',
};

function subjectText(subject: string, t: Translate): string {
  const key = Object.hasOwn(SUBJECTS, subject) ? SUBJECTS[subject] : undefined;
  return key === undefined ? subject : t(key);
}
