/** The body of an HTTP response, up to a length: a peer decides neither how much memory it takes nor how long. */

/** Of a `Response`, what is looked at. */
export type HttpResponse = Pick<Response, 'status' | 'body'>;

/** @returns undefined when there is more than that */
export async function readBody({ body }: HttpResponse, maxBytes: number): Promise<Uint8Array | undefined> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    length += chunk.value.length;
    if (length > maxBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks);
}
