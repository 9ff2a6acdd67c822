/**
 * The formats of signed documents, each loaded when a signature of that kind is asked for: a login loads none of them.
 */
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { PACKAGINGS, type SignRequest } from '../../shared/signing.ts';
import type { PreparedDocument, SignableDocument } from '../../signatures/container.ts';

export type Prepare = (document: SignableDocument) => Promise<PreparedDocument>;
export type DocumentsRequest = Exclude<SignRequest, { format: 'digest' }>;

export interface Formats {
  readonly prepare: (request: DocumentsRequest) => Promise<Prepare>;
  readonly prepareDigest: () => Promise<(digest: Uint8Array, algorithm: DigestAlgorithm) => PreparedDocument>;
  readonly timestamps: () => Promise<TimestampFormat>;
}

export interface TimestampFormat {
  readonly timestampRequest: (stamped: Uint8Array) => Uint8Array;
  /** @throws {DocumentRefused} `timestamp-invalid` */
  readonly readTimestampResponse: (response: Uint8Array, request: Uint8Array) => Promise<Uint8Array>;
}

export const FORMATS: Formats = {
  prepare: loadPrepare,
  prepareDigest: async () => (await import('../../signatures/digest/prepare-digest.ts')).prepareDigest,
  timestamps: async () => {
    const [{ timestampRequest }, { readTimestampResponse }] = await Promise.all([
      import('../../signatures/timestamp/timestamp-request.ts'),
      import('../../signatures/timestamp/timestamp-response.ts'),
    ]);
    return { timestampRequest, readTimestampResponse };
  },
};

async function loadPrepare(request: DocumentsRequest): Promise<Prepare> {
  const { digestAlgorithm = 'SHA-256' } = request;
  switch (request.format) {
    case 'pades': {
      const { preparePades } = await import('../../signatures/pades/prepare-pades.ts');
      const { drawMark } = await import('./draw-mark.ts');
      const { mark, timestamps = false } = request;
      const options = { digestAlgorithm, timestamps, ...(mark && { mark, drawMark }) };
      return (document) => preparePades(document, options);
    }
    case 'cades': {
      const { prepareCades } = await import('../../signatures/cades/prepare-cades.ts');
      const { packaging = PACKAGINGS.cades[0] } = request;
      return (document) => prepareCades(document, { digestAlgorithm, packaging });
    }
    case 'xades': {
      const { prepareXades } = await import('../../signatures/xades/prepare-xades.ts');
      const { packaging = PACKAGINGS.xades[0] } = request;
      return (document) => prepareXades(document, { digestAlgorithm, packaging });
    }
    case 'jws': {
      const { prepareJws } = await import('../../signatures/jws/prepare-jws.ts');
      const { packaging = PACKAGINGS.jws[0] } = request;
      return (document) => prepareJws(document, { digestAlgorithm, packaging });
    }
  }
}
