/** What can be wrong with a signed PDF, and what passes. */
import { concatBytes, toHex, toUtf8 } from '../../../../shared/bytes.ts';
import { CMS_ATTACKS, type CmsAttack } from '../../../../signatures/cms/testing/cms-attacks.ts';
import { explicitTag, readOnly, TAG } from '../../../../signatures/der/der-reader.ts';
import { der } from '../../../../signatures/der/der-writer.ts';
import { preparePades } from '../../../../signatures/pades/prepare-pades.ts';
import { PDF_ATTACKS, type PdfAttack } from '../../../../signatures/pades/testing/pdf-attacks.ts';
import { signByHand } from '../../../../signatures/pades/testing/sign-by-hand.ts';
import { signableDocument, signPdf } from '../../../../signatures/pades/testing/sign-pdf.ts';
import { edited, testDocument } from '../../../../signatures/pades/testing/test-document.ts';
import { appendRevision, type Bodies } from '../../../../signatures/pdf/testing/test-pdf.ts';
import { joinParts, signPrepared } from '../../../../signatures/testing/signed-parts.ts';
import type { TestSigner } from '../../../../signatures/testing/test-signer.ts';
import type { DocumentFailureCode } from '../../documents/document-result.ts';
import { makeSignatureLeaf } from '../../testing/test-signature-pki.ts';
import {
  type DocumentRow,
  signerRows,
  toFileName,
  toSentence,
  type ValidDocumentRow,
  validSignerRows,
} from './document-rows.ts';
import {
  impostor as colleague,
  pem,
  signatureAuthority,
  signer,
  signerWith,
  stampAt,
  timestampAuthority,
} from './people.ts';

const byHand = (by: TestSigner): Uint8Array => signByHand(testDocument(), { signer: by });
const honest = byHand(signer);
/** With room for more than one signer. */
const roomy = await signPdf(testDocument(), { signer, timestamps: true });
const filled: Bodies = edited('amount', '(100)', '(1000000)');
const otherText: Bodies = edited('text', '100', '999');
const annotated: Bodies = edited('square', '(seen)', '(rejected)');
const expired = signerWith(makeSignatureLeaf(signatureAuthority, { notAfter: '260601115959Z' }));

const attackRows = PDF_ATTACKS.map(
  (attack): DocumentRow<Uint8Array> => [
    toFileName(attack.name),
    codeOf(attack),
    toSentence(attack.name),
    { signed: attack.make(signer) },
  ],
);

function codeOf({ expected }: PdfAttack): DocumentFailureCode {
  return 'failure' in expected ? expected.failure : 'document-changed';
}

/** The attacks on CMS that matter inside of a PDF: it is detached, and beside what the byte range covers. */
const CMS_IN_PDF: readonly string[] = [
  'no signer',
  'two signers',
  'no signed attributes',
  'no message-digest',
  'no signing-certificate',
  'signing-certificate of another',
  'no certificate',
  'the certificate of one person, the key of another',
  'SHA-1, honestly computed',
];

/** In place of the CMS of a signed PDF stands another one, over the same octets. */
function withCms({ make }: CmsAttack): Uint8Array {
  const text = Buffer.from(roomy).toString('latin1');
  const start = text.indexOf('<', text.lastIndexOf('/Contents <')) + 1;
  const end = text.indexOf('>', start);
  const [before, after] = [roomy.subarray(0, start), roomy.subarray(end)];
  const document = concatBytes(before.subarray(0, -1), after.subarray(1));
  const cms = toHex(detached(make({ signer, impostor: colleague, document })));
  return concatBytes(before, toUtf8(cms.padEnd(end - start, '0')), after);
}

/** RFC 5652 section 5.1: the same without its content. */
function detached(cms: Uint8Array): Uint8Array {
  const contentInfo = readOnly(cms, TAG.sequence);
  const type = contentInfo.readElement(TAG.objectIdentifier);
  const fields = contentInfo.read(explicitTag(0)).read(TAG.sequence);
  const head = [fields.readElement(TAG.integer), fields.readElement(TAG.set)];
  const contentType = fields.read(TAG.sequence).readElement(TAG.objectIdentifier);
  const signedData = der(TAG.sequence, ...head, der(TAG.sequence, contentType), fields.rest);
  return der(TAG.sequence, type, der(explicitTag(0), signedData));
}

async function stamped(by: TestSigner): Promise<Uint8Array> {
  const bytes = testDocument();
  const prepared = await preparePades(signableDocument(bytes), {
    digestAlgorithm: 'SHA-256',
    timestamps: true,
  });
  const stamp = (signature: Uint8Array) => Promise.resolve(stampAt('20260101000000Z')(signature));
  const { parts } = await signPrepared(prepared, { signer: by, stamp });
  return joinParts(parts, bytes);
}

const twice = await signPdf(honest, { signer: colleague });
const filledAndSigned = await signPdf(appendRevision(honest, filled), { signer: colleague });
const expiredSince = { signed: await stamped(expired) };

export const PDF_ROWS: readonly DocumentRow<Uint8Array>[] = [
  ...(await signerRows(byHand)),
  ...attackRows,
  ...CMS_ATTACKS.filter(({ name }) => CMS_IN_PDF.includes(name)).map(
    (attack): DocumentRow<Uint8Array> => [
      `cms-${toFileName(attack.name)}`,
      attack.code,
      `In the CMS: ${attack.name}.`,
      { signed: withCms(attack) },
    ],
  ),
  ['no-pdf', 'document-malformed', 'It is text.', { signed: toUtf8('申請書\n') }],
  ['no-signature', 'signature-missing', 'Nobody has signed it.', { signed: testDocument() }],
  [
    'first-holds-second-by-expired-certificate',
    'certificate-expired',
    'The first of two signatures is in order, the certificate of the second has expired.',
    { signed: await signPdf(honest, { signer: expired }) },
    'valid-two-signatures',
  ],
  [
    'first-by-expired-certificate-second-holds',
    'certificate-expired',
    'The certificate of the first of two signatures has expired, the second is in order.',
    { signed: await signPdf(byHand(expired), { signer: colleague }) },
    'valid-two-signatures',
  ],
  [
    'changed-and-signed-by-somebody-else',
    'document-changed',
    'Another text was put in place of what the first has signed, and somebody else has signed that.',
    { signed: await signPdf(appendRevision(honest, otherText), { signer: colleague }) },
    'valid-two-signatures',
  ],
  [
    'filled-and-signed-by-somebody-else',
    'document-changed',
    'A field was filled after the first signature, which the service did not accept.',
    { signed: filledAndSigned },
    'valid-filled-and-signed',
  ],
  [
    'filled-and-not-signed',
    'changes-unsigned',
    'A field was filled, which the service accepts, and nobody has signed that.',
    { signed: appendRevision(honest, filled), settings: { acceptChanges: ['form-filled'] } },
    'valid-filled-and-signed',
  ],
  [
    'filled-where-annotations-are-accepted',
    'document-changed',
    'A field was filled, where the service accepts annotations alone.',
    { signed: filledAndSigned, settings: { acceptChanges: ['annotation-changed'] } },
    'valid-filled-and-signed',
  ],
  [
    'changed-where-much-is-accepted',
    'document-changed',
    'Another text was put in, which no setting accepts.',
    {
      signed: await signPdf(appendRevision(honest, otherText), { signer: colleague }),
      settings: { acceptChanges: ['form-filled', 'annotation-changed'] },
    },
    'valid-annotated-and-signed',
  ],
  [
    'expired-without-trusted-time',
    'certificate-expired',
    'The signer’s certificate has expired, and nobody who is trusted saw the signature before.',
    expiredSince,
    'valid-expired-since',
  ],
];

const trusting = { timestampAuthorities: [pem(timestampAuthority.certificate)] };

export const VALID_PDF_ROWS: readonly ValidDocumentRow<Uint8Array>[] = [
  ...(await validSignerRows(byHand)),
  ['valid-by-kazasu', 'Signed as Kazasu does it.', { signed: await signPdf(testDocument(), { signer }) }],
  ['valid-two-signatures', 'A second person has signed the signed document.', { signed: twice }],
  [
    'valid-written-anew',
    'Afterwards an object was written anew as it was.',
    { signed: appendRevision(honest, edited('font', '', '')) },
  ],
  [
    'valid-with-validation-data',
    'Afterwards data were added by which to validate it later.',
    { signed: appendRevision(honest, edited('catalog', '/Pages', '/DSS <<>> /Pages')) },
  ],
  [
    'valid-filled-and-signed',
    'A field was filled after the first signature, which the service accepts, and signed by somebody else.',
    { signed: filledAndSigned, settings: { acceptChanges: ['form-filled'] } },
  ],
  [
    'valid-annotated-and-signed',
    'An annotation was changed after the first signature, which the service accepts, and signed by somebody else.',
    {
      signed: await signPdf(appendRevision(honest, annotated), { signer: colleague }),
      settings: { acceptChanges: ['form-filled', 'annotation-changed'] },
    },
  ],
  [
    'valid-stamped',
    'A trusted authority saw the signature.',
    { signed: await stamped(signer), settings: trusting },
  ],
  [
    'valid-expired-since',
    'The signer’s certificate has expired since a trusted authority saw the signature.',
    { ...expiredSince, settings: trusting },
  ],
];
