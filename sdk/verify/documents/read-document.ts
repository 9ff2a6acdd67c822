/**
 * What each format has to say about the signatures in a document. Its reader is loaded when the first document of that
 * format comes: a service that only verifies log-ins never loads any.
 */
import { types } from 'node:util';
import { DOCUMENT_MAX_BYTES } from '../../../shared/signing.ts';
import type { SignatureReport } from '../../../signatures/signature-report.ts';
import { requireSetting } from '../settings.ts';
import type { DocumentFailureCode } from './document-result.ts';

/** Every signature that was found, and what they are about where that is in hand. */
export interface ReadDocument {
  readonly signatures: readonly SignatureReport[];
  readonly content?: Uint8Array | undefined;
}

/** What a service was given cannot be read. Never leaves this package. */
export class Unreadable extends Error {
  readonly code: DocumentFailureCode;

  constructor(code: DocumentFailureCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Unreadable';
    this.code = code;
  }
}

/** @throws Unreadable, and so do the others */
export async function readPdf(pdf: unknown): Promise<ReadDocument> {
  const { reportPdf } = await import('../../../signatures/pades/report-pdf.ts');
  return reading(async () => ({ signatures: await reportPdf(octetsOf(pdf)) }));
}

export async function readCms(cms: unknown, document: unknown): Promise<ReadDocument> {
  const { reportCms } = await import('../../../signatures/cades/report-cms.ts');
  return reading(async () => {
    const beside = octetsIfAny(document);
    const { signatures, content } = await reportCms(octetsOf(cms), beside);
    return { signatures, content: content ?? beside };
  });
}

/** @throws TypeError when `documents` is no Map */
export async function readXml(
  xml: unknown,
  documents: ReadonlyMap<string, unknown> = new Map(),
): Promise<ReadDocument> {
  requireSetting(types.isMap(documents), 'documents must be a Map, by URI');
  const { reportXml } = await import('../../../signatures/xades/report-xml.ts');
  return reading(async () => {
    const beside = new Map(Array.from(documents, ([uri, document]) => [uri, octetsOf(document)]));
    return { signatures: await reportXml(octetsOf(xml), beside) };
  });
}

/** @param jws text, or its octets, as in a file */
export async function readJws(jws: unknown, document: unknown): Promise<ReadDocument> {
  const { reportJws } = await import('../../../signatures/jws/report-jws.ts');
  return reading(async () => {
    const beside = octetsIfAny(document);
    const { signatures, content } = await reportJws(textOf(jws), beside);
    return { signatures, content: content ?? beside };
  });
}

/** Whatever is thrown about a stranger's bytes, they are at fault. */
async function reading(read: () => Promise<ReadDocument>): Promise<ReadDocument> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('document-malformed', { cause: error });
  }
}

/** Of the largest document, with the signatures, in base64. */
const SIGNED_MAX_BYTES = 2 * DOCUMENT_MAX_BYTES;

function octetsIfAny(offered: unknown): Uint8Array | undefined {
  return offered === undefined ? undefined : octetsOf(offered);
}

const latin1 = new TextDecoder('latin1');

/** Whatever is not ASCII in it is no JWS. A text is never oversize: Node.js has none of more than 2^29 - 24 characters. */
function textOf(offered: unknown): string {
  return typeof offered === 'string' ? offered : latin1.decode(octetsOf(offered));
}

function octetsOf(offered: unknown): Uint8Array {
  if (!types.isUint8Array(offered)) throw new Unreadable('document-malformed');
  if (offered.length > SIGNED_MAX_BYTES) throw new Unreadable('document-oversize');
  return isOwn(offered.buffer) ? offered : new Uint8Array(offered);
}

/** Memory that another thread may write to, or that may grow, is no place for what is being verified. */
function isOwn(buffer: ArrayBufferLike): boolean {
  return types.isArrayBuffer(buffer) && Reflect.get(buffer, 'resizable') !== true;
}
