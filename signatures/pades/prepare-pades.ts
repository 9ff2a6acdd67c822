/**
 * Signs a PDF (PAdES baseline, ETSI EN 319 142-1 section 6) by appending to it: not a byte of it changes, so that earlier
 * signatures stay valid, and what is returned is the caller's own document and what comes after it.
 */
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { NEW_BYTES_MAX, type SignatureMark, TIMESTAMP_RESPONSE_MAX_BYTES } from '../../shared/signing.ts';
import { startSignedData } from '../cms/signed-data-builder.ts';
import {
  type BoundDocument,
  DocumentRefused,
  type PreparedDocument,
  type SignableDocument,
  type Signer,
} from '../container.ts';
import { writeUpdate } from '../pdf/incremental-update.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import type { RunningHash } from '../running-hash.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { parseHolder } from '../x509/holder.ts';
import {
  byteRangeText,
  contentsText,
  type SignatureDictionary,
  signatureDictionary,
} from './signature-dictionary.ts';
import { type DrawMark, markLines, shownSize } from './signature-mark.ts';
import { type DrawnMark, signatureObjects } from './signature-objects.ts';
import { findSignaturePlace, type SignaturePlace } from './signature-place.ts';

export interface PadesOptions {
  readonly digestAlgorithm: DigestAlgorithm;
  /** Room is left for a time stamp. */
  readonly timestamps: boolean;
  readonly mark?: SignatureMark;
  /** Needed with a mark, and only then. */
  readonly drawMark?: DrawMark;
}

/**
 * @throws DocumentRefused `pdf-malformed`, `pdf-encrypted`, `pdf-certified`, `pdf-dynamic`, `pdf-page-missing`
 */
export async function preparePades(
  document: SignableDocument,
  options: PadesOptions,
): Promise<PreparedDocument> {
  const place = await readPlace(document, options.mark);
  return { bind: (signer) => bindPades(document.hash, place, options, signer) };
}

/** The file is in memory until its end, and not afterwards. */
async function readPlace(
  { content, hash }: SignableDocument,
  mark: SignatureMark | undefined,
): Promise<SignaturePlace> {
  try {
    const file = await PdfFile.open(new Uint8Array(await content.arrayBuffer()));
    const identifier = hash.clone().digest().subarray(0, 16);
    return await findSignaturePlace(file, identifier, mark);
  } catch (error) {
    if (error instanceof SyntaxError) throw new DocumentRefused('pdf-malformed', { cause: error });
    throw error;
  }
}

async function bindPades(
  documentHash: RunningHash,
  place: SignaturePlace,
  options: PadesOptions,
  signer: Signer,
): Promise<BoundDocument> {
  const { digestAlgorithm } = options;
  const dictionary = signatureDictionary(signer.time, capacityFor(signer, options));
  const mark = await drawMark(place, options, signer);
  const update = await writeSigned(place, dictionary, mark);
  const { bytes, contentsStart, contentsEnd } = update;
  const contentDigest = documentHash
    .clone()
    .update(bytes.subarray(0, contentsStart))
    .update(bytes.subarray(contentsEnd))
    .digest();
  const { certificate } = signer;
  const signedData = startSignedData({ digestAlgorithm, certificate, contentDigest });
  return {
    digestAlgorithm,
    digest: signedData.digest,
    finish(signature, timestampToken) {
      const cms = signedData.detached(signature, timestampToken);
      const hex = contentsText(cms);
      if (hex.length > contentsEnd - contentsStart - 2) throw new DocumentRefused('signature-oversize');
      const signed = bytes.slice();
      signed.set(hex, contentsStart + 1);
      return { parts: [{ offset: 0, length: place.file.length }, signed], signature: cms };
    },
  };
}

/** Bytes for the CMS: what is in it beside the certificate and the signature takes less than half of this. */
const REST_OF_CMS = 1024;
const SIGNATURE_MAX_BYTES = 512;

function capacityFor({ certificate }: Signer, { timestamps }: PadesOptions): number {
  const timestamp = timestamps ? TIMESTAMP_RESPONSE_MAX_BYTES : 0;
  return certificate.length + SIGNATURE_MAX_BYTES + REST_OF_CMS + timestamp;
}

async function drawMark(
  { mark }: SignaturePlace,
  { drawMark: draw }: PadesOptions,
  signer: Signer,
): Promise<DrawnMark | undefined> {
  if (!mark) return undefined;
  if (!draw) throw new TypeError('nobody to draw the mark');
  const { name } = parseHolder(parseCertificate(signer.certificate));
  const lines = markLines(name.text, signer.time);
  return { bitmap: await draw(lines, shownSize(mark)), text: lines.join(' ') };
}

interface SignedUpdate {
  readonly bytes: Uint8Array;
  readonly contentsStart: number;
  readonly contentsEnd: number;
}

/** All that is appended, but for the signature itself. @throws DocumentRefused `signature-oversize` */
async function writeSigned(
  { file, ...rest }: SignaturePlace,
  dictionary: SignatureDictionary,
  mark: DrawnMark | undefined,
): Promise<SignedUpdate> {
  const { objects, signature, nextNumber } = await signatureObjects({ file, ...rest }, dictionary.body, mark);
  const { bytes, bodyStarts } = writeUpdate(file, objects, nextNumber);
  if (bytes.length > NEW_BYTES_MAX) throw new DocumentRefused('signature-oversize');
  const bodyStart = bodyStarts.get(signature.number) ?? 0;
  const contentsStart = bodyStart + dictionary.contentsStart;
  const contentsEnd = bodyStart + dictionary.contentsEnd;
  const range = [0, file.length + contentsStart, file.length + contentsEnd, bytes.length - contentsEnd];
  bytes.set(byteRangeText(range), bodyStart + dictionary.byteRangeStart);
  return { bytes, contentsStart, contentsEnd };
}
