/** What a time-stamp authority answers (RFC 3161 section 2.4.2). */
import { equalBytes } from '../../shared/bytes.ts';
import { DocumentRefused } from '../container.ts';
import { readOnly, TAG } from '../der/der-reader.ts';
import { readSmallInteger } from '../der/der-values.ts';
import { SignatureFailure } from '../signature-failure.ts';
import { verifyToken } from './report-timestamp.ts';
import { parseTimestampRequest } from './timestamp-request.ts';

/**
 * The TimeStampToken of a TimeStampResp, when it is one and answers this very request. Whether its authority is to be
 * trusted is for those to judge who read the document.
 * @param request by `timestampRequest`
 * @throws DocumentRefused `timestamp-invalid`
 */
export async function readTimestampResponse(response: Uint8Array, request: Uint8Array): Promise<Uint8Array> {
  try {
    const token = readToken(response);
    await expectAnswer(token, request);
    return token;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof SignatureFailure)
      throw new DocumentRefused('timestamp-invalid', { cause });
    throw cause;
  }
}

/** PKIStatus: granted, and granted with modifications. */
const GRANTED = [0, 1];

function readToken(response: Uint8Array): Uint8Array {
  const fields = readOnly(response, TAG.sequence);
  const status = readSmallInteger(fields.read(TAG.sequence));
  if (!GRANTED.includes(status)) throw new SyntaxError(`refused with status ${status}`);
  const token = fields.readElement(TAG.sequence);
  fields.expectEnd();
  return token;
}

async function expectAnswer(token: Uint8Array, request: Uint8Array): Promise<void> {
  const { imprint, nonce } = parseTimestampRequest(request);
  const answer = await verifyToken(token);
  const isSameImprint =
    answer.imprint.digestAlgorithm === imprint.digestAlgorithm &&
    equalBytes(answer.imprint.digest, imprint.digest);
  if (!isSameImprint || !answer.nonce || !equalBytes(answer.nonce, nonce))
    throw new SyntaxError('the answer to another request');
}
