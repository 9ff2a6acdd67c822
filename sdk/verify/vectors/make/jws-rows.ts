/** What can be wrong with a JWS, and what passes. */
import { JWS_ATTACKS, jwsBy, type JwsScene } from '../../../../signatures/jws/testing/jws-attacks.ts';
import type { TestSigner } from '../../../../signatures/testing/test-signer.ts';
import {
  type DocumentRow,
  signerRows,
  toFileName,
  toSentence,
  type ValidDocumentRow,
  validSignerRows,
} from './document-rows.ts';
import { impostor, signer } from './people.ts';

const scene: JwsScene = { signer, impostor, document: new TextEncoder().encode('{"申請":"転入"}') };
const enveloping = (by: TestSigner): string => jwsBy({ ...scene, signer: by });
const detached = jwsBy(scene, { sentPayload: '' });

export const JWS_ROWS: readonly DocumentRow<string>[] = [
  ...(await signerRows(enveloping)),
  ...JWS_ATTACKS.map(({ name, code, make, document }): DocumentRow<string> => {
    const signed = make(scene);
    const like = document && signed === detached ? 'valid-detached' : 'valid';
    return [toFileName(name), code, toSentence(name), { signed, ...(document && { document }) }, like];
  }),
  [
    'no-document',
    'document-missing',
    'The document of a detached signature was not given.',
    { signed: detached },
    'valid-detached',
  ],
  [
    'no-jws',
    'document-malformed',
    'It has two parts.',
    { signed: enveloping(signer).split('.').slice(0, 2).join('.') },
  ],
  [
    'line-break',
    'document-malformed',
    'A line break follows the signature.',
    { signed: `${enveloping(signer)}\n` },
  ],
  ['padding', 'document-malformed', 'The signature is padded.', { signed: `${enveloping(signer)}==` }],
];

export const VALID_JWS_ROWS: readonly ValidDocumentRow<string>[] = [
  ...(await validSignerRows(enveloping)),
  ['valid-detached', 'The document is beside its signature.', { signed: detached, document: scene.document }],
];
