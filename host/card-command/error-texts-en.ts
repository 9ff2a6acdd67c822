import type { PinKind } from '../../shared/jpki.ts';
import type { ErrorTexts } from './error-texts.ts';

const PIN_NAME: Readonly<Record<PinKind, string>> = {
  userAuthentication: 'PIN of the user-authentication certificate',
  digitalSignature: 'password of the signature certificate',
  cardInfoInput: 'PIN for card information input',
};
const named = (pin: PinKind | undefined): string => (pin === undefined ? 'PIN' : PIN_NAME[pin]);

export const ERROR_TEXTS_EN: ErrorTexts = {
  internal: {
    title: 'Something unexpected went wrong.',
    remedy: 'Try again. If it happens again, run it with KAZASU_LOG=debug and tell the developers.',
  },
  cancelled: { title: 'Given up.', remedy: 'No try was used, and nothing on the card was changed.' },
  'timed-out': {
    title: 'No PIN came for five minutes. The card is free for other programs again.',
    remedy: 'Run this again when you have it at hand. No try was used.',
  },
  'no-terminal': {
    title: 'There is no terminal on which to type the PIN.',
    remedy: 'Run this on a terminal, or add --pin-stdin and give the PIN on standard input, one a line.',
  },
  'pin-missing': (_, { action }) => ({
    title: 'There is no PIN on standard input.',
    remedy:
      action === 'change-pin'
        ? 'Give the present one and then the new one, each on a line of its own.'
        : 'Give it on a line of its own.',
  }),
  'last-try': ({ pin }, { pinStdin }) => ({
    title: `One try is left for the ${named(pin)}. Nothing was sent to the card.`,
    remedy: `If it is wrong, the card locks it, and it has to be reset, for example at your municipal office. To use the last try all the same, run this again and ${pinStdin ? 'add --last-try' : 'answer yes'}.`,
  }),
  'no-reader': {
    title: 'No card reader was found.',
    remedy: 'Connect a card reader to this computer and run this again.',
  },
  'reader-unknown': {
    title: 'There is no card reader of the name given by --reader.',
    remedy: 'These are connected; a part of the name will do.',
  },
  'several-cards': {
    title: 'There is more than one card.',
    remedy: 'Name the reader of the one that you mean by --reader.',
  },
  'file-unwritable': {
    title: 'The file given by --out cannot be written.',
    remedy: 'Check that its folder exists and that you may write there.',
  },
  'pcsc-not-installed': {
    title: 'Smart card support is not installed.',
    remedy: 'On Debian or Ubuntu, install pcscd and libpcsclite1: sudo apt install pcscd libpcsclite1',
  },
  'pcsc-unavailable': {
    title: 'The smart card service is not available.',
    remedy:
      "This computer's smart card service is not running. On Linux, start pcscd: sudo systemctl start pcscd.socket",
  },
  'reader-unavailable': {
    title: 'The card reader cannot be used.',
    remedy: 'Disconnect the card reader, connect it again, and run this again.',
  },
  'card-absent': {
    title: 'There is no card.',
    remedy: 'Place your My Number Card on the card reader, or insert it. With --wait, this waits for it.',
  },
  'card-removed': {
    title: 'The card was taken away.',
    remedy: 'Put your My Number Card back and run this again.',
  },
  'card-in-use': {
    title: 'Another program is using the card.',
    remedy: 'Close the other program that is using the card, or wait until it has finished.',
  },
  'card-mute': {
    title: 'The card cannot be read.',
    remedy: 'Check which way round the card is, and place or insert it again.',
  },
  'card-not-open': {
    title: 'The connection to the card was lost.',
    remedy: 'Place the card on the reader again and run this again.',
  },
  'transmission-failed': {
    title: 'The reader could not speak to the card.',
    remedy: 'Place the card on the reader again, or connect the reader again, and run this again.',
  },
  'card-unsupported': {
    title: 'This is not a My Number Card that Kazasu knows.',
    remedy: 'Put your My Number Card on the reader instead.',
  },
  'smartphone-unsupported': {
    title: 'The certificates of smartphones are not supported.',
    remedy: 'Use the My Number Card itself.',
  },
  'card-malformed': {
    title: 'What is on the card cannot be read.',
    remedy: 'Place the card on the reader again. If it happens again, ask at your municipal office.',
  },
  'pin-malformed': ({ pin = 'userAuthentication', which = 'present' }, { action }) => ({
    title: `The ${action === 'change-pin' ? `${which} ` : ''}${named(pin)} has not the right form. Nothing was sent to the card.`,
    remedy: FORM[which][pin],
  }),
  'wrong-pin': ({ pin, triesLeft }) => ({
    title: `That is not the ${named(pin)}.${triesLeft === undefined ? '' : ` Tries left: ${triesLeft}.`}`,
    remedy: pin === undefined ? 'Check which PIN is meant.' : NOT_THE_OTHER[pin],
  }),
  'pin-outcome-unknown': ({ pin }, { action }) => ({
    title: `The card's answer to the ${named(pin)} was lost.`,
    remedy: `Place the card on the reader again and see how many tries are left: kazasu card status.${action === 'change-pin' ? ' Either of the two, the present one or the new one, may be in force.' : ''}`,
  }),
  'pin-blocked': ({ pin, lockedNow }) => ({
    title: lockedNow
      ? `That was not the ${named(pin)}, and it was the last try: it is now locked.`
      : `The ${named(pin)} is locked. Nothing was sent to the card.`,
    remedy:
      'Have it reset at your municipal office. Bring your My Number Card and an identity document such as a driving licence.',
  }),
  'certificate-missing': {
    title: 'This card does not hold the certificate that this needs.',
    remedy:
      'Apply for one at your municipal office. Cards of holders under 15 normally have no signature certificate.',
  },
  'certificate-not-yet-valid': {
    title: 'The certificate is not valid yet.',
    remedy: "Check this computer's date and time.",
  },
  'certificate-expired': {
    title: 'The certificate has expired.',
    remedy: 'Renew it at your municipal office.',
  },
  'signature-mismatch': {
    title: "The card's signature could not be confirmed.",
    remedy: 'Try again; if it happens again, ask at your municipal office.',
  },
};

const FORM: Readonly<Record<'present' | 'new', Readonly<Record<PinKind, string>>>> = {
  present: {
    userAuthentication: 'It has 4 digits.',
    digitalSignature: 'It has 6–16 letters and digits.',
    cardInfoInput: 'It has 4 digits.',
  },
  new: {
    userAuthentication: 'It needs 4 digits, and must differ from the present one.',
    digitalSignature:
      'It needs 6–16 letters and digits, at least one of each, and must differ from the present one.',
    cardInfoInput: 'It needs 4 digits, and must differ from the present one.',
  },
};

const NOT_THE_OTHER: Readonly<Record<PinKind, string>> = {
  userAuthentication: 'It is the PIN of 4 digits, not the signature password of 6–16 characters.',
  digitalSignature: 'It is the password of 6–16 characters, not one of the PINs of 4 digits.',
  cardInfoInput: 'It is the PIN of 4 digits for card information input, not the one for user authentication.',
};
