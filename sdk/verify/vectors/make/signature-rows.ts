/** What can be wrong with a signature certificate, and what passes. */
import { JPKI_OID } from '../../../../shared/jpki.ts';
import type { SignatureCertificateFailureCode } from '../../signature-certificate/signature-certificate-result.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import {
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  octets,
  oid,
  sequence,
  text,
} from '../../testing/test-pki.ts';
import {
  HOLDER_TEXTS,
  type HolderTexts,
  makeSignatureAuthority,
  makeSignatureLeaf,
  otherName,
  subjectAltName,
} from '../../testing/test-signature-pki.ts';
import type { VectorOf } from '../vector.ts';
import {
  type CertificateDefect,
  type CertificateDraft,
  type CertificateRow,
  extension,
  field,
  issuedBy,
  respelt,
} from './certificate-draft.ts';
import { CERTIFICATE_ROWS } from './certificate-rows.ts';
import {
  authority,
  base64,
  foreignSignatureAuthority,
  NOW,
  pem,
  pinned,
  signatureAuthority,
  testSignatureAuthority,
} from './people.ts';

export interface SignatureDraft {
  readonly case: Pick<VectorOf<'signature-certificate'>, 'settings' | 'now'>;
  readonly certificate: CertificateDraft;
}
export type SignatureDefect = (draft: SignatureDraft) => SignatureDraft;
export type SignatureRow = readonly [
  name: string,
  code: SignatureCertificateFailureCode,
  about: string,
  defect: SignatureDefect,
  like?: string,
];

export const GOOD_SIGNATURE_CERTIFICATE: SignatureDraft = {
  case: {
    settings: {
      trustAnchors: [pinned(signatureAuthority)],
      testTrustAnchors: [],
      validitySkewSeconds: 0,
      acceptRevocation: ['not-checked'],
    },
    now: NOW.toISOString(),
  },
  certificate: { authority: signatureAuthority, make: makeSignatureLeaf, overrides: {}, respellings: [] },
};

export const certificate =
  (defect: CertificateDefect): SignatureDefect =>
  (draft) => ({ ...draft, certificate: defect(draft.certificate) });
export const settings =
  (overrides: Partial<SignatureDraft['case']['settings']>): SignatureDefect =>
  (draft) => ({ ...draft, case: { ...draft.case, settings: { ...draft.case.settings, ...overrides } } });

const both =
  (one: SignatureDefect, other: SignatureDefect): SignatureDefect =>
  (draft) =>
    other(one(draft));

const holder = (texts: HolderTexts): CertificateDefect =>
  extension('subjectAltName', subjectAltName({ ...HOLDER_TEXTS, ...texts }));
const names = (...values: Parameters<typeof sequence>): CertificateDefect =>
  extension('subjectAltName', { id: '2.5.29.17', value: sequence(...values) });
const all = Object.entries(HOLDER_TEXTS).map(([arc, value]) =>
  otherName(`1.2.392.200149.8.5.5.${arc}`, text(value)),
);
const NAME = '1.2.392.200149.8.5.5.1';

const KINDS: readonly CertificateRow[] = [
  [
    'foreign-authority',
    'certificate-issuer-unknown',
    'An authority of the same name issued it, with another key.',
    issuedBy(foreignSignatureAuthority),
  ],
  [
    'authority-for-log-ins',
    'certificate-issuer-unknown',
    'The authority for user authentication issued it.',
    issuedBy(authority),
  ],
  [
    'simulated',
    'certificate-issuer-unknown',
    'It is a simulated card’s, and there are no test anchors.',
    issuedBy(testSignatureAuthority),
  ],
  [
    'oversize',
    'certificate-malformed',
    'It has more than 8192 octets.',
    respelt((der) => Buffer.concat([der, Buffer.alloc(8192)])),
  ],
  ['key-usage-none', 'certificate-key-usage', 'There is no key usage.', extension('keyUsage', undefined)],
  ...([[0], [1], [5], [0, 2], [0, 1, 2]] as const).map(
    (usages): CertificateRow => [
      `key-usage-${usages.join('-')}`,
      'certificate-key-usage',
      `The key usage has the bits ${usages.join(' and ')}.`,
      extension('keyUsage', keyUsage(...usages)),
    ],
  ),
  [
    'policy-of-log-ins',
    'certificate-policy',
    'It has the policy for user authentication.',
    extension('certificatePolicies', certificatePolicies(JPKI_OID.authPolicy)),
  ],
  [
    'critical-extended-key-usage',
    'certificate-critical-extension',
    'It has a critical extended key usage, which nobody looks at.',
    extension('extendedKeyUsage', { ...extendedKeyUsage('1.3.6.1.5.5.7.3.2'), critical: true }),
  ],
];

const HOLDER: readonly CertificateRow[] = (
  [
    ['none', 'There are no names.', extension('subjectAltName', undefined)],
    [
      'no-list',
      'The names are no list.',
      extension('subjectAltName', { id: '2.5.29.17', value: oid('1.2.3') }),
    ],
    ['no-name', 'There is no name.', names(...all.slice(1))],
    ['name-empty', 'The name is empty.', holder({ 1: '', 2: '' })],
    ['name-twice', 'There are two names.', names(...all, otherName(NAME, text('山田　花子')))],
    ['name-of-other-type', 'The name is octets.', names(...all.slice(1), otherName(NAME, octets('x')))],
    [
      'name-no-utf-8',
      'The name is not UTF-8.',
      names(...all.slice(1), otherName(NAME, { ...text(''), value: '\xff' })),
    ],
    ['no-address', 'The address is empty.', holder({ 5: '', 6: '' })],
    ['no-birth-date', 'The birth date is empty.', holder({ 4: '' })],
    ['birth-date-without-era', 'The birth date has eight digits.', holder({ 4: '19800102' })],
    ['birth-date-of-no-era', 'The era of the birth date is 6.', holder({ 4: '619800102' })],
    ['birth-date-of-no-month', 'The month of the birth date is 13.', holder({ 4: '319801302' })],
    ['birth-date-of-no-day', 'The birth date is a 30th of February.', holder({ 4: '319800230' })],
    ['birth-date-of-no-leap-year', 'The birth date is a 29th of February 1981.', holder({ 4: '319810229' })],
    ['birth-date-before-its-era', 'The birth date is a day before Heisei.', holder({ 4: '419890107' })],
    ['birth-date-after-its-era', 'The birth date is a day after Showa.', holder({ 4: '319890108' })],
    ['birth-date-full-width', 'The birth date has full-width digits.', holder({ 4: '３１９８００１０２' })],
    ['no-sex', 'The sex is empty.', holder({ 3: '' })],
    ['sex-in-words', 'The sex is a word.', holder({ 3: '男' })],
    ['sex-of-two-digits', 'The sex has two digits.', holder({ 3: '01' })],
    ['flag-too-few', 'A flag of the name is missing.', holder({ 2: '0000' })],
    ['flag-too-many', 'There is a flag too many for the address.', holder({ 6: '00000000000000000' })],
    ['flag-of-other-kind', 'A flag is 2.', holder({ 2: '00002' })],
    [
      'flags-for-utf-16',
      'The flags count the halves of a character.',
      holder({ 1: '𠮷田　太郎', 2: '000000' }),
    ],
  ] as const
).map(([name, about, defect]) => [`holder-${name}`, 'certificate-holder-malformed', about, defect]);

const list = (...lists: readonly Uint8Array[]): SignatureDefect =>
  settings({ revocationLists: lists.map(base64), acceptRevocation: [] });
const old = makeSignatureAuthority('JPKI', signatureAuthority.keys, { notAfter: '260601115959Z' });
const LISTED = { entries: [{ serialNumber: '0A0B0C0D' }] } as const;

export const SIGNATURE_ROWS: readonly SignatureRow[] = [
  ...[...CERTIFICATE_ROWS, ...KINDS, ...HOLDER].map(
    // None of these codes is one of a token alone.
    ([name, code, about, defect]): SignatureRow => [
      name,
      code as SignatureRow[1],
      about,
      certificate(defect),
    ],
  ),
  [
    'issuer-over',
    'certificate-issuer-expired',
    'The authority’s certificate ended a second ago.',
    settings({ trustAnchors: [pinned(old)] }),
  ],
  [
    'revoked',
    'certificate-revoked',
    'It is on its issuer’s revocation list.',
    list(makeCrl(signatureAuthority, LISTED)),
    'valid-checked',
  ],
  [
    'revocation-not-checked',
    'revocation-not-checked',
    'Nobody was asked, and the service insists on it.',
    settings({ acceptRevocation: [] }),
  ],
  [
    'revocation-unavailable',
    'revocation-unavailable',
    'The list ends at this moment.',
    list(makeCrl(signatureAuthority, { nextUpdate: NOW })),
    'valid-checked',
  ],
];

const holderRow = (name: string, about: string, texts: HolderTexts) =>
  [`valid-${name}`, about, certificate(holder(texts))] as const;

/** What passes. */
export const VALID_SIGNATURE_ROWS: readonly (readonly [
  name: string,
  about: string,
  make: SignatureDefect,
])[] = [
  ['valid', 'A signature certificate in which nothing is wrong.', settings({})],
  [
    'valid-simulated',
    'One of a simulated card, where that was asked for by name.',
    both(
      settings({ testTrustAnchors: [pem(testSignatureAuthority.certificate)] }),
      certificate(issuedBy(testSignatureAuthority)),
    ),
  ],
  ['valid-checked', 'It is not on its issuer’s revocation list.', list(makeCrl(signatureAuthority))],
  [
    'valid-names-in-other-order',
    'The names come in another order, beside others.',
    certificate(names(otherName('1.2.3', octets('x')), ...all.toReversed())),
  ],
  [
    'valid-names-critical',
    'The names are critical.',
    certificate(extension('subjectAltName', { ...subjectAltName(HOLDER_TEXTS), critical: true })),
  ],
  ['valid-last-second', 'It ends with this second.', certificate(field({ notAfter: '260601120000Z' }))],
  holderRow('substitutes', 'Characters stand in for others, in name and address.', {
    1: '𠮷田　太郎',
    2: '10001',
    6: '0100000000000000',
  }),
  holderRow('female', 'The sex is 2.', { 3: '2' }),
  holderRow('not-applicable', 'The sex is 9.', { 3: '9' }),
  holderRow('sex-unknown', 'The sex is 0.', { 3: '0' }),
  holderRow('born-on-the-last-day-of-showa', 'The birth date is the last day of its era.', {
    4: '319890107',
  }),
  holderRow('born-on-the-first-day-of-heisei', 'The birth date is the first day of its era.', {
    4: '419890108',
  }),
  holderRow('born-in-a-leap-year', 'The birth date is a 29th of February.', {
    4: '320000229'.replace('3', '4'),
  }),
  holderRow('day-of-birth-unknown', 'The register does not know the day of birth.', { 4: '319800100' }),
  holderRow('date-of-birth-unknown', 'The register knows nothing about the birth date.', { 4: '000000000' }),
  holderRow('born-in-meiji', 'The birth date is in Meiji.', { 4: '119100505' }),
];
