import { JPKI_OID, type PinKind } from '../../shared/jpki.ts';
import type { CardTexts } from './texts.ts';

const PIN_NAME: Readonly<Record<PinKind, string>> = {
  userAuthentication: 'PIN of the user-authentication certificate (利用者証明用)',
  digitalSignature: 'Password of the signature certificate (署名用)',
  cardInfoInput: 'PIN for card information input (券面事項入力補助用)',
};
const PIN_FORM: Readonly<Record<PinKind, string>> = {
  userAuthentication: '4 digits',
  digitalSignature: '6–16 letters and digits',
  cardInfoInput: '4 digits',
};
const NOT_THE_OTHER: Readonly<Record<PinKind, string>> = {
  userAuthentication: 'Not the signature password of 6–16 characters.',
  digitalSignature: 'Not one of the PINs of 4 digits. Small letters count as capitals.',
  cardInfoInput:
    'Not the PIN of the user-authentication certificate, although many have chosen the same one.',
};
const NEW_FORM: Readonly<Record<PinKind, string>> = {
  userAuthentication: 'Please choose 4 digits that differ from the present PIN.',
  digitalSignature:
    'Please choose 6–16 letters and digits, at least one of each, that differ from the present password.',
  cardInfoInput: 'Please choose 4 digits that differ from the present PIN.',
};

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Tokyo' });
const birthDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export const EN: CardTexts = {
  pins: {
    triesLeft: (kind, count) => `${PIN_NAME[kind]}. Tries left: ${count}`,
    notTheOther: (kind) => NOT_THE_OTHER[kind],
    asked: {
      only: (kind) => `${capital(word(kind))} (${PIN_FORM[kind]}, not shown): `,
      present: (kind) => `Present ${word(kind)} (${PIN_FORM[kind]}, not shown): `,
    },
    replacement: (kind) => `New ${word(kind)} (${PIN_FORM[kind]}, not shown): `,
    again: 'The new one again: ',
    differ: 'These two are not the same. Please type the new one again.',
    malformed: (kind) => `Please type ${PIN_FORM[kind]}. No try was used.`,
    newMalformed: (kind) => NEW_FORM[kind],
    lastTry: (kind) =>
      `This is the last try. If this ${word(kind)} is wrong, the card locks it, and it has to be reset, for example at your municipal office.`,
    confirmLastTry: 'Type "yes" to go on: ',
    yes: ['yes'],
  },
  pinName: PIN_NAME,
  pinForm: PIN_FORM,
  certificateName: {
    userAuthentication: 'User-authentication certificate',
    digitalSignature: 'Signature certificate',
    userAuthenticationCa: "User-authentication authority's certificate",
    digitalSignatureCa: "Signature authority's certificate",
  },
  certificateState: { readable: 'there', protected: 'there, behind its password', missing: 'none' },
  validity: { valid: 'within its validity', expired: 'expired', 'not-yet-valid': 'not valid yet' },
  cardKind: { 'individual-number-card': 'My Number Card', android: 'Android phone', iphone: 'iPhone' },
  slotState: {
    empty: 'no card',
    card: 'card',
    'in-use': 'card, used by another program',
    mute: 'card that does not answer',
  },
  sex: { male: 'male', female: 'female', unknown: 'unknown', 'not-applicable': 'not applicable' },
  attribute: { name: 'Name', address: 'Address', birthDate: 'Date of birth', sex: 'Sex' },
  headings: {
    readers: 'Card readers',
    card: 'Card',
    certificates: 'Certificates',
    pins: 'Tries left',
    kind: 'Kind',
    reader: 'Reader',
  },
  fields: {
    state: 'State',
    validity: 'Validity',
    issuer: 'Issuer',
    authority: 'Authority',
    policy: 'Policy',
    revocation: 'Revocation',
    commonName: 'Common name',
    serialNumber: 'Serial number',
    fingerprint: 'SHA-256',
  },
  policyName: { [JPKI_OID.authPolicy]: 'user authentication', [JPKI_OID.signPolicy]: 'signature' },
  notChecked: 'not checked',
  absent: 'none',
  waiting: 'Hold your My Number Card to the reader, or insert it. (Ctrl-C gives up.)',
  showPersonalHint: '; --show-personal shows it',
  notFromJpki: "This is a simulated card's certificate. It cannot check real cards.",
  simulatedCard: 'This is a simulated card, not a real one.',
  simulated: (kind) => `${kind} (simulated: not a real one)`,
  changed: (kind) => `Changed: ${PIN_NAME[kind]}.`,
  wroteCertificate: (certificate) => `Wrote: ${certificate}.`,
  until: (verdict, date) => `${verdict} (until ${date})`,
  tries: (count) => (count === 0 ? 'locked' : String(count)),
  period: (notBefore, notAfter) => `${notBefore} to ${notAfter}`,
  generation: (number) => `generation ${number}`,
  date: (date) => day.format(date),
  birthDate: (isoDate) => birthDay.format(new Date(isoDate)),
};

function word(kind: PinKind): string {
  return kind === 'digitalSignature' ? 'password' : 'PIN';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
