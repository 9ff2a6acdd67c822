/** What can be wrong with an OCSP response, and what answers. */
import { person } from '../../testing/revocation-scene.ts';
import { authority } from '../../testing/scene.ts';
import { hex } from '../../testing/test-crl.ts';
import {
  byKey,
  byName,
  derSingle,
  derStatus,
  makeResponder,
  makeResponse,
  personCertId,
  type ResponseFields,
  STATUS,
} from '../../testing/test-ocsp.ts';
import { extendedKeyUsage, keyPair, keyUsage, makeLeaf } from '../../testing/test-pki.ts';
import { type AnswerRow, fromNoon, type ProblemRow, strange } from './revocation-case.ts';

/** Each is without nonce, because a vector cannot know the one that an implementation sends. */
const ocsp = (fields: Partial<ResponseFields>): Uint8Array =>
  makeResponse(Buffer.alloc(32), { nonce: null, ...fields });
const byResponder = (overrides: Parameters<typeof makeResponder>[0]) =>
  makeResponse(Buffer.alloc(32), { nonce: null, certificates: [makeResponder(overrides)] });
const byIssuer = {
  signWith: authority.keys.privateKey,
  responderId: byName(authority.certificate),
  certificates: [],
};
const otherPerson = personCertId(makeLeaf(authority, { serialNumber: '0E0E' }));
const purpose = (...purposes: string[]) => ({
  extensions: { extendedKeyUsage: extendedKeyUsage(...purposes) },
});

export const OCSP_ANSWER_ROWS: readonly AnswerRow<Uint8Array>[] = [
  ['good', 'A delegated responder says that the certificate is good.', ocsp({})],
  ['good-by-issuer', 'The issuer itself says so.', ocsp(byIssuer)],
  [
    'good-by-issuer-named-by-key',
    'The issuer says so and is named by its key.',
    ocsp({ ...byIssuer, responderId: byKey(authority.certificate) }),
  ],
  [
    'good-among-others',
    'The response is about another certificate, too.',
    ocsp({ singles: [derSingle({ certId: otherPerson, status: STATUS.revoked }), derSingle()] }),
  ],
  ['good-sha-384', 'The response is signed with SHA-384.', ocsp({ algorithm: '1.2.840.113549.1.1.12' })],
  [
    'good-within-skew',
    'The responder’s clock is 60 s ahead, which is the skew.',
    ocsp({ thisUpdate: fromNoon(60) }),
  ],
  [
    'good-without-key-usage',
    'The responder’s certificate has no key usage.',
    byResponder({ extensions: { keyUsage: undefined } }),
  ],
  ['revoked', 'The certificate is revoked.', ocsp({ status: STATUS.revokedWithoutReason })],
  [
    'revoked-with-reason',
    'The certificate is revoked, and the response says why.',
    ocsp({ status: STATUS.revoked }),
  ],
];

export const OCSP_PROBLEM_ROWS: readonly ProblemRow<Uint8Array>[] = [
  [
    'nonce-of-other-request',
    'ocsp-nonce-mismatch',
    'It has the nonce of another request.',
    ocsp({ nonce: Buffer.alloc(32) }),
  ],
  [
    'signed-by-other-key',
    'ocsp-signature-invalid',
    'Another key signed it.',
    ocsp({ signWith: keyPair('attacker').privateKey }),
  ],
  [
    'signed-by-other-key-as-issuer',
    'ocsp-signature-invalid',
    'Another key signed it in the issuer’s name.',
    ocsp({ ...byIssuer, signWith: keyPair('attacker').privateKey }),
  ],
  [
    'signed-with-sha-1',
    'ocsp-algorithm',
    'It is signed with SHA-1.',
    ocsp({ algorithm: '1.2.840.113549.1.1.5' }),
  ],
  [
    'without-responder',
    'ocsp-responder-unknown',
    'The responder’s certificate is missing.',
    ocsp({ certificates: [] }),
  ],
  [
    'with-other-certificate',
    'ocsp-responder-unknown',
    'Another certificate stands in place of the responder’s.',
    ocsp({ certificates: [person] }),
  ],
  [
    'about-other-certificate',
    'ocsp-other-certificate',
    'It is about another certificate.',
    ocsp({ certId: otherPerson }),
  ],
  [
    'about-other-issuer',
    'ocsp-other-certificate',
    'It is about another issuer’s certificate.',
    ocsp({ certId: { ...personCertId(), issuerKeyHash: Buffer.alloc(32) } }),
  ],
  ['about-nothing', 'ocsp-other-certificate', 'It is about no certificate.', ocsp({ singles: [] })],
  [
    'two-opinions',
    'ocsp-other-certificate',
    'It says good and revoked.',
    ocsp({ singles: [derSingle(), derSingle({ status: STATUS.revoked })] }),
  ],
  [
    'unknown',
    'ocsp-unknown',
    'The responder does not know the certificate.',
    ocsp({ status: STATUS.unknown }),
  ],
  [
    'from-the-future',
    'ocsp-not-yet-valid',
    'It begins in 61 s, and the skew is 60 s.',
    ocsp({ thisUpdate: fromNoon(61) }),
  ],
  [
    'made-in-the-future',
    'ocsp-not-yet-valid',
    'It was made in 61 s, and the skew is 60 s.',
    ocsp({ producedAt: fromNoon(61) }),
  ],
  ['over', 'ocsp-stale', 'It ended 60 s ago, which is the skew.', ocsp({ nextUpdate: fromNoon(-60) })],
  [
    'too-old',
    'ocsp-stale',
    'It does not say until when it is valid, and is a day and a minute old.',
    ocsp({ nextUpdate: null, thisUpdate: fromNoon(-86_460) }),
  ],
  [
    'critical-extension',
    'ocsp-critical-extension',
    'It has a critical extension that nobody knows.',
    ocsp({ responseExtensions: [strange] }),
  ],
  [
    'critical-extension-of-answer',
    'ocsp-critical-extension',
    'The answer has a critical extension that nobody knows.',
    ocsp({ extensions: [strange] }),
  ],
  ['version-2', 'ocsp-malformed', 'It is of version 2.', ocsp({ version: hex('A003020101') })],
  [
    'of-other-type',
    'ocsp-malformed',
    'It is no basic response.',
    ocsp({ responseType: '1.3.6.1.5.5.7.48.1.9' }),
  ],
  [
    'status-that-there-is-not',
    'ocsp-malformed',
    'The certificate’s status is one that there is not.',
    ocsp({ status: hex('8300') }),
  ],
  ['truncated', 'ocsp-malformed', 'The last octet is missing.', ocsp({}).subarray(0, -1)],
  ['trailing-octet', 'ocsp-malformed', 'An octet follows it.', Buffer.concat([ocsp({}), Buffer.of(0)])],
  ...(
    [
      [1, 'ocsp-malformed-request'],
      [2, 'ocsp-internal-error'],
      [3, 'ocsp-try-later'],
      [5, 'ocsp-signature-required'],
      [6, 'ocsp-unauthorized'],
    ] as const
  ).map(
    ([status, code]): ProblemRow<Uint8Array> => [
      `status-${status}`,
      code,
      `The responder refuses with status ${status}.`,
      derStatus(status),
    ],
  ),
  [
    'responder-of-other-authority',
    'ocsp-responder-not-delegated',
    'Another authority of the same name certified the responder.',
    byResponder({ signWith: keyPair('impostor').privateKey }),
  ],
  [
    'responder-for-clients',
    'ocsp-responder-not-delegated',
    'The responder’s certificate is for something else.',
    byResponder(purpose('1.3.6.1.5.5.7.3.2')),
  ],
  [
    'responder-for-anything',
    'ocsp-responder-not-delegated',
    'The responder’s certificate is for any purpose.',
    byResponder(purpose('2.5.29.37.0')),
  ],
  [
    'responder-may-not-sign',
    'ocsp-responder-not-delegated',
    'The responder’s key is not for signatures.',
    byResponder({ extensions: { keyUsage: keyUsage(2) } }),
  ],
  [
    'responder-over',
    'ocsp-responder-expired',
    'The responder’s certificate ended a second ago.',
    byResponder({ notAfter: '260601115959Z' }),
  ],
  [
    'responder-not-begun',
    'ocsp-responder-expired',
    'The responder’s certificate begins in a second.',
    byResponder({ notBefore: '260601120001Z' }),
  ],
  [
    'responder-revocable',
    'ocsp-responder-revocable',
    'The responder’s certificate could be revoked itself.',
    byResponder({ extensions: { noCheck: undefined } }),
  ],
];
