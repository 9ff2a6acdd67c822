import type { Messages, Problem } from './messages.ts';

const CLOCK: Problem = {
  title: 'The clock of this computer seems to be wrong',
  text: 'Set it, then try again.',
};
const LATER: Problem = {
  title: 'Nobody can log in at the moment',
  text: 'Something is wrong at the library. Please try again later.',
};

export const en: Messages = {
  siteName: 'Kazami City Library',
  demoNotice:
    'A demo of Kazasu. Neither the city nor its library exists. What you register is kept in this program’s memory alone, and is gone when it ends.',
  toContent: 'Skip to the content',
  menu: 'Your pages',
  logOut: 'Log out',
  simulated: { title: 'Simulated card', text: 'A card for testing, not a real My Number Card.' },
  login: {
    title: 'Log in to your account',
    heading: ['Hold your card', 'to the reader.'],
    lead: 'No library number, no password. Your My Number Card and its 4-digit PIN open your account.',
    purpose: 'Logging in to your library account',
    noScript: 'Please enable JavaScript in this browser to log in.',
    newHere: 'New here? The same button leads to signing up.',
    privacy:
      'Logging in does not tell the library your name, address, date of birth, sex or individual number.',
    stepsHeading: 'How it goes',
    steps: [
      { title: 'Check', text: 'Kazasu’s window opens and shows this site’s address.' },
      { title: 'Hold', text: 'Place your My Number Card on the card reader.' },
      { title: 'Enter', text: 'Type the 4-digit PIN for user authentication into that window.' },
    ],
  },
  register: {
    title: 'Sign up',
    lead: 'This card is new here. Tell us the following, and the library is open to you.',
    returning: {
      title: 'Have you been here before?',
      text: 'A card whose certificate was renewed counts as another card. Do not sign up again: log in with another card of yours and add this one under “Cards”, or come to our counter.',
    },
    back: 'Back without signing up',
    copyHeading: 'Copy from your card',
    copyText:
      'It saves typing, and takes the 4-digit PIN for card information input. You choose in Kazasu’s window what to copy.',
    copy: 'Copy from card',
    copied: 'Copied from your card. Please check it, and correct what is wrong.',
    purpose: 'Signing up at the library',
    formHeading: 'What we register',
    noProof:
      'What was copied can be changed here, so it proves nothing. We check who you are at the counter when you first borrow a book.',
    fields: {
      name: { label: 'Name', wrong: 'Enter your name, in up to 100 characters.' },
      address: { label: 'Address', wrong: 'Enter your address, in up to 200 characters.' },
      birthDate: { label: 'Date of birth', wrong: 'Enter your date of birth, not later than today.' },
      sex: { label: 'Sex', wrong: 'Choose one.' },
      consent: {
        label: 'I agree that the library keeps the above for lending books and reaching me',
        wrong: 'We can only register you if you agree that we keep it.',
      },
    },
    sexes: { male: 'Male', female: 'Female', unknown: 'Rather not say', 'not-applicable': 'Neither' },
    choose: 'Choose one',
    submit: 'Sign up',
    wrongHeading: 'You are not signed up yet. Please correct the following.',
  },
  account: {
    title: 'Your account',
    welcome: 'Welcome, ',
    name: (name) => name,
    lead: 'This, and what is under “Cards”, is all that the library remembers of you.',
    stated: 'As you told us. The library has not checked it yet.',
    cardEndsSoon: (day) =>
      `The certificate of this card ends on ${day}. A renewed one has another number, so please add another card under “Cards” before.`,
    notReceived: 'What did not reach us',
    notReceivedItems: ['Individual number', 'PIN', 'Photograph', 'Certificate number'],
    notReceivedNote: 'The certificate’s number is used to check a log-in, and not kept.',
  },
  cards: {
    title: 'Cards',
    lead: 'Each of these cards opens your account.',
    linkedOn: 'Added on',
    validUntil: 'Certificate ends on',
    key: 'Number at this library',
    thisOne: 'In use now',
    simulated: 'Simulated card',
    unlink: 'Remove this card',
    unlinkNumber: (number) => `Remove card ${number}`,
    unlinkNote: 'Removing a card ends every log-in with it. The last card cannot be removed.',
    number: (number) => `Card ${number}`,
    addHeading: 'Add a card',
    addText:
      'A renewed certificate has another number, and the one before no longer logs you in. With another card in your account you can still get in. Take the card in use out of the reader, and put the one to add in its place.',
    addWarning: 'Whoever has a card that you add can log in as you.',
    add: 'Add a card',
    purpose: 'Adding this card to your library account',
  },
  moving: {
    title: 'Moving house',
    lead: 'Tell the city hall, the waterworks and the library in one go. You sign the three forms together, and each office gets its own.',
    formHeading: 'What you notify',
    fields: {
      newAddress: { label: 'New address', wrong: 'Please enter the new address, up to 200 characters.' },
      movedOn: { label: 'Day of the move', wrong: 'Please enter the day on which you moved.' },
    },
    known: (name, address) =>
      `Your name (${name}) and your former address (${address}) are taken from your account.`,
    signing:
      'You enter your signature password (6 to 16 letters and digits) once. Before that you can read all three forms. The name, address, birth date and sex in your certificate go to the three offices.',
    submit: 'Sign the three forms and send them',
    purpose: 'Moving house: city hall, waterworks and library',
    officesHeading: 'Who is told',
    offices: {
      citizens: { name: 'Kazami city hall, residents’ desk', form: 'Notice of moving in' },
      waterworks: { name: 'Kazami waterworks', form: 'Notice of the beginning of water supply' },
      library: { name: 'Kazami library', form: 'Change of a reader’s address' },
    },
  },
  moved: {
    title: 'Three offices have been told',
    lead: (moment) => `The forms arrived on ${moment}, and each office’s server has checked its own.`,
    verified: 'Verified',
    form: 'Form, with its signature',
    signer: 'Signed by',
    address: 'Address in the certificate',
    claimedTime: 'Signed at (by the signer’s own clock)',
    noTime: 'Not stated',
    checked: 'What was checked',
    checks: {
      integrity: 'The whole form is as it was signed',
      document: 'It is the form that this office gave out',
      certificate: (day) => `The certificate is for signatures, and valid until ${day}`,
      revocation: (isChecked) =>
        isChecked
          ? 'The certificate has not been revoked'
          : 'Nobody was asked whether the certificate is revoked',
      name: (isSame) => (isSame ? 'The name is that of the account' : 'The name is not that of the account'),
      time: (isProven) => (isProven ? 'A time stamp proves when it was signed' : 'There is no time stamp'),
    },
    believed:
      'An office believes the name in the signature that it has verified, and not the one that somebody typed.',
  },
  verified: {
    title: 'What was checked',
    lead: (moment) => `For your log-in of ${moment}, the library’s server checked these, in this order.`,
    steps: {
      token: {
        title: 'Form of the token',
        value: ({ type }) => type,
        text: 'It has the length and spelling of a log-in’s token.',
      },
      issuer: {
        title: 'Issuer of the certificate',
        value: ({ sha256, notBefore, notAfter }, { day }) =>
          `${sha256} (generation from ${day(notBefore)} to ${day(notAfter)})`,
        text: 'An authority that this site trusts has issued and signed it.',
      },
      policy: {
        title: 'Kind of certificate',
        value: ({ oid }) => oid,
        text: 'It is for user authentication: it logs in, and does nothing else.',
      },
      validity: {
        title: 'Validity of the certificate',
        value: ({ notBefore, notAfter }, { day }) => `${day(notBefore)} to ${day(notAfter)}`,
        text: 'It was valid at the log-in.',
      },
      signature: {
        title: 'Signature',
        value: () => 'Correct',
        text: 'The card that the certificate belongs to signed, after its PIN was entered.',
      },
      audience: {
        title: 'Audience',
        value: ({ origin }) => origin,
        text: 'The token was made for this site. One for another site is refused.',
      },
      nonce: {
        title: 'One-time number (nonce)',
        value: () => 'First use',
        text: 'It was given to this browser, and had not been used.',
      },
      time: {
        title: 'Time of issue',
        value: () => 'Within five minutes',
        text: 'The token had just been made.',
      },
      revocation: {
        title: 'Revocation',
        value: (revocation, { moment }) => {
          if (revocation.status === 'not-checked') return 'Not checked (not-checked)';
          if (revocation.status === 'unavailable') return `Could not be checked (${revocation.reason})`;
          return `Not revoked (checked by ${revocation.by}, as of ${moment(revocation.asOf)})`;
        },
        text: 'A card that was reported lost is refused here. Only verifiers that are registered or accredited under the law may ask.',
      },
      account: {
        title: 'Your number at this library',
        value: ({ key, movedKey }) => (movedKey ? `${key} (moved to the new secret’s number)` : key),
        text: 'Made of the certificate with a secret of the library. No other site can match it with its own.',
      },
    },
    forDevelopers: 'For developers: the verifier’s result',
  },
  problems: {
    'extension-unavailable': {
      title: 'The Kazasu extension was not found',
      text: 'Add the Kazasu extension to this browser, reload this page, then try again.',
    },
    'host-unavailable': {
      title: 'The Kazasu helper does not answer',
      text: 'Run “kazasu install” on this computer, restart the browser, then try again.',
    },
    'invalid-request': {
      title: 'Something is wrong with this site',
      text: 'It did not prepare the request correctly. Please tell the library.',
    },
    'not-allowed': {
      title: 'This site may not ask',
      text: 'Press the button once more. If you have blocked this site in Kazasu’s options, you can allow it there.',
    },
    busy: {
      title: 'Something else is under way',
      text: 'Finish or close the Kazasu window that is open, then try again.',
    },
    'user-cancelled': {
      title: 'You stopped',
      text: 'Nothing was sent. Press the button again when you want to go on.',
    },
    'timed-out': {
      title: 'That took too long',
      text: 'Have your card and your reader at hand, then try again.',
    },
    'card-unusable': {
      title: 'This card cannot be used',
      text: 'Its PIN may be locked, or its certificate expired or never issued. Your municipal office can help.',
    },
    'document-refused': {
      title: 'A document cannot be signed',
      text: 'It is damaged, or of a form that takes no signature. Please tell the library.',
    },
    internal: {
      title: 'Something unexpected happened',
      text: 'Please try again. If it happens again, restart the browser.',
    },
    'certificate-revoked': {
      title: 'The certificate of this card was revoked',
      text: 'That is done when a card is reported lost, replaced or given back. If you do not know why, please ask your municipal office.',
    },
    'certificate-expired': {
      title: 'The certificate of this card has expired',
      text: 'Your municipal office issues a new one.',
    },
    'certificate-not-yet-valid': {
      title: 'The certificate of this card is not valid yet',
      text: 'Please try again when its validity has begun.',
    },
    'issued-in-future': CLOCK,
    'issued-too-long-ago': CLOCK,
    'nonce-store-unavailable': LATER,
    'revocation-unavailable': LATER,
    'card-already-linked': {
      title: 'This card is in your account already',
      text: 'Put the card that you want to add into the reader, then try again.',
    },
    'card-of-other-account': {
      title: 'This card belongs to another account',
      text: 'A card can open one account only.',
    },
    'too-many-cards': {
      title: 'No more cards can be added',
      text: 'Remove one that you no longer use, then try again.',
    },
    'last-card': {
      title: 'The last card cannot be removed',
      text: 'Nobody could log in any more. Please add another card first.',
    },
    'move-incomplete': {
      title: 'The form is not complete',
      text: 'Please enter the new address, and a day within 90 days from today.',
    },
    'login-too-old': {
      title: 'Please log in again',
      text: 'Cards can be added and removed within ten minutes of logging in. Log out, then log in again.',
    },
    refused: {
      title: 'The card could not be confirmed',
      text: 'Please try again. If it happens again, please tell the library.',
    },
    'site-unreachable': {
      title: 'The library’s server cannot be reached',
      text: 'Check your connection, wait a little, then try again.',
    },
  },
  busy: 'Continue in Kazasu’s window',
};
