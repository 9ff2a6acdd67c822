/**
 * The test PKI over HTTP: revocation lists and an OCSP responder, for whoever tries out how a service checks revocation.
 * It listens on the loopback interface alone, has nothing to give but what the test authorities say of certificates of
 * nobody, and is no part of what a browser starts (docs/architecture.md, security rule 10).
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CertificateKind } from './pki/distinguished-name.ts';
import { answerOcspRequest } from './pki/ocsp-responder.ts';
import { issueRevocationList } from './pki/revocation-list.ts';
import { loadTestPki } from './state/pki-store.ts';

export interface PkiServer {
  /** 0 is any that is free. */
  readonly port: number;
  /** The simulator's state, read anew for each request, so that it may be edited meanwhile. */
  readonly folder: string;
  readonly onListening: (urls: PkiUrls) => void;
  readonly signal: AbortSignal;
}

export interface PkiUrls {
  readonly crl: Readonly<Record<CertificateKind, string>>;
  readonly ocsp: string;
}

const LOOPBACK = '127.0.0.1';
const CRL_PATHS: Readonly<Record<CertificateKind, string>> = {
  userAuthentication: '/user-authentication.crl',
  digitalSignature: '/digital-signature.crl',
};
const OCSP_PATH = '/ocsp';

/**
 * Serves until aborted.
 * @throws {KazasuError} `reader-unavailable` when the state cannot be understood from the start
 * @throws Error of the operating system when the port is taken
 */
export async function servePki({ port, folder, onListening, signal }: PkiServer): Promise<void> {
  await loadTestPki(folder);
  const server = createServer((request, response) => {
    void answer(request, response, folder);
  });
  server.listen({ host: LOOPBACK, port, signal });
  await once(server, 'listening');
  onListening(urlsOf(server));
  if (!signal.aborted) await once(signal, 'abort');
  server.closeAllConnections();
}

function urlsOf(server: Server): PkiUrls {
  // A server on a port has an address, and not the name of a pipe.
  const { port } = server.address() as AddressInfo;
  const url = (path: string) => `http://${LOOPBACK}:${port}${path}`;
  const { userAuthentication, digitalSignature } = CRL_PATHS;
  return {
    crl: { userAuthentication: url(userAuthentication), digitalSignature: url(digitalSignature) },
    ocsp: url(OCSP_PATH),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, folder: string): Promise<void> {
  const route = ROUTES[`${request.method ?? ''} ${request.url ?? ''}`];
  if (!route) return void response.writeHead(404).end();
  try {
    const content = await route.answer(request, folder);
    response.writeHead(200, { 'content-type': route.type, 'cache-control': 'no-store' }).end(content);
  } catch {
    // The state is being edited, or the request was too long; neither is worth more words to a program.
    response.writeHead(500).end();
  }
}

interface Route {
  readonly type: string;
  answer(request: IncomingMessage, folder: string): Promise<Buffer>;
}

const crlOf = (kind: CertificateKind): Route => ({
  type: 'application/pkix-crl',
  answer: async (_request, folder) => issueRevocationList(kind, await loadTestPki(folder), new Date()),
});

const ROUTES: Readonly<Partial<Record<string, Route>>> = {
  [`GET ${CRL_PATHS.userAuthentication}`]: crlOf('userAuthentication'),
  [`GET ${CRL_PATHS.digitalSignature}`]: crlOf('digitalSignature'),
  [`POST ${OCSP_PATH}`]: {
    type: 'application/ocsp-response',
    answer: async (request, folder) =>
      answerOcspRequest(await readBody(request), await loadTestPki(folder), new Date()),
  },
};

const MAX_REQUEST_BYTES = 16 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_REQUEST_BYTES) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
