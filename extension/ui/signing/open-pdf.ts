/**
 * PDF by pdf.js, which reads and draws in a worker of its own without any interface of the extension. Nothing of the
 * document is carried out or followed: no scripts, no links, no forms, no network (docs/decisions/0024).
 */
import { getDocument, PDFDataRangeTransport, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';

/** As the build lays pdf.js's own files beside the extension's (wxt.config.ts). */
const FILES = new URL('/pdf/', location.origin).href;

/**
 * @param signal closes it, and ends its worker
 * @throws what pdf.js cannot read, or only with a password
 */
export async function openPdf(content: Blob, signal: AbortSignal): Promise<PDFDocumentProxy> {
  signal.throwIfAborted();
  const port = startWorker();
  const worker = PDFWorker.create({ port });
  signal.addEventListener('abort', () => {
    worker.destroy();
    port.terminate();
  });
  return getDocument({
    worker,
    range: new BlobTransport(content),
    // What is not looked at is not read: a large document is never in memory as a whole.
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    useWorkerFetch: true,
    cMapUrl: `${FILES}cmaps/`,
    standardFontDataUrl: `${FILES}standard_fonts/`,
    wasmUrl: `${FILES}wasm/`,
    verbosity: 0,
  }).promise;
}

/** The document's own Blob, span by span. */
class BlobTransport extends PDFDataRangeTransport {
  readonly #content: Blob;

  constructor(content: Blob) {
    super(content.size, null);
    this.#content = content;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#content
      .slice(begin, end)
      .arrayBuffer()
      .then((buffer) => {
        this.onDataRange(begin, new Uint8Array(buffer));
      });
  }
}

/** As much of the Trusted Types API as there is to it here; Firefox has it from 148 on. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL: (url: string) => URL };
}

let workerUrl: URL | undefined;

/** The content security policy lets only this one policy name a script, and it names only this one. */
function startWorker(): Worker {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const url = `${FILES}worker.js`;
  workerUrl ??= trustedTypes
    ? trustedTypes.createPolicy('pdf-worker', { createScriptURL: () => url }).createScriptURL(url)
    : new URL(url);
  return new Worker(workerUrl, { type: 'module' });
}
