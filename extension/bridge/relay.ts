/** Replies of the page to questions of the prompt, over the extension's port, which in Chromium carries JSON only. */
import { toBase64 } from '../../shared/base64.ts';
import { release } from '../../shared/release.ts';
import { PIECE_MAX_BYTES, type RelayedReply, REPLY_MAX_LENGTH } from '../../shared/signing.ts';
import { boundedJson } from './bounded-json.ts';

/**
 * Passes a reply on when it is within its bounds; the prompt checks it against its schema.
 * @returns whether it was
 */
export function relay(reply: unknown, tellPrompt: (reply: RelayedReply) => void): boolean {
  const text = boundedJson(reply, REPLY_MAX_LENGTH); // octets are `{}` in it
  const { bytes } = reply as { bytes?: unknown };
  if (!text || !(bytes === undefined || isPiece(bytes))) return false;
  const octets = bytes && { bytes: import.meta.env.FIREFOX ? bytes : toBase64(new Uint8Array(bytes)) };
  tellPrompt({ ...JSON.parse(text), ...octets } as RelayedReply); // as far as anybody knows here
  // The port has a copy. Chromium collects what is left over soon enough; Firefox lets as much as the document gather.
  if (bytes && import.meta.env.FIREFOX) release(bytes);
  return true;
}

/** What the page posts arrives in the page's own world in Firefox, where no page can change what `window` is for the bridge. */
function isPiece(bytes: unknown): bytes is ArrayBuffer {
  return bytes instanceof window.ArrayBuffer && bytes.byteLength <= PIECE_MAX_BYTES;
}
