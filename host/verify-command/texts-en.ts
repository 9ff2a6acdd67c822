import { DOCUMENT_FAILURES, type DocumentFailureCode } from 'kazasu/verify';
import type { FileProblem } from './file-report.ts';
import type { VerifyTexts } from './texts.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Tokyo' });
const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Asia/Tokyo',
});

/** The verifier explains the others in English itself. */
const FILE_PROBLEM: Readonly<Record<FileProblem, string>> = {
  'file-unreadable': 'The file cannot be read.',
  'format-unknown': 'The file is neither PDF, CMS, XML nor JWS.',
  'document-unexpected': 'A PDF holds its document itself: leave --document out.',
};

export const EN: VerifyTexts = {
  field: {
    document: 'Document',
    time: 'Signed',
    certificate: 'Certificate',
    revocation: 'Revocation',
    reason: 'For experts',
  },
  change: {
    'signature-added': 'a signature was added',
    'timestamp-added': 'a time stamp was added',
    'validation-data-added': 'data for later verification were added',
    'nothing-visible': 'the file was written anew, with the same content',
    'form-filled': 'a form was filled in',
    'annotation-changed': 'a note was added or changed',
    'content-changed': 'the content was changed',
    unreadable: 'something was changed that cannot be read',
  },
  timestampProblem: {
    'timestamp-missing': 'no time stamp',
    'timestamp-invalid': 'its time stamp is not valid',
    'timestamp-authority-unknown':
      'its time stamp is by an authority that you have not named (--timestamp-ca)',
    'timestamp-certificate-unsuitable': 'the certificate of its time stamp is not one for time stamps',
    'timestamp-certificate-expired': 'the certificate of its time stamp is not valid',
    'timestamp-in-future': "its time stamp is ahead of this computer's clock",
  },
  unchanged: 'whole, as it was signed',
  notChecked: 'not checked',
  error: {
    'file-unreadable': (file) => `kazasu verify: This file cannot be read: ${file}`,
    'authority-unknown': (file, sha256) =>
      `kazasu verify: This version does not know the authority in ${file}. Its SHA-256 is ${sha256}. Compare that with what J-LIS publishes, and only if it is the same, add behind this --ca: --ca-sha256 ${sha256}`,
    'authority-mismatch': (file, sha256) =>
      `kazasu verify: The authority in ${file} is not the one that --ca-sha256 names: its SHA-256 is ${sha256}.`,
    'authority-unsuitable': (file) =>
      `kazasu verify: ${file} holds no authority that can be used here: --ca takes those of the JPKI for signatures, --test-ca those of simulated cards, --timestamp-ca those of time stamps, each of them once.`,
    internal: () => 'kazasu verify: Something unexpected happened; nothing is known about the signatures.',
  },
  problem: (code) => (isFileProblem(code) ? FILE_PROBLEM[code] : DOCUMENT_FAILURES[code]),
  valid: (signatures) => (signatures === 1 ? 'valid, one signature' : `valid, ${signatures} signatures`),
  notValid: (problem, code) => `NOT VALID. ${problem} (${code})`,
  notJudged: (problem, code) => `COULD NOT BE CHECKED. ${problem} (${code})`,
  simulated: (name) => `${name} (simulated card: not a real person)`,
  changedSince: (changes) => `as it was signed, in an earlier version; since then ${changes.join(', ')}`,
  proven: (at) => `before ${at} (Japan), as a time stamp proves`,
  claimed: (at, why) => `${at} (Japan) by the signer's clock; not proven: ${why}`,
  unknownTime: (why) => `not known: ${why}`,
  until: (date) => `valid until ${date}`,
  notRevoked: (at) => `not revoked, as of ${at} (Japan)`,
  revokedLater: (at) => `revoked on ${at} (Japan), after the signature`,
  revocationUnavailable: (reason) => `could not be checked (${reason})`,
  date: (date) => day.format(date),
  moment: (date) => moment.format(date),
};

function isFileProblem(code: DocumentFailureCode | FileProblem): code is FileProblem {
  return Object.hasOwn(FILE_PROBLEM, code);
}
