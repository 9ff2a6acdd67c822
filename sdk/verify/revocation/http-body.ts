/** The body of an HTTP response, up to a length: a peer decides neither how much memory it takes nor how long. */

/** Of a `Response`, what is looked at. */
export type HttpResponse = Pick<Response, 'status' | 'body'>;

const FIRST_BYTES = 16 * 2 ** 10;

/**
 * Into memory of its own: to keep the chunks would cost many times the limit if a peer sends an octet in each.
 * @returns undefined when there is more than that
 */
export async function readBody({ body }: HttpResponse, maxBytes: number): Promise<Uint8Array | undefined> {
  const reader = body?.getReader();
  let bytes = new Uint8Array(Math.min(FIRST_BYTES, maxBytes));
  let length = 0;
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    const end = length + chunk.value.length;
    if (end > maxBytes) {
      await reader?.cancel();
      return undefined;
    }
    if (end > bytes.length) bytes = grown(bytes, Math.min(Math.max(end, 2 * bytes.length), maxBytes));
    bytes.set(chunk.value, length);
    length = end;
  }
  return bytes.subarray(0, length);
}

function grown(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}
