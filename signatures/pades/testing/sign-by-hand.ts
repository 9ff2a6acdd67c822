/** Signatures such as no careful signer makes: any ByteRange, any dictionary, but a CMS that is in order. Not published. */
import { toHex } from '../../../shared/bytes.ts';
import { startSignedData } from '../../cms/signed-data-builder.ts';
import type { Span } from '../../pdf/pdf-object.ts';
import { appendRevision, type Bodies, fromLatin1, latin1 } from '../../pdf/testing/test-pdf.ts';
import { startHash } from '../../running-hash.ts';
import { signDigest, type TestSigner } from '../../testing/test-signer.ts';
import { BODIES, PART } from './test-document.ts';

/** Of the signature dictionary. */
export const SIGNATURE_NUMBER = 20;

export interface HandSettings {
  readonly signer: TestSigner;
  /** By default as it should be. */
  readonly byteRange?: (contents: Span, length: number) => readonly number[];
  /** What stands in the brackets, whatever is signed. */
  readonly byteRangeText?: (range: readonly number[]) => string;
  readonly subFilter?: string;
  /** Behind Contents, in the dictionary. */
  readonly entries?: string;
  readonly field?: string;
  readonly bodies?: Bodies;
  /** Behind the end of the file, and covered. */
  readonly tail?: string;
  /** The cross-reference does not know the signature dictionary. */
  readonly isUnlisted?: boolean;
}

const ROOM = 48;
const CAPACITY = 2048;

/** Signs the test document's empty field. */
export function signByHand(document: Uint8Array, settings: HandSettings): Uint8Array {
  const { signer, subFilter = 'ETSI.CAdES.detached', entries = '', field = '', bodies = {} } = settings;
  const body = `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} /M (D:20261122040506Z) /ByteRange [${'#'.repeat(ROOM)}] /Contents <${'0'.repeat(CAPACITY * 2)}>${entries}>>`;
  const empty = BODIES[PART.emptySignature] ?? '';
  const prepared = appendRevision(
    document,
    {
      ...bodies,
      [PART.emptySignature]: empty.replace(/>>$/u, `/V ${SIGNATURE_NUMBER} 0 R ${field}>>`),
      ...(settings.isUnlisted ? {} : { [SIGNATURE_NUMBER]: body }),
    },
    settings.isUnlisted ? { between: `${SIGNATURE_NUMBER} 0 obj\n${body}\nendobj\n` } : {},
  );
  const text = latin1(prepared) + (settings.tail ?? '');
  const start = text.indexOf('<', text.lastIndexOf('/Contents <0'));
  const contents = { start, end: start + CAPACITY * 2 + 2 };
  const range = settings.byteRange?.(contents, text.length) ?? [
    0,
    contents.start,
    contents.end,
    text.length - contents.end,
  ];
  const rangeText = settings.byteRangeText?.(range) ?? range.join(' ');
  const ranged = text.replace('#'.repeat(ROOM), rangeText.padEnd(ROOM));
  const cms = toHex(sign(fromLatin1(ranged), range, signer));
  return fromLatin1(ranged.slice(0, start + 1) + cms + ranged.slice(start + 1 + cms.length));
}

function sign(bytes: Uint8Array, range: readonly number[], signer: TestSigner): Uint8Array {
  const hash = startHash('SHA-256');
  for (let index = 0; index + 1 < range.length; index += 2) {
    const [start = 0, length = 0] = range.slice(index, index + 2);
    hash.update(bytes.subarray(start, start + length));
  }
  const { certificate } = signer;
  const contentDigest = hash.digest();
  const digestAlgorithm = 'SHA-256';
  const signedData = startSignedData({ digestAlgorithm, certificate, contentDigest });
  return signedData.detached(signDigest(signer, { digestAlgorithm, digest: signedData.digest }));
}
