/** Applications and their files, as data. */
import type { KeyObject } from 'node:crypto';
import type { CardPin } from './card-pins.ts';

/** A dedicated file (ISO 7816-4 section 7.2) under an application identifier. */
export interface CardApplication {
  readonly aid: Uint8Array;
  readonly files: readonly ElementaryFile[];
}

/** An elementary file. Its short identifier equals its file identifier. */
export type ElementaryFile = TransparentFile | PinFile | PrivateKeyFile;

export interface TransparentFile {
  readonly kind: 'transparent';
  readonly fid: number;
  readonly content: Uint8Array;
  /** File identifier of the PIN that opens it; absent when anybody may read. */
  readonly openedBy?: number;
}

export interface PinFile {
  readonly kind: 'pin';
  readonly fid: number;
  readonly pin: CardPin;
}

export interface PrivateKeyFile {
  readonly kind: 'private-key';
  readonly fid: number;
  readonly key: KeyObject;
  readonly openedBy: number;
}
