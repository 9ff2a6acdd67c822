/** What can be wrong with a CMS signature, and what passes. */
import { generateKeyPairSync } from 'node:crypto';
import { CMS_ATTACKS, type CmsScene, signedBy } from '../../../../signatures/cms/testing/cms-attacks.ts';
import type { TestSigner } from '../../../../signatures/testing/test-signer.ts';
import { signCms } from '../../testing/document-scene.ts';
import { makeSignatureLeaf } from '../../testing/test-signature-pki.ts';
import { makeCrl } from '../../testing/test-crl.ts';
import {
  type DocumentRow,
  type DocumentSettings,
  signerRows,
  toFileName,
  toSentence,
  type ValidDocumentRow,
  validSignerRows,
} from './document-rows.ts';
import { base64, impostor, pem, signatureAuthority, signer, stampAt, timestampAuthority } from './people.ts';

const scene: CmsScene = { signer, impostor, document: new TextEncoder().encode('申請書\n') };
const ellipticKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const elliptic: TestSigner = {
  ...signer,
  ...ellipticKeys,
  certificate: makeSignatureLeaf(signatureAuthority, { publicKey: ellipticKeys.publicKey }),
};
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const enveloping = (by: TestSigner): Uint8Array => signedBy({ ...scene, signer: by });
const detached = signedBy(scene, { isDetached: true });
const honest = enveloping(signer);

/** At this time an authority saw the signature. */
const stamped = (genTime: string, authority = timestampAuthority): Uint8Array =>
  signCms('detached', { ...signer, stamp: stampAt(genTime, authority) }, scene.document);
const trusting: Partial<DocumentSettings> = { timestampAuthorities: [pem(timestampAuthority.certificate)] };
const SOON = new Date('2026-06-01T13:00:00Z');
const LATER = new Date('2031-06-01T12:00:00Z');
const stampedInTime = { signed: stamped('20260601120000Z'), document: scene.document, now: LATER };
const listAt = (thisUpdate: string, nextUpdate: string, revokedAt?: string) => {
  const entries =
    revokedAt === undefined ? [] : [{ serialNumber: '0A0B0C0D', revokedAt: new Date(revokedAt) }];
  const times = { thisUpdate: new Date(thisUpdate), nextUpdate: new Date(nextUpdate) };
  return {
    revocationLists: [base64(makeCrl(signatureAuthority, { ...times, entries }))],
    acceptRevocation: [],
  };
};
/** Of the time of signing, and of the time at which the certificate has long expired. */
const thenGood = listAt('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z');
const nowGood = listAt('2031-06-01T00:00:00Z', '2031-06-02T00:00:00Z');

export const CMS_ROWS: readonly DocumentRow<Uint8Array>[] = [
  ...(await signerRows(enveloping)),
  ...CMS_ATTACKS.map(({ name, code, make, document }): DocumentRow<Uint8Array> => {
    const signed = make(scene);
    const isDetached = document !== undefined && Buffer.compare(signed, detached) === 0;
    return [
      toFileName(name),
      code,
      toSentence(name),
      { signed, ...(document && { document }) },
      isDetached ? 'valid-detached' : 'valid',
    ];
  }),
  [
    'by-elliptic-key',
    'certificate-key-weak',
    'The signer’s key is on an elliptic curve.',
    { signed: signedBy(scene, { signer: elliptic, signerInfos: [{ signatureOid: ECDSA_WITH_SHA256 }] }) },
  ],
  [
    'no-document',
    'document-missing',
    'The document of a detached signature was not given.',
    { signed: detached },
    'valid-detached',
  ],
  ['no-cms', 'document-malformed', 'It is no CMS SignedData.', { signed: scene.document }],
  [
    'trailing-octet',
    'document-malformed',
    'An octet follows the end.',
    { signed: Buffer.concat([honest, Buffer.of(0)]) },
  ],
  [
    'expired-without-trusted-time',
    'certificate-expired',
    'The signer’s certificate has expired, and nobody who is trusted saw the signature before.',
    stampedInTime,
    'valid-expired-since',
  ],
  [
    'expired-when-stamped',
    'certificate-expired',
    'The signer’s certificate had expired when the time was stamped.',
    { ...stampedInTime, signed: stamped('20300102000000Z'), settings: trusting },
    'valid-expired-since',
  ],
  [
    'stamped-by-other-authority',
    'certificate-expired',
    'A stranger with the name of the time-stamp authority stamped the time.',
    {
      ...stampedInTime,
      signed: stamped('20260601120000Z', { ...timestampAuthority, ...impostor }),
      settings: trusting,
    },
    'valid-expired-since',
  ],
  [
    'stamp-of-other-signature',
    'certificate-expired',
    'The time stamp is over another signature.',
    {
      ...stampedInTime,
      signed: signCms(
        'detached',
        {
          ...signer,
          stamp: () => stampAt('20260601120000Z')(scene.document),
        },
        scene.document,
      ),
      settings: trusting,
    },
    'valid-expired-since',
  ],
  [
    'expired-since-and-list-of-today',
    'revocation-unavailable',
    'Today’s list leaves out whatever has expired, so that it cannot tell.',
    { ...stampedInTime, settings: { ...trusting, ...nowGood } },
    'valid-expired-since-and-list-of-then',
  ],
  [
    'revoked-before-stamped',
    'certificate-revoked',
    'The signer’s certificate was revoked before the time was stamped.',
    {
      ...stampedInTime,
      now: SOON,
      settings: {
        ...trusting,
        ...listAt('2026-06-01T12:30:00Z', '2026-06-02T00:00:00Z', '2026-06-01T11:00:00Z'),
      },
    },
    'valid-revoked-after-stamped',
  ],
];

export const VALID_CMS_ROWS: readonly ValidDocumentRow<Uint8Array>[] = [
  ...(await validSignerRows(enveloping)),
  ['valid-detached', 'The document is beside its signature.', { signed: detached, document: scene.document }],
  [
    'valid-stamped',
    'A trusted authority saw the signature.',
    { ...stampedInTime, now: new Date('2026-06-01T12:00:00Z'), settings: trusting },
  ],
  [
    'valid-stamped-by-nobody-trusted',
    'A time stamp that does not count takes nothing away while the certificate is in force.',
    { ...stampedInTime, now: new Date('2026-06-01T12:00:00Z') },
  ],
  [
    'valid-expired-since',
    'The signer’s certificate has expired since a trusted authority saw the signature.',
    { ...stampedInTime, settings: trusting },
  ],
  [
    'valid-expired-since-and-list-of-then',
    'The list of that time does not have the signer’s certificate.',
    { ...stampedInTime, settings: { ...trusting, ...thenGood } },
  ],
  [
    'valid-revoked-after-stamped',
    'The signer’s certificate was revoked when a trusted authority had seen the signature.',
    {
      ...stampedInTime,
      now: SOON,
      settings: {
        ...trusting,
        ...listAt('2026-06-01T12:30:00Z', '2026-06-02T00:00:00Z', '2026-06-01T12:00:01Z'),
      },
    },
  ],
];
