/** What can be wrong with a signed XML document, and what passes. */
import { toUtf8 } from '../../../../shared/bytes.ts';
import type { TestSigner } from '../../../../signatures/testing/test-signer.ts';
import { signXml } from '../../../../signatures/xades/testing/sign-xml.ts';
import { documentTypeAttacks, xmlAttacks } from '../../../../signatures/xades/testing/xml-attacks.ts';
import {
  DETACHED_CONTENT,
  DETACHED_NAME,
  makeXmlScene,
} from '../../../../signatures/xades/testing/xml-scene.ts';
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

const scene = await makeXmlScene(signer, colleague);
const DOCUMENT = '<?xml version="1.0"?>\n<申請 xmlns="urn:example:form">1000</申請>\n';
const honest = await signXml(DOCUMENT, signer);
/** Each signature has identifiers of its own, drawn at random. */
const enveloped = (by: TestSigner): Promise<Uint8Array> =>
  by === signer ? Promise.resolve(honest) : signXml(DOCUMENT, by);
const detached = toUtf8(scene.detached);
const beside = { [DETACHED_NAME]: toUtf8(DETACHED_CONTENT) };
const expired = signerWith(makeSignatureLeaf(signatureAuthority, { notAfter: '260601115959Z' }));
const stamped = (by: TestSigner): Promise<Uint8Array> =>
  signXml(DOCUMENT, by, {
    stamp: (octets) => Promise.resolve(stampAt('20260101000000Z')(octets)),
  });
const expiredSince = { signed: await stamped(expired) };
const trusting = { timestampAuthorities: [pem(timestampAuthority.certificate)] };

export const XML_ROWS: readonly DocumentRow<Uint8Array>[] = [
  ...(await signerRows(enveloped)),
  ...Object.entries(xmlAttacks(scene)).map(
    ([name, { code, xml }]): DocumentRow<Uint8Array> => [
      toFileName(name),
      code,
      toSentence(name),
      { signed: toUtf8(xml) },
    ],
  ),
  ...Object.entries(documentTypeAttacks(scene)).map(
    ([name, xml]): DocumentRow<Uint8Array> => [
      `doctype-${toFileName(name)}`,
      'document-malformed',
      `It has a document type declaration: ${name}.`,
      { signed: toUtf8(xml) },
    ],
  ),
  [
    'no-document',
    'document-missing',
    'The document of a detached signature was not given.',
    { signed: detached },
    'valid-detached',
  ],
  [
    'detached-from-another-document',
    'digest-mismatch',
    'Another document is beside the signature.',
    { signed: detached, documents: { [DETACHED_NAME]: toUtf8('金二千円を支払います。\r\n') } },
    'valid-detached',
  ],
  [
    'detached-and-one-more',
    'coverage-gap',
    'A document is beside the signature that it does not cover.',
    { signed: detached, documents: { ...beside, 'another.txt': toUtf8('金九千円を支払います。\r\n') } },
    'valid-detached',
  ],
  ['no-xml', 'document-malformed', 'It is text.', { signed: toUtf8('申請書\n') }],
  ['no-signature', 'signature-missing', 'Nobody has signed it.', { signed: toUtf8(DOCUMENT) }],
  [
    'expired-without-trusted-time',
    'certificate-expired',
    'The signer’s certificate has expired, and nobody who is trusted saw the signature before.',
    expiredSince,
    'valid-expired-since',
  ],
];

export const VALID_XML_ROWS: readonly ValidDocumentRow<Uint8Array>[] = [
  ...(await validSignerRows(enveloped)),
  [
    'valid-by-identifier',
    'The signature names the root element by its identifier.',
    { signed: toUtf8(scene.signedById) },
  ],
  ['valid-detached', 'The document is beside its signature.', { signed: detached, documents: beside }],
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
