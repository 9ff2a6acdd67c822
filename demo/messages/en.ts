import type { Messages } from './messages.ts';

export const en: Messages = {
  siteName: 'Kazami City Library',
  demoNotice: 'A demo of Kazasu. Neither the city nor its library exists.',
  login: {
    title: 'Log in to your account',
    heading: ['Hold your card', 'to the reader.'],
    lead: 'No library number, no password. Your My Number Card and its 4-digit PIN open your account.',
    button: 'Log in with My Number Card',
    busy: 'Continue in Kazasu’s window',
    purpose: 'Logging in to your library account',
    noScript: 'Please enable JavaScript in this browser to log in.',
    privacy: 'Your name, address, date of birth, sex and individual number never reach the library.',
    stepsHeading: 'How it goes',
    steps: [
      { title: 'Check', text: 'Kazasu’s window opens and shows this site’s address.' },
      { title: 'Hold', text: 'Place your My Number Card on the card reader.' },
      { title: 'Enter', text: 'Type the 4-digit PIN for user authentication into that window.' },
    ],
  },
  problems: {
    'extension-unavailable': {
      title: 'The Kazasu extension was not found',
      text: 'Get ready in these steps, then try again.',
      steps: [
        'Add the Kazasu extension to this browser.',
        'Put the Kazasu helper on this computer and run “kazasu install”.',
        'Reload this page.',
      ],
    },
    'host-unavailable': {
      title: 'The Kazasu helper does not answer',
      text: 'Run “kazasu install”, restart the browser, then try again.',
    },
    'invalid-request': {
      title: 'Something is wrong with this site',
      text: 'It did not prepare the log-in correctly. Please tell the library.',
    },
    'not-allowed': {
      title: 'This site may not ask you to log in',
      text: 'Press the button once more. If you have blocked this site in Kazasu’s options, you can allow it there.',
    },
    busy: {
      title: 'Another log-in is under way',
      text: 'Finish or close the Kazasu window that is open, then try again.',
    },
    'user-cancelled': {
      title: 'You stopped the log-in',
      text: 'Nothing was sent. Press the button again when you want to go on.',
    },
    'timed-out': {
      title: 'That took too long',
      text: 'Have your card and your reader at hand, then try again.',
    },
    'card-unusable': {
      title: 'This card cannot log in',
      text: 'Its PIN may be locked, or its certificate expired or never issued. Your municipal office can help.',
    },
    internal: {
      title: 'Something unexpected happened',
      text: 'Please try again. If it happens again, restart the browser.',
    },
    'log-in-refused': {
      title: 'We could not confirm your log-in',
      text: 'Check that the clock of this computer is right, then try again. If it happens again, please tell the library.',
    },
    'site-unreachable': {
      title: 'The library’s server cannot be reached',
      text: 'Check your connection, then try again.',
    },
  },
  account: {
    title: 'Your account',
    heading: 'You are logged in',
    lead: 'This is all that the library remembers of you.',
    simulated: 'Simulated card',
    simulatedNote: 'A card for testing, not a real My Number Card.',
    accountKey: 'Your number at this library',
    accountKeyNote: 'It means something here and nowhere else: no other site can match it with its own.',
    validity: 'Certificate valid',
    validFromTo: (from, to) => `${from} to ${to}`,
    validityNote: 'A renewed certificate comes with a new number.',
    revocation: 'Revocation',
    revocationStatus: {
      checked: 'Checked',
      'not-checked': 'Not checked',
      unavailable: 'Could not be checked',
    },
    revocationNote:
      'Whether the certificate was revoked is not known here: only registered verifiers may ask the authority.',
    notReceived: 'What did not reach us',
    notReceivedItems: ['Name', 'Address', 'Date of birth', 'Sex', 'Individual number'],
    logOut: 'Log out',
  },
};
