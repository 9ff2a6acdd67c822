import { fromBase64 } from '../../shared/base64.ts';
import { toHex } from '../../shared/bytes.ts';
import type { DigestAlgorithm } from '../../shared/jpki.ts';
import { type DocumentKind, documentKind } from './document-kind.ts';
import type { ReceivedDocument } from './receive-document.ts';

/** A document as the person sees it in the list, and as the history remembers it. */
export interface ListedDocument {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly digest: ListedDigest;
  /** Absent where there is only a digest. */
  readonly content?: { readonly type: string; readonly size: number };
}

/** Of a document that has arrived, by SHA-256; otherwise as the caller gave it. */
export interface ListedDigest {
  readonly algorithm: DigestAlgorithm;
  /** Hexadecimal, lower case. */
  readonly hex: string;
}

export function listedDocument({ name, type, content, sha256 }: ReceivedDocument): ListedDocument {
  return {
    name,
    kind: documentKind(type),
    digest: { algorithm: 'SHA-256', hex: toHex(sha256).toLowerCase() },
    content: { type, size: content.size },
  };
}

export function listedDigest(
  { name, digest }: { readonly name: string; readonly digest: string },
  algorithm: DigestAlgorithm,
): ListedDocument {
  return {
    name,
    kind: 'unseen',
    digest: { algorithm, hex: toHex(fromBase64(digest)).toLowerCase() },
  };
}
