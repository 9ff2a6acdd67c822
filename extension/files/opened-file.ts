import type { Bytes } from '../../shared/bytes.ts';
import { DOCUMENT_MAX_BYTES } from '../../shared/signing.ts';
import { type FileKind, fileKind } from './file-kind.ts';

/** A file of the person's, read as a whole. */
export interface OpenedFile {
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: Bytes;
}

/** The part of `File` in use. */
export type ReadableFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** @returns undefined for a file that is larger than is read, or can no longer be read */
export async function openFile(file: ReadableFile): Promise<OpenedFile | undefined> {
  if (file.size > DOCUMENT_MAX_BYTES) return undefined;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { name: file.name, kind: fileKind(bytes), bytes };
  } catch {
    // It has been moved, or another program holds it.
    return undefined;
  }
}
