/** Applications and their files, as data. */
import type { KeyObject } from 'node:crypto';
import type { CardSecret } from './card-pins.ts';

/** A dedicated file (ISO 7816-4 section 7.2) under an application identifier. */
export interface CardApplication {
  readonly aid: Uint8Array;
  readonly files: readonly ElementaryFile[];
}

/** An elementary file. Its short identifier equals its file identifier. */
export type ElementaryFile = TransparentFile | RecordFile | SecretFile | PrivateKeyFile;

export interface TransparentFile {
  readonly kind: 'transparent';
  readonly fid: number;
  readonly content: Uint8Array;
  /** File identifiers of the secrets of which any one opens it; absent when anybody may read. */
  readonly openedBy?: readonly number[];
}

/** Numbered from 1; anybody may read them. */
export interface RecordFile {
  readonly kind: 'records';
  readonly fid: number;
  readonly records: readonly Uint8Array[];
}

/** What VERIFY compares with: a PIN, or a number that is printed on the card. */
export interface SecretFile {
  readonly kind: 'secret';
  readonly fid: number;
  readonly secret: CardSecret;
  /** What a right value sets the counter to. */
  readonly tries: number;
  /** The value of a number that nobody can change; a PIN's is in the card's memory. */
  readonly printed?: string;
}

export interface PrivateKeyFile {
  readonly kind: 'private-key';
  readonly fid: number;
  readonly key: KeyObject;
  readonly openedBy: readonly number[];
}
