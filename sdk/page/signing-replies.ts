import * as v from 'valibot';
import { fromBase64, toBase64 } from '../../shared/base64.ts';
import { type SigningQuestion, signingQuestionSchema, type SigningReply } from '../../shared/signing.ts';
import type { Conversation } from './conversation.ts';
import { KazasuError } from './kazasu-error.ts';

/**
 * Has a time-stamp authority stamp a signature; called for all signatures at once.
 * @param request TimeStampReq in DER, to be posted as `application/timestamp-query` (RFC 3161 section 3.4)
 * @param signal aborts when nobody waits for the answer any more
 * @returns TimeStampResp in DER, 24 KiB at most
 */
export type FetchTimestamp = (
  request: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
) => Promise<Uint8Array | ArrayBuffer>;

/** What the prompt asks while documents are signed: for their bytes, and for time stamps. */
export function signingReplies(
  contents: readonly Blob[],
  timestamp: FetchTimestamp | undefined,
): NonNullable<Conversation['reply']> {
  return async (question, ended) => {
    const { output: asked, success } = v.safeParse(signingQuestionSchema, question);
    if (success && asked.kind === 'piece-wanted') return pieceOf(contents[asked.document], asked);
    if (success && asked.kind === 'timestamps-wanted' && timestamp) {
      const fetched = asked.requests.map((request) => timestamp(fromBase64(request), ended));
      const responses = (await Promise.all(fetched)).map((response) => toBase64(new Uint8Array(response)));
      return { kind: 'timestamps', responses };
    }
    throw new KazasuError('internal', 'the extension asked for something that this version does not know');
  };
}

async function pieceOf(
  content: Blob | undefined,
  { document, offset, length }: Extract<SigningQuestion, { kind: 'piece-wanted' }>,
): Promise<SigningReply> {
  const bytes = await content?.slice(offset, offset + length).arrayBuffer();
  if (bytes?.byteLength !== length) {
    throw new KazasuError('internal', 'the extension asked for more than there is');
  }
  return { kind: 'piece', document, offset, bytes };
}
