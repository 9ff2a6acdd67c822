import type { CardKind } from '../../shared/host-protocol.ts';
import type { Attribute, CertificateKind, PinKind } from '../../shared/jpki.ts';
import type { Sex } from '../card/card-attributes.ts';
import type { CertificateState } from '../card/card-inspection.ts';
import type { Language } from '../command-line.ts';
import type { SlotStatus } from '../readers/reader.ts';
import { EN } from './texts-en.ts';
import { JA } from './texts-ja.ts';
import type { Validity } from './validity.ts';

/** What is said where a PIN is asked for. */
export interface PinTexts {
  triesLeft(kind: PinKind, count: number): string;
  /** Which PIN it is not. */
  notTheOther(kind: PinKind): string;
  /** The one PIN that is asked for, or the one that is in force while another is to take its place. */
  readonly asked: Readonly<Record<'only' | 'present', (kind: PinKind) => string>>;
  replacement(kind: PinKind): string;
  readonly again: string;
  readonly differ: string;
  malformed(kind: PinKind): string;
  newMalformed(kind: PinKind): string;
  lastTry(kind: PinKind): string;
  readonly confirmLastTry: string;
  /** In small letters. */
  readonly yes: readonly string[];
}

type Heading = 'readers' | 'card' | 'certificates' | 'pins' | 'kind' | 'reader';
type Field =
  | 'state'
  | 'validity'
  | 'issuer'
  | 'authority'
  | 'policy'
  | 'revocation'
  | 'commonName'
  | 'serialNumber'
  | 'fingerprint';

/** What `kazasu card` says, errors aside. */
export interface CardTexts {
  readonly pins: PinTexts;
  readonly pinName: Readonly<Record<PinKind, string>>;
  readonly pinForm: Readonly<Record<PinKind, string>>;
  readonly certificateName: Readonly<Record<CertificateKind, string>>;
  readonly certificateState: Readonly<Record<CertificateState, string>>;
  readonly validity: Readonly<Record<Validity, string>>;
  readonly cardKind: Readonly<Record<CardKind, string>>;
  readonly slotState: Readonly<Record<SlotStatus['state'], string>>;
  readonly sex: Readonly<Record<Sex, string>>;
  readonly attribute: Readonly<Record<Attribute, string>>;
  readonly headings: Readonly<Record<Heading, string>>;
  readonly fields: Readonly<Record<Field, string>>;
  /** By object identifier. */
  readonly policyName: Readonly<Record<string, string>>;
  readonly notChecked: string;
  readonly absent: string;
  readonly waiting: string;
  /** Behind the state of the certificate that the signature password protects. */
  readonly showPersonalHint: string;
  readonly notFromJpki: string;
  readonly simulatedCard: string;
  simulated(kind: string): string;
  changed(kind: PinKind): string;
  wroteCertificate(certificate: string): string;
  until(verdict: string, date: string): string;
  tries(count: number): string;
  period(notBefore: string, notAfter: string): string;
  generation(number: number): string;
  /** Of a day in Japan. */
  date(date: Date): string;
  /** Of a birth, YYYY-MM-DD. */
  birthDate(isoDate: string): string;
}

export const CARD_TEXTS: Readonly<Record<Language, CardTexts>> = { en: EN, ja: JA };
